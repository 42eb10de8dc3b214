#include "data/loader/credentials.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/channel_arguments.h>
#include <grpcpp/support/client_interceptor.h>

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

namespace ett::loader {
namespace {

using grpc::experimental::InterceptionHookPoints;

// gRPC's own credentials of calls are not sent without TLS.
class Showing final : public grpc::experimental::Interceptor {
 public:
  explicit Showing(Credentials credentials) : credentials_(std::move(credentials)) {}

  void Intercept(grpc::experimental::InterceptorBatchMethods* methods) override {
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_INITIAL_METADATA)) {
      auto& metadata = *methods->GetSendInitialMetadata();
      const auto& [token, api_key] = credentials_;
      if (!token.empty()) metadata.insert({"authorization", absl::StrCat("Bearer ", token)});
      if (!api_key.empty()) metadata.insert({"x-api-key", api_key});
    }
    methods->Proceed();
  }

 private:
  const Credentials credentials_;
};

class ShowingEach final : public grpc::experimental::ClientInterceptorFactoryInterface {
 public:
  explicit ShowingEach(Credentials credentials) : credentials_(std::move(credentials)) {}

  grpc::experimental::Interceptor* CreateClientInterceptor(
      grpc::experimental::ClientRpcInfo*) override {
    return new Showing(credentials_);
  }

 private:
  const Credentials credentials_;
};

}  // namespace

std::shared_ptr<grpc::Channel> ChannelAs(const Credentials& credentials,
                                         const std::string& address) {
  std::vector<std::unique_ptr<grpc::experimental::ClientInterceptorFactoryInterface>> each;
  each.push_back(std::make_unique<ShowingEach>(credentials));
  return grpc::experimental::CreateCustomChannelWithInterceptors(
      address, grpc::InsecureChannelCredentials(), {}, std::move(each));
}

}  // namespace ett::loader
