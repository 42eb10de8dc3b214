#include "services/property/domain/packed.h"

#include "absl/strings/escaping.h"

namespace ett::property {
namespace {

constexpr int kVarintBits = 7;
constexpr std::uint64_t kMore = 0x80;

std::uint64_t ZigZag(std::uint64_t difference) {
  return (difference << 1) ^ (difference >> 63 != 0 ? ~std::uint64_t{0} : 0);
}

std::uint64_t UnZigZag(std::uint64_t coded) { return (coded >> 1) ^ (~(coded & 1) + 1); }

}  // namespace

std::string Pack(const std::vector<std::int64_t>& values) {
  std::string bytes;
  bytes.reserve(values.size() * 2);
  std::uint64_t previous = 0;
  for (const std::int64_t value : values) {
    // Differences wrap around, so that no two values are too far apart.
    std::uint64_t coded = ZigZag(static_cast<std::uint64_t>(value) - previous);
    previous = static_cast<std::uint64_t>(value);
    for (; coded >= kMore; coded >>= kVarintBits) {
      bytes.push_back(static_cast<char>((coded & (kMore - 1)) | kMore));
    }
    bytes.push_back(static_cast<char>(coded));
  }
  return absl::Base64Escape(bytes);
}

absl::StatusOr<std::vector<std::int64_t>> Unpack(absl::string_view packed) {
  const auto broken = [] { return absl::DataLossError("packed values cannot be read"); };
  std::string bytes;
  if (!absl::Base64Unescape(packed, &bytes)) return broken();
  std::vector<std::int64_t> values;
  std::uint64_t previous = 0;
  std::uint64_t coded = 0;
  int shift = 0;
  for (const char byte : bytes) {
    if (shift > 63) return broken();
    coded |= (static_cast<std::uint64_t>(byte) & (kMore - 1)) << shift;
    shift += kVarintBits;
    if ((static_cast<std::uint64_t>(byte) & kMore) != 0) continue;
    previous += UnZigZag(coded);
    values.push_back(static_cast<std::int64_t>(previous));
    coded = 0;
    shift = 0;
  }
  if (shift != 0) return broken();
  return values;
}

}  // namespace ett::property
