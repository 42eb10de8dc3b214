#pragma once

#include <atomic>
#include <functional>
#include <memory>

#include "absl/time/time.h"
#include "tls/context.h"
#include "watch/watch.h"

namespace ett::tls {

// A context made of files, and made anew when they have changed. What does not go together stays
// out, and is told of when it is found so twice: a file that is half written, or a key that comes
// before its certificate, is nothing to tell. `current` may be called from any thread.
class WatchedContext {
 public:
  using Make = std::function<absl::StatusOr<Context>(const Material&)>;
  // With OK when files were taken, with what is wrong when they were not.
  using Told = std::function<void(const absl::Status&)>;

  // INVALID_ARGUMENT, naming the flag, for files that no context can be made of.
  static absl::StatusOr<std::unique_ptr<WatchedContext>> Open(const Material& named, Make make,
                                                              Told told);
  Context current() const { return current_.load(); }

  // From now on, looks at the files in a thread of its own, until this ends.
  void Start(absl::Duration interval = absl::Seconds(1)) {
    watch_.Start(interval, [this] { Look(); });
  }
  // Looks at the files. Not beside the thread.
  void Look();

 private:
  WatchedContext(Material named, Make make, Told told)
      : named_(std::move(named)), make_(std::move(make)), told_(std::move(told)) {}

  const Material named_;
  const Make make_;
  const Told told_;
  std::atomic<Context> current_;
  Material taken_;  // what `current_` is made of
  // What was found wrong the last time, and whether that was told.
  absl::StatusOr<Material> refused_ = absl::NotFoundError("none");
  bool is_told_ = false;
  watch::Watch watch_;
};

}  // namespace ett::tls
