#include "status/errors.h"

#include <algorithm>
#include <optional>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "google/rpc/error_details.pb.h"

namespace ett::status {
namespace {

constexpr char kTypePrefix[] = "type.googleapis.com/";
constexpr std::size_t kShownBytes = 100;

void Attach(const google::protobuf::Message& detail, absl::Status& status) {
  status.SetPayload(absl::StrCat(kTypePrefix, detail.GetDescriptor()->full_name()),
                    absl::Cord(detail.SerializeAsString()));
}

absl::Status WithReason(absl::StatusCode code, absl::string_view reason, absl::string_view message,
                        const Metadata& metadata = {}) {
  absl::Status status(code, message);
  google::rpc::ErrorInfo error;
  error.set_reason(std::string(reason));
  error.set_domain("ett.no");
  error.mutable_metadata()->insert(metadata.begin(), metadata.end());
  Attach(error, status);
  return status;
}

absl::Status OfResource(absl::Status status, absl::string_view type, absl::string_view name) {
  google::rpc::ResourceInfo resource;
  resource.set_resource_type(std::string(type));
  resource.set_resource_name(std::string(name));
  resource.set_description(std::string(status.message()));
  Attach(resource, status);
  return status;
}

// Cut before a UTF-8 continuation byte, never inside a character.
std::string Shown(absl::string_view text) {
  if (text.size() <= kShownBytes) return std::string(text);
  std::size_t end = kShownBytes;
  while (end > 0 && (text[end] & 0xC0) == 0x80) --end;
  return absl::StrCat(text.substr(0, end), "…");
}

// Nothing for a status without.
std::optional<google::rpc::ErrorInfo> ErrorInfoOf(const absl::Status& status) {
  const auto payload = status.GetPayload(
      absl::StrCat(kTypePrefix, google::rpc::ErrorInfo::descriptor()->full_name()));
  google::rpc::ErrorInfo error;
  if (payload && error.ParseFromString(std::string(*payload))) return error;
  return std::nullopt;
}

}  // namespace

FieldError Refusal(absl::string_view field, absl::string_view reason, absl::string_view wanted,
                   absl::string_view came) {
  return {std::string(field), std::string(reason),
          absl::StrCat("want ", wanted, ", got \"", Shown(came), "\"")};
}

absl::Status InvalidField(absl::string_view field, absl::string_view wanted, absl::string_view came,
                          absl::string_view reason) {
  return InvalidFields({Refusal(field, reason, wanted, came)});
}

absl::Status InvalidFields(const std::vector<FieldError>& errors) {
  google::rpc::BadRequest request;
  for (const FieldError& error : errors) {
    auto* violation = request.add_field_violations();
    violation->set_field(error.field);
    violation->set_description(absl::StrCat(error.reason, ": ", error.message));
  }
  const std::string message =
      absl::StrJoin(errors, "; ", [](std::string* out, const FieldError& error) {
        absl::StrAppend(out, error.field, ": ", error.message);
      });
  absl::Status status =
      WithReason(absl::StatusCode::kInvalidArgument, errors.front().reason, message);
  Attach(request, status);
  return status;
}

std::string ReasonOf(const absl::Status& status) {
  const auto error = ErrorInfoOf(status);
  return error ? error->reason() : absl::StatusCodeToString(status.code());
}

Metadata MetadataOf(const absl::Status& status) {
  const auto error = ErrorInfoOf(status);
  if (!error) return {};
  return {error->metadata().begin(), error->metadata().end()};
}

std::vector<FieldError> FieldErrorsOf(const absl::Status& status) {
  const auto payload = status.GetPayload(
      absl::StrCat(kTypePrefix, google::rpc::BadRequest::descriptor()->full_name()));
  google::rpc::BadRequest request;
  if (!payload || !request.ParseFromString(std::string(*payload))) return {};
  std::vector<FieldError> errors;
  for (const auto& violation : request.field_violations()) {
    const std::string& text = violation.description();
    const std::size_t colon = std::min(text.find(": "), text.size());
    errors.push_back(
        {violation.field(), text.substr(0, colon), text.substr(std::min(colon + 2, text.size()))});
  }
  return errors;
}

absl::Status NotFound(absl::string_view type, absl::string_view name) {
  return OfResource(WithReason(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND",
                               absl::StrCat("there is no ", name)),
                    type, name);
}

absl::Status AlreadyExists(absl::string_view type, absl::string_view name) {
  return OfResource(WithReason(absl::StatusCode::kAlreadyExists, "RESOURCE_EXISTS",
                               absl::StrCat(name, " exists already")),
                    type, name);
}

absl::Status EtagMismatch(absl::string_view type, absl::string_view name) {
  return OfResource(
      WithReason(absl::StatusCode::kAborted, "ETAG_MISMATCH",
                 absl::StrCat(name, " has changed since this etag was read: read it again")),
      type, name);
}

absl::Status Precondition(absl::string_view reason, absl::string_view message) {
  return WithReason(absl::StatusCode::kFailedPrecondition, reason, message);
}

absl::Status Unauthenticated(absl::string_view reason, absl::string_view message,
                             const Metadata& metadata) {
  return WithReason(absl::StatusCode::kUnauthenticated, reason, message, metadata);
}

absl::Status Denied(absl::string_view reason, absl::string_view message, const Metadata& metadata) {
  return WithReason(absl::StatusCode::kPermissionDenied, reason, message, metadata);
}

absl::Status Unavailable(absl::string_view reason, absl::string_view message) {
  return WithReason(absl::StatusCode::kUnavailable, reason, message);
}

absl::Status Exhausted(absl::string_view reason, absl::string_view message) {
  absl::Status status = WithReason(absl::StatusCode::kResourceExhausted, reason, message);
  google::rpc::RetryInfo retry;
  retry.mutable_retry_delay()->set_seconds(1);
  Attach(retry, status);
  return status;
}

}  // namespace ett::status
