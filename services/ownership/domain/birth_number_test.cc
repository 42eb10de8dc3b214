#include "services/ownership/domain/birth_number.h"

#include <gtest/gtest.h>

namespace ett::ownership {
namespace {

// All of them are synthetic, so that nobody has them.
TEST(BirthNumber, IsFoundInAnyText) {
  for (const absl::string_view text :
       {"01819050062", "41819050056", "01669050026", "x 01819050062.", "person-01819050062",
        "person01819050062", "018190 50062", "018190-50062", "018190\u00a050062",
        "a 01819050063 and 01819050062", "NO01819050062"}) {
    EXPECT_TRUE(HoldsBirthNumber(text)) << std::string(text);
  }
}

TEST(BirthNumber, IsNoOtherNumber) {
  for (const absl::string_view text :
       {"", "01819050063", "0181905006", "018190500620", "101819050062", "935478715",
        "018190/50062", "018190 500621", "99999999999", "00000000000",
        "crxpru288148613461215288221503762424", "3f01819050062ab",
        "1dc0e987-5c57-4a1c-b3ad-61353b66a9b7"}) {
    EXPECT_FALSE(HoldsBirthNumber(text)) << std::string(text);
  }
}

}  // namespace
}  // namespace ett::ownership
