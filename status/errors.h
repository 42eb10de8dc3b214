#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

// Errors with the details of google.rpc, carried as payloads of absl::Status. Every one has an
// ErrorInfo of domain `ett.no`, whose reason is stable and machine-readable.
namespace ett::status {

// A field that was refused.
struct FieldError {
  std::string field;    // path, `building.year_built`
  std::string reason;   // UPPER_SNAKE_CASE
  std::string message;  // "want …, got …"
};

// The refusal of a value. `came` is shown as it came, cut at 100 bytes: pass no personal data.
FieldError Refusal(absl::string_view field, absl::string_view reason, absl::string_view wanted,
                   absl::string_view came);

// INVALID_ARGUMENT with BadRequest.
absl::Status InvalidField(absl::string_view field, absl::string_view wanted, absl::string_view came,
                          absl::string_view reason = "INVALID_FIELD");
// `errors` is not empty.
absl::Status InvalidFields(const std::vector<FieldError>& errors);
// The reason of the status's ErrorInfo; its code, `UNAVAILABLE`, for one without.
std::string ReasonOf(const absl::Status& status);
// Empty for a status without BadRequest.
std::vector<FieldError> FieldErrorsOf(const absl::Status& status);

// NOT_FOUND, ALREADY_EXISTS, and ABORTED for an etag that is not the current one, with
// ResourceInfo. `type` is the resource's, for example `ett.no/Building`.
absl::Status NotFound(absl::string_view type, absl::string_view name);
absl::Status AlreadyExists(absl::string_view type, absl::string_view name);
absl::Status EtagMismatch(absl::string_view type, absl::string_view name);

// FAILED_PRECONDITION, UNAVAILABLE and RESOURCE_EXHAUSTED; the last with a RetryInfo of one second.
absl::Status Precondition(absl::string_view reason, absl::string_view message);
absl::Status Unavailable(absl::string_view reason, absl::string_view message);
absl::Status Exhausted(absl::string_view reason, absl::string_view message);

// UNAUTHENTICATED: who calls is not known; PERMISSION_DENIED: who calls may not. `metadata` holds
// what of the message is not the same in each of them.
using Metadata = std::map<std::string, std::string>;
absl::Status Unauthenticated(absl::string_view reason, absl::string_view message,
                             const Metadata& metadata = {});
absl::Status Denied(absl::string_view reason, absl::string_view message,
                    const Metadata& metadata = {});
// The metadata of the status's ErrorInfo; empty for one without.
Metadata MetadataOf(const absl::Status& status);

}  // namespace ett::status
