#include "gateway/flags.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "status/matchers.h"

namespace ett::gateway {
namespace {

TEST(UpstreamFlag, HasReplicasBehindCommas) {
  Settings settings;
  // As the flags' list comes: taken apart at each comma.
  settings.upstreams = {"hr=10.0.0.1:1", "10.0.0.2:1", "[::1]:1", "property=property:2"};
  const auto sources = settings.Upstreams();
  ASSERT_THAT(sources, status::IsOk());
  const DomainAddresses& domains = sources->named;
  ASSERT_EQ(domains.size(), 2);
  EXPECT_EQ(domains.front().name, "hr");
  EXPECT_EQ(domains.front().address, "10.0.0.1:1,10.0.0.2:1,[::1]:1");
  EXPECT_EQ(domains.back().address, "property:2");
}

TEST(UpstreamFlag, NamesAServiceFirst) {
  for (const std::vector<std::string>& upstreams :
       {std::vector<std::string>{"10.0.0.1:1"}, {"=10.0.0.1:1"}, {"hr="}, {"hr=a:1", "hr=b:1"}}) {
    Settings settings;
    settings.upstreams = upstreams;
    EXPECT_FALSE(settings.Upstreams().ok());
  }
}

TEST(UpstreamFlag, IsNeededWhereThereIsNoFile) {
  EXPECT_THAT(Settings().Upstreams()->Now(), status::StatusSays(absl::StatusCode::kInvalidArgument,
                                                                "upstream: want at least one"));
}

TEST(UpstreamsFileFlag, NamesAFileThatIsRead) {
  Settings settings;
  settings.upstreams = {"hr=10.0.0.1:1"};
  settings.upstreams_file = testing::TempDir() + "/upstreams_flag";
  std::filesystem::remove(settings.upstreams_file);
  EXPECT_THAT(settings.Upstreams()->Now(),
              status::StatusSays(absl::StatusCode::kInvalidArgument, "--upstreams-file: want"));
  std::ofstream(settings.upstreams_file) << "property=10.0.0.2:1\n";
  const auto domains = settings.Upstreams()->Now();
  ASSERT_THAT(domains, status::IsOk());
  ASSERT_EQ(domains->size(), 2);
  EXPECT_EQ(domains->back().name, "property");
  // Other flags may speak of what is to come.
  settings.descriptor_sets = {"culture=/a"};
  settings.traffic.accept_breaking = {"culture"};
  EXPECT_THAT(settings.DescriptorSets(*domains), status::IsOk());
  EXPECT_THAT(settings.CheckTraffic(*domains), status::IsOk());
}

TEST(DescriptorSetFlag, IsAFileForAnUpstream) {
  const DomainAddresses domains = {{"hr", "10.0.0.1:1"}, {"property", "10.0.0.2:1"}};
  Settings settings;
  settings.descriptor_sets = {"hr=/etc/ett/a=b.binpb"};
  const auto files = settings.DescriptorSets(domains);
  ASSERT_THAT(files, status::IsOk());
  EXPECT_EQ(*files, (std::map<std::string, std::string>{{"hr", "/etc/ett/a=b.binpb"}}));
  for (const std::vector<std::string>& refused :
       {std::vector<std::string>{"hr"}, {"hr="}, {"he=/a"}, {"hr=/a", "hr=/b"}}) {
    settings.descriptor_sets = refused;
    EXPECT_THAT(std::string(settings.DescriptorSets(domains).status().message()),
                ::testing::HasSubstr(refused.back()));
  }
}

TEST(TrafficFlags, AreRefusedWhereTheyCannotBeKept) {
  struct Case {
    std::function<void(Settings&)> change;
    std::string said;  // empty: it is taken
  };
  const absl::Duration never = absl::InfiniteDuration();
  const std::vector<Case> cases = {
      {[](Settings&) {}, ""},
      {[&](Settings& given) { given.traffic.health_interval = never; }, ""},
      {[&](Settings& given) { given.traffic.quarantine = never; }, ""},
      {[](Settings& given) { given.traffic.retries = 0; }, ""},
      {[](Settings& given) { given.traffic.accept_breaking = {"hr"}; }, ""},
      {[](Settings& given) { given.traffic.accept_breaking = {"*"}; }, ""},
      {[](Settings& given) { given.traffic.accept_breaking = {"he"}; }, "accept-breaking"},
      {[](Settings& given) { given.traffic.retries = -1; }, "retries"},
      {[](Settings& given) { given.traffic.calls_in_flight = 0; }, "max-service-calls"},
      {[](Settings& given) { given.traffic.health_interval = absl::ZeroDuration(); },
       "health-interval"},
      {[&](Settings& given) { given.traffic.health_timeout = never; }, "health-timeout"},
      {[](Settings& given) { given.traffic.ping_interval = absl::Seconds(9); }, "10s to inf"},
      {[](Settings& given) { given.learn_interval = absl::ZeroDuration(); }, "learn-interval"},
  };
  for (const Case& each : cases) {
    Settings settings;
    each.change(settings);
    const absl::Status checked = settings.CheckTraffic({{"hr", "10.0.0.1:1"}});
    EXPECT_EQ(checked.ok(), each.said.empty()) << checked;
    EXPECT_THAT(std::string(checked.message()), ::testing::HasSubstr(each.said));
  }
}

}  // namespace
}  // namespace ett::gateway
