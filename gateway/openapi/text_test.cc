#include "gateway/openapi/text.h"

#include <gtest/gtest.h>

namespace ett::openapi {
namespace {

TEST(Text, ACommentLosesTheSpaceAfterItsSlashes) {
  EXPECT_EQ(CleanComment(" One.\n\n   two \n"), "One.\n\n  two");
  EXPECT_EQ(CleanComment(""), "");
}

TEST(Text, ASummaryIsTheFirstSentence) {
  EXPECT_EQ(FirstSentence("One of\ntwo. More.\n\nRest."), "One of two");
  EXPECT_EQ(FirstSentence("All.\n\nNOT_FOUND  none"), "All");
  EXPECT_EQ(FirstSentence("BODS 0.4 and more"), "BODS 0.4 and more");
  EXPECT_EQ(FirstSentence(""), "");
}

TEST(Text, NamesBecomeWords) {
  EXPECT_EQ(Words("GetOrgUnit"), "Get org unit");
  EXPECT_EQ(Words("org_unit"), "org unit");
  EXPECT_EQ(LowerCamel("org_unit"), "orgUnit");
  EXPECT_EQ(LowerCamel("orgUnit"), "orgUnit");
}

}  // namespace
}  // namespace ett::openapi
