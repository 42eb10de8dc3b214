#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace ett::figures {

// A number of the Central Coordinating Register for Legal Entities: nine digits, the last a check
// digit by modulus 11 with weights 3 2 7 6 5 4 3 2 (Brønnøysund Register Centre).
class OrganisationNumber {
 public:
  // INVALID_ARGUMENT under the name of `field`: not nine digits, or a wrong check digit.
  static absl::StatusOr<OrganisationNumber> Parse(absl::string_view digits,
                                                  absl::string_view field = "organisation_number");

  const std::string& digits() const { return digits_; }
  // "935 478 715", with no-break spaces.
  std::string Print() const;

  friend bool operator==(const OrganisationNumber&, const OrganisationNumber&) = default;

 private:
  explicit OrganisationNumber(std::string digits) : digits_(std::move(digits)) {}
  std::string digits_;
};

}  // namespace ett::figures
