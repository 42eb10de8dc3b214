#include "services/property/domain/whole_wh.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "absl/strings/str_format.h"

namespace ett::property {
namespace {

TEST(WholeWhTest, DecimalsAreReadExactlyOrNotAtAll) {
  struct Case {
    const char* decimal;
    int exponent;
    std::optional<std::int64_t> wh;
  };
  const Case cases[] = {
      {"0.735", 3, 735},
      {"0.7350", 3, 735},
      {"0.7355", 3, std::nullopt},
      {"12", 0, 12},
      {"12.0", 0, 12},
      {"0.1", 0, std::nullopt},
      {"0.000001", 6, 1},
      {"1.5", 9, 1'500'000'000},
      {"007", 0, 7},
      {"99999999999999999999999999", 9, 100'000'000'000'000'000},
      {"0.00000", 0, 0},
      {"", 3, std::nullopt},
      {".5", 3, std::nullopt},
      {"1.", 3, 1000},
      {"1e3", 3, std::nullopt},
      {"-1", 3, std::nullopt},
      {"1.2.3", 3, std::nullopt},
  };
  for (const Case& each : cases) {
    EXPECT_EQ(WholeWh(each.decimal, each.exponent), each.wh) << each.decimal;
  }
}

RC_GTEST_PROP(WholeWhPropertyTest, WhatIsWrittenInKwhIsReadBack, ()) {
  const std::int64_t wh = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000);
  RC_ASSERT(WholeWh(absl::StrFormat("%d.%03d", wh / 1000, wh % 1000), 3) == wh);
}

}  // namespace
}  // namespace ett::property
