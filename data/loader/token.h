#pragma once

#include <grpcpp/channel.h>

#include <memory>
#include <string>

namespace ett::loader {

// A channel whose calls have `authorization: Bearer TOKEN`; of an empty token, none.
std::shared_ptr<grpc::Channel> ChannelWithToken(const std::string& address,
                                                const std::string& token);

}  // namespace ett::loader
