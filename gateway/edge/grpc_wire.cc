#include "gateway/edge/grpc_wire.h"

#include <algorithm>
#include <array>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "gateway/edge/percent.h"
#include "status/grpc.h"

namespace ett::edge {
namespace {

constexpr std::size_t kTimeoutDigits = 8;

struct Unit {
  char letter;
  absl::Duration length;
};

const std::array<Unit, 6>& Units() {
  static const std::array<Unit, 6> units = {{{'H', absl::Hours(1)},
                                             {'M', absl::Minutes(1)},
                                             {'S', absl::Seconds(1)},
                                             {'m', absl::Milliseconds(1)},
                                             {'u', absl::Microseconds(1)},
                                             {'n', absl::Nanoseconds(1)}}};
  return units;
}

}  // namespace

std::optional<absl::Duration> ParseTimeout(absl::string_view text) {
  if (text.size() < 2 || text.size() > kTimeoutDigits + 1) return std::nullopt;
  const absl::string_view digits = text.substr(0, text.size() - 1);
  std::int64_t count = 0;
  const bool plain = std::all_of(digits.begin(), digits.end(),
                                 [](char digit) { return digit >= '0' && digit <= '9'; });
  if (!plain || !absl::SimpleAtoi(digits, &count)) return std::nullopt;
  for (const Unit& unit : Units()) {
    if (unit.letter == text.back()) return count * unit.length;
  }
  return std::nullopt;
}

std::string FormatTimeout(absl::Duration timeout) {
  const std::int64_t millis = std::max<std::int64_t>(
      1, absl::ToInt64Milliseconds(absl::Ceil(timeout, absl::Milliseconds(1))));
  if (millis < 100'000'000) return absl::StrCat(millis, "m");
  return absl::StrCat(std::min<std::int64_t>(millis / 1000, 99'999'999), "S");
}

std::string EncodeMessage(absl::string_view text) {
  std::string encoded;
  for (const char c : text) {
    if (c >= ' ' && c <= '~' && c != '%') {
      encoded.push_back(c);
    } else {
      absl::StrAppendFormat(&encoded, "%%%02X", static_cast<unsigned char>(c));
    }
  }
  return encoded;
}

std::string DecodeMessage(absl::string_view text) { return PercentDecode(text, Keep::kNothing); }

std::string Frame(absl::string_view message) {
  std::string frame(1, '\0');
  const std::size_t size = message.size();
  for (const int shift : {24, 16, 8, 0}) {
    frame.push_back(static_cast<char>((size >> shift) & 0xff));
  }
  frame.append(message.data(), message.size());
  return frame;
}

std::optional<std::size_t> MessageSize(absl::string_view frames) {
  if (frames.size() < kFramePrefix) return std::nullopt;
  std::size_t size = 0;
  for (std::size_t i = 1; i < kFramePrefix; ++i) {
    size = (size << 8) | static_cast<unsigned char>(frames[i]);
  }
  return size;
}

int GrpcCodeOf(const Headers& trailers) {
  int code = 0;
  const bool known = absl::SimpleAtoi(Find(trailers, "grpc-status"), &code);
  return known ? code : static_cast<int>(absl::StatusCode::kUnknown);
}

absl::Status StatusOf(const Headers& trailers) {
  int code = 0;
  if (!absl::SimpleAtoi(Find(trailers, "grpc-status"), &code) || code < 0 || code > 16) {
    return absl::UnknownError("the answer has no grpc-status");
  }
  std::string details;
  if (!absl::Base64Unescape(Find(trailers, "grpc-status-details-bin"), &details)) details.clear();
  return status::FromGrpc(grpc::Status(static_cast<grpc::StatusCode>(code),
                                       DecodeMessage(Find(trailers, "grpc-message")), details));
}

Headers TrailersOf(const absl::Status& status) {
  const grpc::Status sent = status::ToGrpc(status);
  Headers trailers = {{"grpc-status", absl::StrCat(static_cast<int>(sent.error_code()))}};
  if (!sent.error_message().empty()) {
    trailers.push_back({"grpc-message", EncodeMessage(sent.error_message())});
  }
  if (!sent.error_details().empty()) {
    std::string details = absl::Base64Escape(sent.error_details());
    while (absl::EndsWith(details, "=")) details.pop_back();
    trailers.push_back({"grpc-status-details-bin", std::move(details)});
  }
  return trailers;
}

bool IsGrpc(absl::string_view content_type) {
  const absl::string_view type = content_type.substr(0, content_type.find(';'));
  return type == "application/grpc" || type == "application/grpc+proto";
}

}  // namespace ett::edge
