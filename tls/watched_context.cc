#include "tls/watched_context.h"

#include <utility>

#include "status/macros.h"

namespace ett::tls {

absl::StatusOr<std::unique_ptr<WatchedContext>> WatchedContext::Open(const Material& named,
                                                                     Make make, Told told) {
  std::unique_ptr<WatchedContext> watched(
      new WatchedContext(named, std::move(make), std::move(told)));
  ASSIGN_OR_RETURN(watched->taken_, Load(named));
  ASSIGN_OR_RETURN(Context context, watched->make_(watched->taken_));
  watched->current_ = std::move(context);
  return watched;
}

void WatchedContext::Look() {
  const absl::StatusOr<Material> found = Load(named_);
  if (found.ok() && *found == taken_) {
    is_told_ = false;
    refused_ = absl::NotFoundError("none");
    return;
  }
  absl::StatusOr<Context> made = found.ok() ? make_(*found) : found.status();
  if (made.ok()) {
    current_ = *std::move(made);
    taken_ = *found;
    is_told_ = false;
    refused_ = absl::NotFoundError("none");
    return told_(absl::OkStatus());
  }
  const bool again = refused_ == found;
  if (again && !std::exchange(is_told_, true)) told_(made.status());
  if (!again) is_told_ = false;
  refused_ = found;
}

}  // namespace ett::tls
