#include "figures/organisation_number.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "status/errors.h"

namespace ett::figures {
namespace {

// -1 where no check digit makes the eight digits valid.
int CheckDigit(absl::string_view digits) {
  constexpr int kWeights[] = {3, 2, 7, 6, 5, 4, 3, 2};
  int sum = 0;
  for (int i = 0; i < 8; ++i) sum += kWeights[i] * (digits[i] - '0');
  const int remainder = sum % 11;
  if (remainder == 0) return 0;
  return remainder == 1 ? -1 : 11 - remainder;
}

}  // namespace

absl::StatusOr<OrganisationNumber> OrganisationNumber::Parse(absl::string_view digits,
                                                             absl::string_view field) {
  const bool nine = digits.size() == 9 && std::all_of(digits.begin(), digits.end(),
                                                      [](char c) { return c >= '0' && c <= '9'; });
  if (!nine) {
    return status::InvalidField(field, "an organisation number of nine digits", digits,
                                "INVALID_ORGANISATION_NUMBER");
  }
  if (CheckDigit(digits) != digits[8] - '0') {
    return status::InvalidField(field, "an organisation number with a valid check digit", digits,
                                "INVALID_ORGANISATION_NUMBER");
  }
  return OrganisationNumber(std::string(digits));
}

std::string OrganisationNumber::Print() const {
  constexpr char kNoBreakSpace[] = "\u00a0";
  return absl::StrCat(digits_.substr(0, 3), kNoBreakSpace, digits_.substr(3, 3), kNoBreakSpace,
                      digits_.substr(6));
}

}  // namespace ett::figures
