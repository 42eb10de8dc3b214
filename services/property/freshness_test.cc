#include "services/property/freshness.h"

#include <prometheus/text_serializer.h>

#include "services/property/kinds.h"
#include "services/property/service_fixture.h"

namespace ett::property {
namespace {

class FreshnessTest : public PropertyServiceTest {
 protected:
  using Newest = std::map<std::string, CivilDay>;
  Newest Look() { return *NewestReadings(records_); }

  records::Records records_{service_.database(), [] { return absl::Now(); }, Kinds()};
};

TEST_P(FreshnessTest, TheNewestDayOfEachCarrierIsKnown) {
  const CivilDay last(2018, 12, 31);
  EXPECT_EQ(Look(), (Newest{{"electricity", last}, {"district_heating", last}}));
  now_ = At(CivilDay(2019, 3, 1));
  ImportReading(ReadingOf(0, CivilDay(2019, 1, 3), 1000));
  ImportReading(ReadingOf(0, CivilDay(2019, 1, 1), 1000));
  EXPECT_EQ(Look(), (Newest{{"electricity", CivilDay(2019, 1, 3)}, {"district_heating", last}}));
}

TEST_P(FreshnessTest, ItIsShownAsTheTimeWhenTheDayBegan) {
  chassis::Metrics metrics;
  const auto shown = ShowFreshness(records_, metrics);
  EXPECT_THAT(prometheus::TextSerializer().Serialize(metrics.registry()->Collect()),
              // 2018-12-30T23:00:00Z
              testing::HasSubstr(
                  "ett_newest_reading_timestamp_seconds{carrier=\"electricity\"} 1546210800"));
}

INSTANTIATE_TEST_SUITE_P(Engines, FreshnessTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::property
