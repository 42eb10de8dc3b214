#include "services/ownership/checks.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/ownership/domain/birth_number.h"
#include "services/ownership/domain/transaction.h"

namespace ett::ownership {
namespace {

using google::type::Date;
using records::FieldErrors;
using records::Message;

bool IsCode(absl::string_view text) {
  return !text.empty() && text.size() <= 63 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
  });
}

bool HasBirthNumber(const Message& record, const google::protobuf::FieldDescriptor& field) {
  const auto* reflection = record.GetReflection();
  const bool is_text = field.cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_STRING;
  if (!is_text) return false;
  if (!field.is_repeated()) return HoldsBirthNumber(reflection->GetString(record, &field));
  for (int i = 0; i < reflection->FieldSize(record, &field); ++i) {
    if (HoldsBirthNumber(reflection->GetRepeatedString(record, &field, i))) return true;
  }
  return false;
}

}  // namespace

void CheckRange(absl::string_view field, std::int64_t value, std::int64_t least, std::int64_t most,
                FieldErrors& errors) {
  if (value < least || value > most) {
    errors.Add(field, kOutOfRange, absl::StrCat(least, "..", most), absl::StrCat(value));
  }
}

void CheckOrder(absl::string_view last_field, const Date& first, bool has_last, const Date& last,
                FieldErrors& errors) {
  if (!has_last || records::LastDayOf(last) >= records::FirstDayOf(first)) return;
  errors.Add(last_field, kOutOfRange, absl::StrCat(records::PrintDate(first), " or later"),
             records::PrintDate(last));
}

void CheckOwner(absl::string_view field, absl::string_view owner, bool wanted,
                FieldErrors& errors) {
  if (!wanted && !owner.empty()) errors.Add(field, kMalformed, "nobody for this kind", owner);
  if (wanted && !IsCode(owner)) {
    errors.Add(field, kMalformed, "an owner: municipality, others or the id of an entity", owner);
  }
}

void CheckMember(absl::string_view member, FieldErrors& errors) {
  const bool is_code = std::all_of(member.begin(), member.end(), [](char c) {
    return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-';
  });
  if (is_code) return;
  errors.Add("member", "PERSONAL_DATA", "a pseudonym: lower-case letters, digits and hyphens", "…");
}

void CheckPart(absl::string_view field, const v1::Fraction& part, FieldErrors& errors) {
  const bool is_part = part.denominator() >= 1 && part.denominator() <= kMostShares &&
                       part.numerator() >= 0 && part.numerator() <= part.denominator();
  if (is_part) return;
  errors.Add(field, kOutOfRange, absl::StrCat("0/1..1/1, denominator at most ", kMostShares),
             absl::StrCat(part.numerator(), "/", part.denominator()));
}

void CheckNoBirthNumbers(const Message& record, FieldErrors& errors) {
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  record.GetReflection()->ListFields(record, &fields);
  for (const auto* field : fields) {
    if (!HasBirthNumber(record, *field)) continue;
    errors.Add(field->name(), "PERSONAL_DATA", "a text without birth numbers", "…");
  }
}

}  // namespace ett::ownership
