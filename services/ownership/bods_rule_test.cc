#include "services/ownership/bods_rule.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/ownership/bods_testing.h"

namespace ett::ownership::bods {
namespace {

TEST(Rules, AreAllDescribed) {
  const std::string page = Contents(ETT_SOURCE_DIR "/docs/bods.md");
  for (const RuleText& text : Rules()) {
    const bool error = text.severity == Severity::kError;
    EXPECT_THAT(page, testing::HasSubstr(
                          absl::StrCat("| `", text.id, "` | ", error ? "error" : "warning", " |")));
  }
}

TEST(Rules, HaveIdsOfTheirOwn) {
  std::set<std::string> ids;
  for (const RuleText& text : Rules()) EXPECT_TRUE(ids.insert(std::string(text.id)).second);
}

}  // namespace
}  // namespace ett::ownership::bods
