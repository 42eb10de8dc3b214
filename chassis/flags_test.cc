#include "chassis/flags.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

namespace ett::chassis {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// Flags as a service has them.
struct Settings {
  std::string listen = "127.0.0.1:0";
  int workers = 8;
  absl::Duration drain_timeout = absl::Seconds(10);
  std::vector<std::string> upstreams;
  std::string said;  // on stderr

  int Parse(std::vector<const char*> arguments) {
    Flags flags("a test");
    flags.Add("listen", listen, "where");
    flags.Add("workers", workers, "how many");
    flags.Add("drain-timeout", drain_timeout, "how long");
    flags.Add("upstream", upstreams, "who");
    arguments.insert(arguments.begin(), "test");
    testing::internal::CaptureStderr();
    const int code = flags.Parse(static_cast<int>(arguments.size()), arguments.data());
    said = testing::internal::GetCapturedStderr();
    return code;
  }
};

// A variable of the environment, for the length of a test.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) { setenv(name, value, 1); }
  ~Variable() { unsetenv(name_); }

 private:
  const char* name_;
};

TEST(Flags, AreTypedAndHaveDefaults) {
  Settings settings;
  EXPECT_EQ(settings.Parse(
                {"--workers=3", "--drain-timeout=1m30s", "--upstream=a=b:1", "--upstream=c=d:2"}),
            -1);
  EXPECT_EQ(settings.listen, "127.0.0.1:0");
  EXPECT_EQ(settings.workers, 3);
  EXPECT_EQ(settings.drain_timeout, absl::Seconds(90));
  EXPECT_THAT(settings.upstreams, ElementsAre("a=b:1", "c=d:2"));
}

TEST(Flags, HaveTwinsInTheEnvironmentAndTheFlagWins) {
  const Variable workers("ETT_WORKERS", "5");
  const Variable timeout("ETT_DRAIN_TIMEOUT", "2s");
  const Variable upstream("ETT_UPSTREAM", "a=b:1,c=d:2");
  Settings settings;
  EXPECT_EQ(settings.Parse({"--workers=3"}), -1);
  EXPECT_EQ(settings.workers, 3);
  EXPECT_EQ(settings.drain_timeout, absl::Seconds(2));
  EXPECT_THAT(settings.upstreams, ElementsAre("a=b:1", "c=d:2"));
}

TEST(Flags, ThatAreUnknownOrWrongEndInOneSentence) {
  for (const char* wrong : {"--wrokers=3", "--workers=many", "stray"}) {
    Settings settings;
    EXPECT_EQ(settings.Parse({wrong}), 2) << wrong;
    EXPECT_EQ(std::count(settings.said.begin(), settings.said.end(), '\n'), 1) << settings.said;
    EXPECT_THAT(settings.said, HasSubstr("--help")) << wrong;
  }
}

TEST(Flags, ADurationNeedsItsUnit) {
  Settings settings;
  EXPECT_EQ(settings.Parse({"--drain-timeout=10"}), 2);
  EXPECT_THAT(settings.said, HasSubstr("--drain-timeout: want a duration such as 500ms or 10s"));
}

TEST(Flags, AnUnknownVariableIsRefusedByName) {
  const Variable variable("ETT_WROKERS", "3");
  Settings settings;
  EXPECT_EQ(settings.Parse({}), 2);
  EXPECT_THAT(settings.said, HasSubstr("ETT_WROKERS"));
  EXPECT_THAT(settings.said, HasSubstr("ETT_WORKERS"));
}

}  // namespace
}  // namespace ett::chassis
