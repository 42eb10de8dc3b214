#include "services/property/checks.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "records/row.h"

namespace ett::property {
namespace {

bool IsCode(absl::string_view text) {
  return !text.empty() && text.size() <= 63 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

}  // namespace

void CheckRange(absl::string_view field, std::int64_t value, std::int64_t least, std::int64_t most,
                records::FieldErrors& errors) {
  if (value < least || value > most) {
    errors.Add(field, kOutOfRange, absl::StrCat(least, "..", most), absl::StrCat(value));
  }
}

void CheckNumber(absl::string_view field, double value, const Bounds& bounds,
                 records::FieldErrors& errors) {
  if (!std::isfinite(value) || value < bounds.least || value > bounds.most) {
    errors.Add(field, kOutOfRange, absl::StrCat(bounds.least, "..", bounds.most),
               absl::StrCat(value));
  }
}

void CheckOrder(absl::string_view last_field, const google::type::Date* first,
                const google::type::Date* last, records::FieldErrors& errors) {
  if (first == nullptr || last == nullptr) return;
  if (records::LastDayOf(*last) >= records::FirstDayOf(*first)) return;
  errors.Add(last_field, kOutOfRange, absl::StrCat(records::PrintDate(*first), " or later"),
             records::PrintDate(*last));
}

void CheckCode(absl::string_view field, absl::string_view text, records::FieldErrors& errors) {
  if (!IsCode(text)) {
    errors.Add(field, kMalformed, "lower-case letters, digits and hyphens", text);
  }
}

}  // namespace ett::property
