#include "services/hr/domain/personal_data.h"

#include <gtest/gtest.h>

namespace ett::hr {
namespace {

TEST(PersonalData, ElevenDigitsThatStandAloneMayBeABirthNumber) {
  for (const char* text : {"01010112345", "p-01010112345", "010101 12345", "010101-12345",
                           "x010101.12345y", "employments/41010112345"}) {
    EXPECT_TRUE(LooksLikeBirthNumber(text)) << text;
  }
  for (const char* text :
       {"", "p-000123", "0101011234", "010101123456", "935478715", "010101 1234", "7f3a0c9e"}) {
    EXPECT_FALSE(LooksLikeBirthNumber(text)) << text;
  }
}

TEST(PersonalData, APseudonymHasNoSpacesAndIsNeitherEmptyNorLong) {
  EXPECT_TRUE(IsPseudonym("p-00001"));
  EXPECT_TRUE(IsPseudonym("A.b_c"));
  EXPECT_FALSE(IsPseudonym(""));
  EXPECT_FALSE(IsPseudonym("Kari Nordmann"));
  EXPECT_FALSE(IsPseudonym("-p"));
  EXPECT_FALSE(IsPseudonym(std::string(64, 'a')));
}

TEST(PersonalData, ACodeIsLowerCase) {
  EXPECT_TRUE(IsCode("registered-nurse"));
  EXPECT_FALSE(IsCode("Nurse"));
  EXPECT_FALSE(IsCode("9lives"));
  EXPECT_FALSE(IsCode(""));
}

}  // namespace
}  // namespace ett::hr
