#include "chassis/consumers.h"

#include <gmock/gmock.h>

#include "chassis/testing.h"
#include "services/hr/service.h"

namespace ett::hr {
namespace {

TEST(HrConsumers, HaveWhatTheyRelyOn) {
  const auto files = chassis::ConsumerFiles();
  ASSERT_THAT(files, status::IsOk());
  chassis::TestService service(sql::TestEngines().front(), Service());
  const auto unfulfilled = chassis::Unfulfilled(*files, "hr", service.channel);
  ASSERT_THAT(unfulfilled, status::IsOk());
  EXPECT_THAT(*unfulfilled, testing::IsEmpty());
}

}  // namespace
}  // namespace ett::hr
