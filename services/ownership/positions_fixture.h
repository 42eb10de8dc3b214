#pragma once

#include <string>

#include "services/ownership/service_fixture.h"

namespace ett::ownership {

// A municipality with 60 of 100 shares of `holding`, which has 51 of 100 of `sub`, whose other 49
// are `rival`'s; the municipality has 1/3 of an IKS.
class PositionsFixture : public ServiceTest {
 protected:
  void SetUp() override {
    for (const char* company : {"holding", "sub", "rival"}) {
      ASSERT_THAT(CreateEntity(company), IsOk());
    }
    ASSERT_THAT(CreateEntity("iks", "IKS"), IsOk());
    Found("holding", "municipality", 60);
    Found("holding", "others", 40);
    Found("sub", "holding", 51);
    Found("sub", "rival", 49);
    ASSERT_THAT(Create("Participation", "p",
                       absl::StrCat(R"({"company": "M/entities/iks", "validFrom": )",
                                    Date(2010, 1, 1), R"(, "stakes": [
        {"owner": "municipality", "ownership": {"numerator": 1, "denominator": 3},
         "liability": {"numerator": 1, "denominator": 2}},
        {"owner": "others", "ownership": {"numerator": 2, "denominator": 3},
         "liability": {"numerator": 1, "denominator": 2}}]})")),
                IsOk());
  }

  void Found(const std::string& company, const std::string& owner, int count) {
    ASSERT_THAT(Transact(absl::StrCat(company, "-", owner), company, "FOUNDING", Date(2010, 1, 1),
                         absl::StrCat(R"("toOwner": ")", owner, R"(", "shareCount": )", count)),
                IsOk());
  }

  absl::Status Sell(const std::string& id, const std::string& company, int count, int year) {
    return Transact(
        id, company, "TRANSFER", Date(year, 6, 1),
        absl::StrCat(R"("fromOwner": "municipality", "toOwner": "others", "shareCount": )", count));
  }
};

}  // namespace ett::ownership
