#include "services/property/domain/packed.h"

#include <numeric>
#include <optional>

#include "absl/numeric/int128.h"

namespace ett::property {
namespace {

constexpr std::uint64_t kBase = 63;
constexpr std::uint64_t kFirst = 1;              // the character of a last digit 0
constexpr std::uint64_t kMore = kFirst + kBase;  // the same of a digit that others follow

std::uint64_t ZigZag(std::uint64_t difference) {
  return (difference << 1) ^ (difference >> 63 != 0 ? ~std::uint64_t{0} : 0);
}

std::uint64_t UnZigZag(std::uint64_t coded) { return (coded >> 1) ^ (~(coded & 1) + 1); }

void Append(std::string& text, std::uint64_t number) {
  for (; number >= kBase; number /= kBase) {
    text.push_back(static_cast<char>(kMore + number % kBase));
  }
  text.push_back(static_cast<char>(kFirst + number));
}

// Takes a number from the front; nothing where there is none, or one of more than 64 bits.
std::optional<std::uint64_t> Take(absl::string_view& text) {
  absl::uint128 number = 0, weight = 1;
  while (!text.empty()) {
    const std::uint64_t character = static_cast<unsigned char>(text.front());
    text.remove_prefix(1);
    const bool is_last = character < kMore;
    const std::uint64_t digit = character - (is_last ? kFirst : kMore);
    if (digit >= kBase) return std::nullopt;
    number += weight * digit;
    if (absl::Uint128High64(number) != 0) return std::nullopt;
    if (is_last) return absl::Uint128Low64(number);
    if (absl::Uint128High64(weight) != 0) return std::nullopt;
    weight *= kBase;
  }
  return std::nullopt;
}

std::int64_t StepOf(const std::vector<std::int64_t>& values) {
  std::uint64_t step = 0;
  for (const std::int64_t value : values) {
    const auto bits = static_cast<std::uint64_t>(value);
    step = std::gcd(step, value < 0 ? ~bits + 1 : bits);
    if (step == 1) break;
  }
  // Also where the only value is the lowest there is, whose magnitude has no positive number.
  return step == 0 || step >> 63 != 0 ? 1 : static_cast<std::int64_t>(step);
}

}  // namespace

std::string Pack(const std::vector<std::int64_t>& values) {
  std::string text;
  if (values.empty()) return text;
  text.reserve(values.size() * 2);
  const std::int64_t step = StepOf(values);
  Append(text, static_cast<std::uint64_t>(step));
  std::uint64_t previous = 0;
  for (const std::int64_t value : values) {
    // Differences wrap around, so that no two values are too far apart.
    const auto next = static_cast<std::uint64_t>(value / step);
    Append(text, ZigZag(next - previous));
    previous = next;
  }
  return text;
}

absl::StatusOr<std::vector<std::int64_t>> Unpack(absl::string_view packed) {
  const auto broken = [] { return absl::DataLossError("packed values cannot be read"); };
  std::vector<std::int64_t> values;
  if (packed.empty()) return values;
  const std::optional<std::uint64_t> step = Take(packed);
  if (!step || *step == 0 || packed.empty()) return broken();
  values.reserve(packed.size());
  std::uint64_t sum = 0;
  while (!packed.empty()) {
    const std::optional<std::uint64_t> difference = Take(packed);
    if (!difference) return broken();
    sum += UnZigZag(*difference);
    values.push_back(static_cast<std::int64_t>(sum * *step));
  }
  return values;
}

}  // namespace ett::property
