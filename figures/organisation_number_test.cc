#include "figures/organisation_number.h"

#include <gtest/gtest.h>

#include "status/matchers.h"

namespace ett::figures {
namespace {

TEST(OrganisationNumberTest, KnowsTheValidOnes) {
  for (const char* digits :
       {"935478715", "123456785", "988077917", "974760673", "958935420", "701730496"}) {
    EXPECT_THAT(OrganisationNumber::Parse(digits), status::IsOk()) << digits;
  }
}

TEST(OrganisationNumberTest, RefusesTheOthers) {
  for (const char* digits : {"988077918", "93547871", "9354787155", "93547871x", "", " 35478715"}) {
    EXPECT_THAT(OrganisationNumber::Parse(digits),
                status::StatusIs(absl::StatusCode::kInvalidArgument))
        << digits;
  }
}

TEST(OrganisationNumberTest, IsPrintedInGroups) {
  EXPECT_EQ(OrganisationNumber::Parse("935478715")->Print(), "935\u00a0478\u00a0715");
}

}  // namespace
}  // namespace ett::figures
