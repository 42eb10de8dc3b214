#include "gateway/pages.h"

#include <gtest/gtest.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "identity/digest.h"

namespace ett::gateway {
namespace {

class PagesTest : public ::testing::Test {
 protected:
  // Of a page that there is.
  const edge::Page& Find(const std::string& path) {
    found_ = pages_.Find(schema_, path, "");
    if (found_ == nullptr) ADD_FAILURE() << path;
    static const edge::Page kNone;
    return found_ == nullptr ? kNone : *found_;
  }
  std::string HeaderOf(const std::string& path, const char* name) {
    return std::string(edge::Find(Find(path).headers, name));
  }

  const std::shared_ptr<const edge::Schema> schema_ = std::make_shared<const edge::Schema>(
      std::vector<std::shared_ptr<const edge::UpstreamSchema>>());
  Pages pages_{"mailto:sikkerhet@ett.example"};
  std::shared_ptr<const edge::Page> found_;
};

// What stands between a tag and its end, and how a policy names it.
std::string SourceOf(const std::string& page, const std::string& tag) {
  const std::size_t begin = page.find(absl::StrCat("<", tag, ">")) + tag.size() + 2;
  const std::string text = page.substr(begin, page.find(absl::StrCat("</", tag, ">")) - begin);
  EXPECT_GT(text.size(), 100);
  return absl::StrCat(tag, "-src 'sha256-", absl::Base64Escape(identity::Sha256(text)), "';");
}

TEST_F(PagesTest, EachSaysWhatItMayDoAndTellsNobodyWhoReadsIt) {
  for (const char* path :
       {"/", "/dashboard/dashboard.js", "/dashboard/dashboard.css", "/docs", "/openapi.json",
        "/.well-known/api-catalog", "/.well-known/security.txt"}) {
    SCOPED_TRACE(path);
    EXPECT_EQ(HeaderOf(path, "x-content-type-options"), "nosniff");
    EXPECT_EQ(HeaderOf(path, "referrer-policy"), "no-referrer");
    const std::string policy = HeaderOf(path, "content-security-policy");
    EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos) << policy;
    for (const char* open : {"unsafe", "*", "http", "data:"}) {
      EXPECT_EQ(policy.find(open), std::string::npos) << policy;
    }
  }
}

TEST_F(PagesTest, TheDashboardLoadsItsOwnFilesOnly) {
  EXPECT_EQ(HeaderOf("/", "content-security-policy").find("default-src 'self';"), 0);
  // As a header alone can say all of it.
  EXPECT_EQ(Find("/").body.find("http-equiv"), std::string::npos);
}

TEST_F(PagesTest, WhatStandsInThePageOfTheDocumentIsAllThatRunsThere) {
  const std::string page = Find("/docs").body;
  const std::string policy = HeaderOf("/docs", "content-security-policy");
  EXPECT_EQ(policy.find("default-src 'none'; connect-src 'self';"), 0) << policy;
  for (const char* tag : {"script", "style"}) {
    EXPECT_NE(policy.find(SourceOf(page, tag)), std::string::npos) << policy;
  }
}

TEST_F(PagesTest, WhatIsNoPageIsNotFound) {
  EXPECT_EQ(pages_.Find(schema_, "/index.html", ""), nullptr);
  EXPECT_EQ(Pages("").Find(schema_, "/.well-known/security.txt", ""), nullptr);
}

}  // namespace
}  // namespace ett::gateway
