#include "gateway/upstream_file.h"

#include <gtest/gtest.h>

#include "status/matchers.h"

namespace ett::gateway {
namespace {

using status::IsOk;
using status::StatusSays;

UpstreamSources Sources(const DomainAddresses& named = {}) { return {named, "upstreams"}; }

TEST(UpstreamFile, HasALineForEachUpstream) {
  const auto domains = Sources().With(
      "# the domains\n\nhr=ett-hr:8443\r\n  ownership=10.0.0.1:1,[::1]:2  \nlocal=unix:/run/x");
  ASSERT_THAT(domains, IsOk());
  ASSERT_EQ(domains->size(), 3);
  EXPECT_EQ((*domains)[0].name, "hr");
  EXPECT_EQ((*domains)[0].address, "ett-hr:8443");
  EXPECT_EQ((*domains)[1].address, "10.0.0.1:1,[::1]:2");
  EXPECT_EQ((*domains)[2].address, "unix:/run/x");
}

TEST(UpstreamFile, ComesAfterWhatFlagsName) {
  const auto domains = Sources({{"hr", "a:1"}}).With("property=b:1");
  ASSERT_THAT(domains, IsOk());
  ASSERT_EQ(domains->size(), 2);
  EXPECT_EQ(domains->front().name, "hr");
  EXPECT_THAT(Sources({{"hr", "a:1"}}).With("# none"), IsOk());
}

TEST(UpstreamFile, IsRefusedByTheLineThatIsWrong) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"hr=a:1\nproperty", "upstreams:2: want name=host:port[,host:port], got \"property\""},
      {"hr=a", "upstreams:1: want name=host:port[,host:port], got \"hr=a\""},
      {"hr=a:1,", "upstreams:1: want name=host:port"},
      {"=a:1", "upstreams:1: want name=host:port"},
      {"#\nhr=a:1\n\nhr=b:1", "upstreams:4: want each name once, got \"hr=b:1\""},
      {"composed=a:1", "upstreams:1: want a name that"},
      {"gateway=a:1", "upstreams:1: want a name that"},
      {"# none\n", "upstreams: want at least one name=host:port, got \"none\""},
  };
  for (const auto& [text, said] : cases) {
    EXPECT_THAT(Sources().With(text), StatusSays(absl::StatusCode::kInvalidArgument, said)) << text;
  }
  EXPECT_THAT(Sources({{"hr", "a:1"}}).With("hr=b:1"),
              StatusSays(absl::StatusCode::kInvalidArgument, "upstreams:1: want each name once"));
}

TEST(UpstreamFile, ThatCannotBeReadIsAnError) {
  UpstreamSources sources = Sources({{"hr", "a:1"}});
  EXPECT_THAT(sources.Now(), IsOk());
  sources.read = [] { return absl::InvalidArgumentError("gone"); };
  EXPECT_THAT(sources.Now(), StatusSays(absl::StatusCode::kInvalidArgument, "gone"));
}

}  // namespace
}  // namespace ett::gateway
