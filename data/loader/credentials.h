#pragma once

#include <grpcpp/channel.h>

#include <memory>
#include <string>

namespace ett::loader {

// Who calls; what is empty is not shown.
struct Credentials {
  std::string token;    // authorization: Bearer TOKEN
  std::string api_key;  // x-api-key
};

// A channel whose calls show them.
std::shared_ptr<grpc::Channel> ChannelAs(const Credentials& credentials,
                                         const std::string& address);

}  // namespace ett::loader
