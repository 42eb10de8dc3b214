#include "gateway/edge/connect_error.h"

#include <google/protobuf/any.pb.h>
#include <google/rpc/status.pb.h>

#include <nlohmann/json.hpp>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "status/grpc.h"

namespace ett::edge {
namespace {

std::string CodeOf(absl::StatusCode code) {
  if (code == absl::StatusCode::kCancelled) return "canceled";  // as Connect spells it
  return absl::AsciiStrToLower(absl::StatusCodeToString(code));
}

}  // namespace

std::string ConnectError(const absl::Status& status) {
  const grpc::Status sent = status::ToGrpc(status);
  google::rpc::Status full;
  (void)full.ParseFromString(sent.error_details());
  nlohmann::ordered_json error = {{"code", CodeOf(status.code())},
                                  {"message", sent.error_message()}};
  for (const google::protobuf::Any& any : full.details()) {
    std::string value = absl::Base64Escape(any.value());
    while (!value.empty() && value.back() == '=') value.pop_back();
    error["details"].push_back(
        {{"type", any.type_url().substr(any.type_url().rfind('/') + 1)}, {"value", value}});
  }
  return error.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace ett::edge
