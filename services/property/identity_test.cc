#include <gtest/gtest.h>

#include "chassis/gate_testing.h"
#include "chassis/testing.h"
#include "services/property/service.h"

namespace ett::property {
namespace {

TEST(PropertyIdentity, NobodyCallsAnythingWithoutAToken) {
  chassis::TestService service(sql::TestEngines().front(), Service(), absl::Now(),
                               chassis::TestAuthenticator());
  chassis::ExpectAllGuarded(
      service.channel, {"ett.property.v1.PropertyService", "ett.property.v1.EnergyService",
                        "ett.property.v1.EnergyAnalysisService", "ett.property.v1.MeteringService",
                        "ett.property.v1.WeatherService", "ett.figures.v1.FigureService"});
}

}  // namespace
}  // namespace ett::property
