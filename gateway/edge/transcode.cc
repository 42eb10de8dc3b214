#include "gateway/edge/transcode.h"

#include <google/protobuf/any.pb.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/type_resolver_util.h>
#include <google/rpc/status.pb.h>

#include <nlohmann/json.hpp>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gateway/edge/percent.h"
#include "gateway/edge/query_field.h"
#include "status/errors.h"
#include "status/grpc.h"
#include "status/macros.h"

namespace ett::edge {
namespace {

namespace util = google::protobuf::util;
using Json = nlohmann::json;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

std::string TypeUrl(const Descriptor& type) {
  return absl::StrCat("type.googleapis.com/", type.full_name());
}

absl::StatusOr<Json> ParseBody(absl::string_view body) {
  Json json = Json::parse(body.begin(), body.end(), nullptr, /*allow_exceptions=*/false);
  if (!json.is_discarded()) return json;
  return status::InvalidField("body", "JSON", body, "MALFORMED_JSON");
}

// The message that the body alone makes.
absl::StatusOr<Json> FromBody(const RestMethod& method, absl::string_view body) {
  if (method.body.empty() || body.empty()) {
    if (!body.empty()) {
      return status::InvalidField("body", "no body", body, "UNEXPECTED_BODY");
    }
    return Json::object();
  }
  ASSIGN_OR_RETURN(Json json, ParseBody(body));
  if (method.body == "*") {
    if (json.is_object()) return json;
    return status::InvalidField("body", "a JSON object", body, "MALFORMED_JSON");
  }
  const FieldDescriptor* field = method.method->input_type()->FindFieldByName(method.body);
  if (field == nullptr) return absl::InternalError("the contract's body is not a field");
  return Json{{field->json_name(), std::move(json)}};
}

absl::Status AddQuery(const RestMethod& method, absl::string_view query, Json& message) {
  if (query.empty()) return absl::OkStatus();
  for (const absl::string_view pair : absl::StrSplit(query, '&', absl::SkipEmpty())) {
    const std::pair<absl::string_view, absl::string_view> parts =
        absl::StrSplit(pair, absl::MaxSplits('=', 1));
    const std::string name = PercentDecode(parts.first, Keep::kPlusAsSpace);
    if (method.body == "*") {
      return status::InvalidField(name, "no query parameters beside a body of everything", pair,
                                  "UNKNOWN_PARAMETER");
    }
    RETURN_IF_ERROR(SetField(*method.method->input_type(), name,
                             PercentDecode(parts.second, Keep::kPlusAsSpace), message));
  }
  return absl::OkStatus();
}

// protobuf's words, with the field path that they begin with where there is one.
absl::Status BadJson(const util::Status& status) {
  return status::InvalidFields({{"body", "MALFORMED_JSON", status.message().ToString()}});
}

util::TypeResolver& OwnResolver() {
  static util::TypeResolver& resolver = *util::NewTypeResolverForDescriptorPool(
      "type.googleapis.com", google::protobuf::DescriptorPool::generated_pool());
  return resolver;
}

Json DetailOf(const google::protobuf::Any& any) {
  std::string text;
  const auto printed = util::BinaryToJsonString(
      &OwnResolver(), "type.googleapis.com/google.protobuf.Any", any.SerializeAsString(), &text);
  if (printed.ok()) {
    Json json = Json::parse(text, nullptr, false);
    if (!json.is_discarded()) return json;
  }
  return {{"@type", any.type_url()}, {"value", absl::Base64Escape(any.value())}};
}

}  // namespace

absl::StatusOr<std::string> MessageOf(const RestMethod& method, const RestInput& input) {
  ASSIGN_OR_RETURN(Json message, FromBody(method, input.body));
  RETURN_IF_ERROR(AddQuery(method, input.query, message));
  for (const auto& [field, value] : input.path) {
    RETURN_IF_ERROR(ReplaceField(*method.method->input_type(), field, value, message));
  }
  std::string binary;
  util::JsonParseOptions options;
  options.ignore_unknown_fields = false;
  const std::string text = message.dump(-1, ' ', false, Json::error_handler_t::replace);
  const auto parsed = util::JsonToBinaryString(
      &method.schema->resolver(), TypeUrl(*method.method->input_type()), text, &binary, options);
  if (!parsed.ok()) return BadJson(parsed);
  return binary;
}

absl::StatusOr<std::string> JsonOf(const RestMethod& method, const std::string& message) {
  std::string json;
  util::JsonPrintOptions options;
  options.always_print_primitive_fields = true;
  const auto printed = util::BinaryToJsonString(
      &method.schema->resolver(), TypeUrl(*method.method->output_type()), message, &json, options);
  if (printed.ok()) return json;
  return absl::InternalError(
      absl::StrCat("the answer does not fit its contract: ", printed.message().ToString()));
}

std::string ErrorJson(const absl::Status& status, int code) {
  const grpc::Status sent = status::ToGrpc(status);
  google::rpc::Status full;
  (void)full.ParseFromString(sent.error_details());
  Json details = Json::array();
  for (const google::protobuf::Any& any : full.details()) details.push_back(DetailOf(any));
  const Json error = {{"error",
                       {{"code", code},
                        {"status", absl::StatusCodeToString(status.code())},
                        {"message", sent.error_message()},
                        {"details", details}}}};
  return error.dump(-1, ' ', false, Json::error_handler_t::replace);
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

}  // namespace ett::edge
