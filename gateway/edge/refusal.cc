#include "gateway/edge/refusal.h"

#include <google/rpc/error_details.pb.h>

#include <algorithm>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"

namespace ett::edge {
namespace {

std::string TypeUrl(const google::protobuf::Descriptor& descriptor) {
  return absl::StrCat("type.googleapis.com/", descriptor.full_name());
}

void Attach(const google::protobuf::Message& detail, absl::Status& status) {
  status.SetPayload(TypeUrl(*detail.GetDescriptor()), absl::Cord(detail.SerializeAsString()));
}

void AttachWait(absl::Duration wait, absl::Status& status) {
  google::rpc::RetryInfo retry;
  const absl::Duration told = std::max(wait, absl::Milliseconds(1));
  const std::int64_t seconds = absl::ToInt64Seconds(told);
  retry.mutable_retry_delay()->set_seconds(seconds);
  retry.mutable_retry_delay()->set_nanos(
      static_cast<std::int32_t>(absl::ToInt64Nanoseconds(told - absl::Seconds(seconds))));
  Attach(retry, status);
}

google::rpc::ErrorInfo Reason(const char* reason) {
  google::rpc::ErrorInfo error;
  error.set_reason(reason);
  error.set_domain("ett.no");
  return error;
}

}  // namespace

absl::Status RateLimited(const std::string& limit, const std::string& says, absl::Duration wait) {
  absl::Status status = absl::ResourceExhaustedError(
      absl::StrCat("want at most ", says, " of ", limit, ", got more; the next may come in ",
                   absl::FormatDuration(absl::Ceil(wait, absl::Milliseconds(1)))));
  google::rpc::ErrorInfo error = Reason("RATE_LIMITED");
  (*error.mutable_metadata())["limit"] = limit;
  Attach(error, status);
  google::rpc::QuotaFailure failure;
  auto& violation = *failure.add_violations();
  violation.set_subject(absl::StrCat("methods:", limit));
  violation.set_description(absl::StrCat("at most ", says));
  Attach(failure, status);
  AttachWait(wait, status);
  return status;
}

absl::Status Overloaded(absl::string_view message, absl::Duration wait) {
  absl::Status status = absl::UnavailableError(message);
  Attach(Reason("OVERLOADED"), status);
  AttachWait(wait, status);
  return status;
}

std::optional<absl::Duration> RetryDelayOf(const absl::Status& status) {
  const auto payload = status.GetPayload(TypeUrl(*google::rpc::RetryInfo::descriptor()));
  google::rpc::RetryInfo retry;
  if (!payload || !retry.ParseFromString(std::string(*payload))) return std::nullopt;
  return absl::Seconds(retry.retry_delay().seconds()) +
         absl::Nanoseconds(retry.retry_delay().nanos());
}

Headers RetryAfterOf(const absl::Status& status, int http_status) {
  constexpr int kTooManyRequests = 429;
  constexpr int kServiceUnavailable = 503;
  if (http_status != kTooManyRequests && http_status != kServiceUnavailable) return {};
  const std::optional<absl::Duration> wait = RetryDelayOf(status);
  if (!wait.has_value()) return {};
  const std::int64_t seconds = absl::ToInt64Seconds(absl::Ceil(*wait, absl::Seconds(1)));
  return {{"retry-after", absl::StrCat(std::max<std::int64_t>(0, seconds))}};
}

}  // namespace ett::edge
