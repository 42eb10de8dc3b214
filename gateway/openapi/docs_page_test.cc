#include "gateway/openapi/docs_page.h"

#include <gtest/gtest.h>

#include "absl/strings/match.h"

namespace ett::openapi {
namespace {

TEST(DocsPage, IsWholeAndAsksForTheDocumentAlone) {
  const absl::string_view page = DocsPage();
  EXPECT_TRUE(absl::StartsWith(page, "<!doctype html>"));
  EXPECT_TRUE(absl::StrContains(page, "fetch('openapi.json?lang='"));
  EXPECT_TRUE(absl::EndsWith(page, "</html>\n"));
  for (const char* outside : {"http:", "https:", "//cdn", "src=", "@import", "url("}) {
    EXPECT_FALSE(absl::StrContains(page, outside)) << outside;
  }
}

// Contracts are others' texts.
TEST(DocsPage, WritesTextsAsTextsNotAsMarkup) {
  for (const char* danger : {"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write"}) {
    EXPECT_FALSE(absl::StrContains(DocsPage(), danger)) << danger;
  }
}

}  // namespace
}  // namespace ett::openapi
