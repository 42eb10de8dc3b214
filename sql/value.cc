#include "sql/value.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace ett::sql {

std::int64_t Int(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* number = std::get_if<double>(&value)) return static_cast<std::int64_t>(*number);
  std::int64_t parsed = 0;
  if (const auto* text = std::get_if<std::string>(&value)) (void)absl::SimpleAtoi(*text, &parsed);
  return parsed;
}

double Double(const Value& value) {
  if (const auto* number = std::get_if<double>(&value)) return *number;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return static_cast<double>(*number);
  double parsed = 0;
  if (const auto* text = std::get_if<std::string>(&value)) (void)absl::SimpleAtod(*text, &parsed);
  return parsed;
}

std::string Text(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return absl::StrCat(*number);
  if (const auto* number = std::get_if<double>(&value)) return absl::StrFormat("%.17g", *number);
  return "";
}

}  // namespace ett::sql
