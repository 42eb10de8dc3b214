#include "chassis/consumers.h"

#include <gmock/gmock.h>

#include "chassis/figure_service.h"
#include "chassis/testing.h"

namespace ett::chassis {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// A domain `test` of one metric by colour, and no contract of its own.
ServiceSpec Service() {
  return {.name = "test",
          .version = "0.1.0",
          .description = "A domain of one metric.",
          .kinds = {},
          .migrations = {},
          .services = [](Parts& parts) -> absl::StatusOr<std::vector<NamedService>> {
            figures::Metric amount;
            amount.id = "amount";
            amount.dimensions = {{"colour", figures::MakeText("Farge", "Colour")}};
            std::vector<NamedService> services;
            services.push_back(Named<pb::FigureService>(std::make_unique<FigureService>(
                "test", figures::Catalogue{amount}, parts.records, parts.calls)));
            return services;
          }};
}

class ConsumersTest : public testing::Test {
 protected:
  std::vector<std::string> Ask(const std::vector<std::string>& files) {
    const auto unfulfilled = Unfulfilled(files, "test", service_.channel);
    if (!unfulfilled.ok()) return {unfulfilled.status().ToString()};
    return *unfulfilled;
  }

  TestService service_{sql::TestEngines().front(), Service()};
};

TEST_F(ConsumersTest, AServiceThatHasWhatIsReliedOnBreaksNobody) {
  EXPECT_THAT(Ask({R"json({"consumer": "a report",
                           "metrics": {"test/amount": ["colour"]},
                           "methods": ["ett.figures.v1.FigureService/QueryTable"],
                           "fields": {}})json"}),
              IsEmpty());
}

TEST_F(ConsumersTest, WhatAServiceLacksIsNamedWithWhoReliesOnIt) {
  EXPECT_THAT(
      Ask({R"json({"consumer": "a report",
                           "metrics": {"test/amount": ["colour", "size"], "test/price": []},
                           "methods": ["ett.test.v1.TestService/ImportThings"],
                           "fields": {"ett.test.v1.Thing": ["displayName"]}})json"}),
      ElementsAre("a report: metric test/amount: it has no dimension size",
                  "a report: metric test/price: the catalogue has none",
                  "a report: method ett.test.v1.TestService/ImportThings: nobody answers it",
                  "a report: field ett.test.v1.Thing.displayName: the contract has none"));
}

TEST_F(ConsumersTest, WhatIsReliedOnOfOthersConcernsNobodyHere) {
  EXPECT_THAT(Ask({R"json({"consumer": "a report",
                           "metrics": {"testing/amount": [], "other/price": []},
                           "methods": ["ett.other.v1.OtherService/ImportThings"],
                           "fields": {"ett.other.v1.Thing": ["displayName"]}})json"}),
              IsEmpty());
}

TEST_F(ConsumersTest, AFileThatSaysSomethingElseIsRefused) {
  for (const char* wrong : {"", "[]", R"json({"consumer": "a report", "metrics": []})json"}) {
    EXPECT_THAT(Unfulfilled({wrong}, "test", service_.channel),
                status::StatusIs(absl::StatusCode::kInvalidArgument))
        << wrong;
  }
}

}  // namespace
}  // namespace ett::chassis
