#include "gateway/edge_flags.h"

#include <gtest/gtest.h>

#include "status/matchers.h"

namespace ett::gateway {
namespace {

TEST(EdgeFlags, AnIgnoredParameterIsOfAllMethodsOrOfSome) {
  EdgeFlags flags;
  flags.ignored_parameters = {"utm_source", "_@ett.figures.v1.*",
                              "*@ett.hr.v1.HrService/GetOrgUnit"};
  edge::Config config;
  ASSERT_THAT(flags.Apply(config), status::IsOk());
  ASSERT_EQ(config.ignored_parameters.size(), 3);
  EXPECT_EQ(config.ignored_parameters[0].name, "utm_source");
  EXPECT_EQ(config.ignored_parameters[0].methods, "*");
  EXPECT_EQ(config.ignored_parameters[1].methods, "ett.figures.v1.*");
  EXPECT_EQ(config.ignored_parameters[2].name, "*");
}

TEST(EdgeFlags, WhatIsWrongIsNamed) {
  for (const char* text : {"", "@ett.hr.v1.*", "x@ett.hr*", "x@y"}) {
    EdgeFlags flags;
    flags.ignored_parameters = {text};
    edge::Config config;
    EXPECT_THAT(flags.Apply(config),
                status::StatusSays(absl::StatusCode::kInvalidArgument, "--ignored-parameter: want"))
        << text;
  }
  EdgeFlags flags;
  flags.max_calls = 0;
  edge::Config config;
  EXPECT_THAT(flags.Apply(config),
              status::StatusSays(absl::StatusCode::kInvalidArgument, "--max-calls: want 1"));
}

}  // namespace
}  // namespace ett::gateway
