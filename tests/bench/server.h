#pragma once

#include <grpcpp/channel.h>
#include <sys/types.h>

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace ett::bench {

// The service's own program in a process of its own, on a SQLite file. Ends with this, or with this
// process, however that ends.
class Server {
 public:
  // On an empty file. `folder` is its own: emptied first.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const std::string& program,
                                                       const std::string& folder);
  // On what an earlier one left in `folder`.
  static absl::StatusOr<std::unique_ptr<Server>> StartAgain(const std::string& program,
                                                            const std::string& folder);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }
  // The most resident memory so far, in bytes: VmHWM of proc(5).
  absl::StatusOr<std::int64_t> MostMemory() const;

 private:
  explicit Server(pid_t process) : process_(process) {}

  const pid_t process_;
  std::shared_ptr<grpc::Channel> channel_;
};

}  // namespace ett::bench
