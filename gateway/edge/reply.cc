#include "gateway/edge/reply.h"

#include <google/rpc/status.pb.h>

#include "absl/strings/str_cat.h"
#include "json/json_text.h"
#include "json/wire_to_json.h"
#include "status/grpc.h"

namespace ett::edge {
namespace {

std::string Quoted(absl::string_view text) {
  std::string json;
  if (!json::AppendJsonString(text, json)) json = "\"\"";
  return json;
}

// An Any as JSON, by the upstream's contracts or else by ours.
std::string DetailJson(const google::protobuf::Any& any, const UpstreamSchema* schema) {
  const std::string wire = any.SerializeAsString();
  const absl::string_view name = absl::string_view(any.type_url());
  const bool known =
      schema != nullptr && schema->plans().Find(name.substr(name.rfind('/') + 1)) != nullptr;
  const json::Plans& plans = known ? schema->plans() : json::LinkedPlans();
  json::PrintOptions options;
  options.unknown_any_as_bytes = true;
  const auto json = json::JsonOf(*plans.Find("google.protobuf.Any"), wire, options);
  return json.ok() ? *json : absl::StrCat("{\"@type\":", Quoted(name), "}");
}

}  // namespace

Headers Reply::All(Headers headers) const {
  headers.insert(headers.end(), common_.begin(), common_.end());
  return headers;
}

void Reply::Head(int status, Headers headers) {
  has_head_ = true;
  record_.http_status = status;
  caller_->Head(status, All(std::move(headers)), /*end=*/false);
}

void Reply::End() {
  is_whole_ = true;
  caller_->End();
}

void Reply::Abort() {
  is_whole_ = true;
  caller_->Abort();
}

void Reply::Whole(int status, Headers headers, absl::string_view body) {
  has_head_ = true;
  is_whole_ = true;
  record_.http_status = status;
  constexpr int kNoContent = 204;
  constexpr int kNotModified = 304;
  if (status != kNoContent && status != kNotModified) {
    headers.push_back({"content-length", absl::StrCat(body.size())});
  }
  caller_->Head(status, All(std::move(headers)), /*end=*/body.empty());
  if (body.empty()) return;
  Write(body);
  caller_->End();
}

std::string ErrorJson(const absl::Status& status, int code, const UpstreamSchema* schema) {
  const grpc::Status sent = status::ToGrpc(status);
  google::rpc::Status full;
  (void)full.ParseFromString(sent.error_details());
  std::string details;
  for (const google::protobuf::Any& any : full.details()) {
    absl::StrAppend(&details, details.empty() ? "" : ",", DetailJson(any, schema));
  }
  return absl::StrCat(
      "{\"error\":{\"code\":", code, ",\"status\":\"", absl::StatusCodeToString(status.code()),
      "\",\"message\":", Quoted(sent.error_message()), ",\"details\":[", details, "]}}");
}

int HttpStatusOf(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kOk:
      return 200;
    case absl::StatusCode::kCancelled:
      return 499;
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kOutOfRange:
      return 400;
    case absl::StatusCode::kUnauthenticated:
      return 401;
    case absl::StatusCode::kPermissionDenied:
      return 403;
    case absl::StatusCode::kNotFound:
      return 404;
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kAborted:
      return 409;
    case absl::StatusCode::kResourceExhausted:
      return 429;
    case absl::StatusCode::kUnimplemented:
      return 501;
    case absl::StatusCode::kUnavailable:
      return 503;
    case absl::StatusCode::kDeadlineExceeded:
      return 504;
    default:
      return 500;
  }
}

void Refuse(Reply& reply, const absl::Status& status, int http_status, Headers headers,
            const UpstreamSchema* schema) {
  reply.record().grpc_code = static_cast<int>(status.code());
  const int told = http_status == 0 ? HttpStatusOf(status.code()) : http_status;
  constexpr int kUnauthorized = 401;
  if (told == kUnauthorized) headers.push_back({"www-authenticate", "Bearer"});
  headers.push_back({"content-type", "application/json"});
  reply.Whole(told, std::move(headers), ErrorJson(status, told, schema));
}

}  // namespace ett::edge
