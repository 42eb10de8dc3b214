#include "gateway/edge/call_head.h"

#include <algorithm>
#include <array>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "chassis/observe.h"
#include "gateway/edge/grpc_wire.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::edge {
namespace {

constexpr std::size_t kConnectDigits = 10;

constexpr std::array<absl::string_view, 14> kOfOneHop = {"connect-timeout-ms",
                                                         "connection",
                                                         "grpc-timeout",
                                                         "host",
                                                         "http2-settings",
                                                         "keep-alive",
                                                         "proxy-authenticate",
                                                         "proxy-authorization",
                                                         "proxy-connection",
                                                         "te",
                                                         "trailer",
                                                         "transfer-encoding",
                                                         "upgrade",
                                                         "x-request-id"};

constexpr std::array<absl::string_view, 15> kOfTheWeb = {"accept",
                                                         "cache-control",
                                                         "cookie",
                                                         "date",
                                                         "dnt",
                                                         "ett-if-data-version",
                                                         "expect",
                                                         "grpc-accept-encoding",
                                                         "idempotency-key",
                                                         "last-event-id",
                                                         "origin",
                                                         "pragma",
                                                         "referer",
                                                         "user-agent",
                                                         "x-http-method-override"};
constexpr std::array<absl::string_view, 9> kFamilies = {
    "accept-charset", "accept-encoding", "access-control-", "connect-", "content-", "if-",
    "sec-",           "upgrade-",        "x-forwarded-"};

absl::StatusOr<std::optional<absl::Duration>> TimeoutOf(const Headers& headers) {
  if (const absl::string_view text = Find(headers, "grpc-timeout"); !text.empty()) {
    const std::optional<absl::Duration> timeout = ParseTimeout(text);
    if (timeout.has_value()) return timeout;
    return status::InvalidField("grpc-timeout", "digits and one of H M S m u n", text);
  }
  const absl::string_view text = Find(headers, "connect-timeout-ms");
  if (text.empty()) return std::nullopt;
  std::int64_t millis = 0;
  const bool right = text.size() <= kConnectDigits && absl::SimpleAtoi(text, &millis) && millis > 0;
  if (right) return absl::Milliseconds(millis);
  return status::InvalidField("connect-timeout-ms", "at most ten digits", text);
}

}  // namespace

std::string RequestIdOf(const Headers& headers) {
  std::string given(Find(headers, "x-request-id"));
  return chassis::IsRequestId(given) ? given : chassis::NewRequestId();
}

bool StaysHere(const std::string& name) {
  return name.front() == ':' ||
         std::find(kOfOneHop.begin(), kOfOneHop.end(), name) != kOfOneHop.end();
}

bool GoesOn(const std::string& name) {
  if (StaysHere(name)) return false;
  if (std::find(kOfTheWeb.begin(), kOfTheWeb.end(), name) != kOfTheWeb.end()) return false;
  return std::none_of(kFamilies.begin(), kFamilies.end(),
                      [&](absl::string_view each) { return absl::StartsWith(name, each); });
}

absl::StatusOr<absl::Time> DeadlineOf(const Headers& headers, absl::Time start,
                                      const Method& method, const Config& config) {
  ASSIGN_OR_RETURN(const std::optional<absl::Duration> asked, TimeoutOf(headers));
  const absl::Duration most = method.is_stream() ? config.stream_timeout : config.unary_timeout;
  return start + std::min(asked.value_or(most), most);
}

absl::Status UnknownMethod(absl::string_view path) {
  return absl::UnimplementedError(
      absl::StrCat("no method \"", path, "\" is known here; reflection lists those that are"));
}

}  // namespace ett::edge
