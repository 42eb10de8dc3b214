#include "status/grpc.h"

#include <map>
#include <string>

#include "absl/strings/cord.h"
#include "google/rpc/status.pb.h"
#include "status/utf8.h"

namespace ett::status {

grpc::Status ToGrpc(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const auto code = static_cast<grpc::StatusCode>(status.code());
  if (code == grpc::StatusCode::INTERNAL || code == grpc::StatusCode::UNKNOWN) {
    return grpc::Status(code, "internal error");
  }
  google::rpc::Status detailed;
  detailed.set_code(static_cast<int>(code));
  detailed.set_message(Readable(status.message()));
  // Abseil gives them in no order; callers get them in one.
  std::map<std::string, std::string> details;
  status.ForEachPayload([&](absl::string_view type, const absl::Cord& payload) {
    details[std::string(type)] = std::string(payload);
  });
  for (const auto& [type, value] : details) {
    auto* detail = detailed.add_details();
    detail->set_type_url(type);
    detail->set_value(value);
  }
  return grpc::Status(code, detailed.message(), detailed.SerializeAsString());
}

absl::Status FromGrpc(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  absl::Status result(static_cast<absl::StatusCode>(status.error_code()), status.error_message());
  google::rpc::Status detailed;
  if (detailed.ParseFromString(status.error_details())) {
    for (const auto& detail : detailed.details()) {
      result.SetPayload(detail.type_url(), absl::Cord(detail.value()));
    }
  }
  return result;
}

}  // namespace ett::status
