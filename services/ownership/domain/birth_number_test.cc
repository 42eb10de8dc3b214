#include "services/ownership/domain/birth_number.h"

#include <gtest/gtest.h>

namespace ett::ownership {
namespace {

// Made up: 1 January 1900 and later with check digits worked out by the rule; nobody's.
TEST(BirthNumber, IsFoundWhereverItStands) {
  EXPECT_TRUE(ContainsBirthNumber("01010000110"));
  EXPECT_TRUE(ContainsBirthNumber("person 010100 00110, chair"));
  EXPECT_TRUE(ContainsBirthNumber("x-010100-00110"));
}

TEST(BirthNumber, OtherNumbersAreNone) {
  EXPECT_FALSE(ContainsBirthNumber(""));
  EXPECT_FALSE(ContainsBirthNumber("01010000111"));   // a check digit off
  EXPECT_FALSE(ContainsBirthNumber("010100001100"));  // twelve digits
  EXPECT_FALSE(ContainsBirthNumber("a01010000110"));  // a part of an identifier
  EXPECT_FALSE(ContainsBirthNumber("935478715"));
}

}  // namespace
}  // namespace ett::ownership
