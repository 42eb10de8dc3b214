#pragma once

#include <grpcpp/channel.h>
#include <sys/types.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace ett::bench {

// A service's program and how it is started, without what the server adds.
struct Program {
  std::string path;
  std::vector<std::string> flags = {};
  std::string database = {};  // a URL; empty for a SQLite file in the server's folder
};

// The service's own program in a process of its own. Ends with this, or with this process, however
// that ends.
class Server {
 public:
  // With an empty file. `folder` is its own: emptied first.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const Program& program,
                                                       const std::string& folder);
  // With what an earlier one left in `folder`.
  static absl::StatusOr<std::unique_ptr<Server>> StartAgain(const Program& program,
                                                            const std::string& folder);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }
  // The most resident memory so far, in bytes: VmHWM of proc(5).
  absl::StatusOr<std::int64_t> MostMemory() const;
  // What all its threads have taken of the processors so far.
  absl::StatusOr<absl::Duration> ProcessorTime() const;

 private:
  explicit Server(pid_t process) : process_(process) {}

  const pid_t process_;
  std::shared_ptr<grpc::Channel> channel_;
};

}  // namespace ett::bench
