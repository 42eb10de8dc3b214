#include "gateway/well_known.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "status/matchers.h"

namespace ett::gateway {
namespace {

using status::IsOk;
using status::StatusSays;

TEST(WellKnown, TheCatalogPointsToTheDocumentAndThePageThatShowsIt) {
  const auto catalog = nlohmann::json::parse(ApiCatalog());
  ASSERT_EQ(catalog["linkset"].size(), 1);
  const auto& links = catalog["linkset"][0];
  EXPECT_EQ(links["anchor"], "/");
  EXPECT_EQ(links["service-desc"][0]["href"], "/openapi.json");
  EXPECT_EQ(links["service-doc"][0]["href"], "/docs");
}

TEST(WellKnown, AContactIsAnAddressOnOneLine) {
  for (const char* good :
       {"", "https://ett.example/security", "mailto:sikkerhet@ett.example", "tel:+47-00000000"}) {
    EXPECT_THAT(CheckSecurityContact(good), IsOk()) << good;
  }
  for (const char* bad :
       {"sikkerhet@ett.example", "http://ett.example", "mailto:a@b\nContact: x", "mailto:a b@c"}) {
    EXPECT_THAT(CheckSecurityContact(bad),
                StatusSays(absl::StatusCode::kInvalidArgument, "security-contact"))
        << bad;
  }
}

TEST(WellKnown, SecurityTextSaysWhomToTellAndUntilWhenItHolds) {
  const absl::Time now = absl::FromCivil(absl::CivilDay(2026, 1, 1), absl::UTCTimeZone());
  EXPECT_EQ(SecurityText("mailto:sikkerhet@ett.example", now),
            "Contact: mailto:sikkerhet@ett.example\nExpires: 2026-06-30T00:00:00Z\n"
            "Preferred-Languages: nb, en\n");
}

}  // namespace
}  // namespace ett::gateway
