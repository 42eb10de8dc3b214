#include "figures/round.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace ett::figures {
namespace {

// The digits of the shortest text that reads back as `number`, without exponent.
std::string ShortestDecimal(double number) {
  char buffer[400];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::fixed);
  return std::string(buffer, end.ptr);
}

// Adds one to the last digit of a text of digits and at most one point.
void Increment(std::string& digits) {
  for (std::size_t i = digits.size(); i-- > 0;) {
    if (digits[i] == '.') continue;
    if (digits[i] != '9') {
      ++digits[i];
      return;
    }
    digits[i] = '0';
  }
  digits.insert(digits.begin(), '1');
}

std::string Grouped(const std::string& digits, const char* separator) {
  std::string grouped;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) grouped += separator;
    grouped += digits[i];
  }
  return grouped;
}

}  // namespace

std::string PrintMachine(double number, int decimals) {
  if (!std::isfinite(number)) return "";
  std::string text = ShortestDecimal(std::fabs(number));
  std::size_t point = text.find('.');
  if (point == std::string::npos) {
    point = text.size();
    text += '.';
  }
  const std::size_t kept = point + 1 + static_cast<std::size_t>(decimals);
  const bool up = kept < text.size() && text[kept] >= '5';
  text.resize(kept, '0');
  if (up) Increment(text);
  if (decimals == 0) text.pop_back();
  const bool zero = text.find_first_not_of("0.") == std::string::npos;
  return number < 0 && !zero ? absl::StrCat("-", text) : text;
}

double RoundDecimal(double number, int decimals) {
  return std::strtod(PrintMachine(number, decimals).c_str(), nullptr);
}

std::string Print(double number, int decimals, Language language) {
  const bool nb = language == Language::kNb;
  std::string text = PrintMachine(number, decimals);
  const bool negative = absl::StartsWith(text, "-");
  if (negative) text.erase(0, 1);
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string whole = Grouped(text.substr(0, point), nb ? "\u00a0" : ",");
  const std::string fraction = point == text.size() ? "" : text.substr(point + 1);
  return absl::StrCat(negative ? "\u2212" : "", whole, fraction.empty() ? "" : (nb ? "," : "."),
                      fraction);
}

}  // namespace ett::figures
