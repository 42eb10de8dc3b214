#pragma once

#include <grpcpp/channel.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

// What callers rely on of a domain, for the tests of its service: so its team sees what it would
// break without those who call. proto/consumers/ has a file for each of them.
namespace ett::chassis {

// The files of proto/consumers, as texts.
absl::StatusOr<std::vector<std::string>> ConsumerFiles();

// What the files declare of a domain and the service at the channel does not have, a line each:
//   reports of the gateway: metric hr/work-years: the catalogue has none
// Methods are called, with an empty message. INVALID_ARGUMENT for a file that is not as they are.
absl::StatusOr<std::vector<std::string>> Unfulfilled(const std::vector<std::string>& files,
                                                     const std::string& domain,
                                                     const std::shared_ptr<grpc::Channel>& channel);

}  // namespace ett::chassis
