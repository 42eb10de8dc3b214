#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "gateway/composition/merged_figures.h"
#include "gateway/composition/testing/domain_server.h"

namespace ett::composition::testing {

inline constexpr char kMunicipality[] = "municipalities/935478715";

// Of two domains, colour by colour.
inline constexpr char kWeighed[] = R"json({
  "id": "weighed",
  "title": {"nb": "Veid", "en": "Weighed"}, "definition": {"nb": "Veid.", "en": "Weighed."},
  "definition_source": "test", "unit": {"nb": "stk", "en": "pieces"}, "change": "difference",
  "decimals": 1, "dimensions": {"colour": {"nb": "Farge", "en": "Colour"}},
  "figures": {
    "rate": {"metric": "first/rate", "by": ["colour"]},
    "cost": {"metric": "second/cost", "by": ["colour"]}
  },
  "formula": {"total": {"product": ["rate", "cost"]}, "over": "colour", "among": "cost"}
})json";

// Two domains, and what is composed of them.
class MergedFiguresFixture : public ::testing::Test {
 protected:
  pb::QueryTableRequest Ask(const std::vector<std::string>& metrics,
                            const std::vector<std::string>& dimensions = {}) {
    pb::QueryTableRequest request;
    request.set_parent(kMunicipality);
    for (const auto& each : metrics) request.add_metrics(each);
    for (const auto& each : dimensions) request.add_dimensions(each);
    request.add_periods("2017");
    request.add_periods("2018");
    request.set_with_change(true);
    return request;
  }

  absl::StatusOr<pb::Table> Query(const pb::QueryTableRequest& request) {
    return figures_.QueryTable(request, {absl::Now() + absl::Seconds(30), "test"});
  }

  DomainServer first_{"first", {{"rate", {{2017, 7.5}, {2018, 7.3}}}, {"plain", {{2018, 1}}}}};
  DomainServer second_{"second", {{"cost", {{2017, 100}, {2018, 138}}}}};
  CurrentDomains domains_{{{"first", first_.address()}, {"second", second_.address()}}};
  const ComposedMetrics composed_{*ParseComposedMetric(kWeighed)};
  const MergedFigures figures_{domains_, composed_, [] { return absl::Now(); }};
};

}  // namespace ett::composition::testing
