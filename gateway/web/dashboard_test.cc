#include "gateway/web/dashboard.h"

#include <gtest/gtest.h>

#include <regex>
#include <string>

namespace ett::gateway {
namespace {

std::string TextOf(absl::string_view path) { return std::string(FindWebFile(path).text); }

TEST(Dashboard, EverythingThatThePageLoadsIsServed) {
  const std::string page = TextOf("/");
  const std::regex loaded("(?:src|href)=\"(/dashboard/[^\"]+)\"");
  int count = 0;
  for (std::sregex_iterator each(page.begin(), page.end(), loaded), end; each != end; ++each) {
    EXPECT_NE(FindWebFile((*each)[1].str()).content_type, nullptr) << (*each)[1];
    ++count;
  }
  EXPECT_GE(count, 3);
}

TEST(Dashboard, EveryModuleThatAScriptImportsIsServed) {
  const std::regex imported("from '\\./([^']+)'");
  for (const char* name : {"dashboard.js", "api.js", "chart.js", "table.js"}) {
    const std::string script = TextOf(std::string("/dashboard/") + name);
    ASSERT_FALSE(script.empty()) << name;
    for (std::sregex_iterator each(script.begin(), script.end(), imported), end; each != end;
         ++each) {
      EXPECT_NE(FindWebFile("/dashboard/" + (*each)[1].str()).content_type, nullptr) << (*each)[1];
    }
  }
}

TEST(Dashboard, ThePageLetsNothingInFromElsewhere) {
  const std::string page = TextOf("/");
  for (const char* name : {"/", "/dashboard/dashboard.css", "/dashboard/dashboard.js"}) {
    EXPECT_EQ(TextOf(name).find("https://"), std::string::npos) << name;
  }
  // The pages' policy refuses what stands in the page itself.
  EXPECT_EQ(page.find("<style"), std::string::npos);
  EXPECT_EQ(page.find("style=\""), std::string::npos);
  EXPECT_FALSE(std::regex_search(page, std::regex("<script[^>]*>[^<]")));
}

TEST(Dashboard, OtherPathsAreNotItsOwn) {
  EXPECT_EQ(FindWebFile("/dashboard/").content_type, nullptr);
  EXPECT_EQ(FindWebFile("/dashboard/../main.cc").content_type, nullptr);
  EXPECT_EQ(FindWebFile("/docs").content_type, nullptr);
}

}  // namespace
}  // namespace ett::gateway
