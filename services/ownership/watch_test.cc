#include "ett/ownership/v1/position_service.grpc.pb.h"
#include "services/ownership/positions_fixture.h"

namespace ett::ownership {
namespace {

class WatchTest : public PositionsFixture {};

TEST_P(WatchTest, ChangesAreToldAndGoOnWhereTheyBrokeOff) {
  const auto stub = v1::PositionService::NewStub(service_.channel);
  v1::WatchRequest request;
  request.set_parent("municipalities/935478715");
  v1::WatchResponse told;
  {
    grpc::ClientContext context;
    const auto reader = stub->Watch(&context, request);
    ASSERT_TRUE(reader->Read(&told));
    EXPECT_FALSE(told.has_change());
    request.set_resume_token(told.resume_token());
    context.TryCancel();
  }
  service_.now += absl::Hours(1);
  ASSERT_THAT(Sell("s", "holding", 10, 2015), IsOk());
  service_.now += absl::Hours(1);
  v1::ShareTransaction changed;
  ASSERT_THAT(
      Call("OwnershipService.UpdateShareTransaction",
           R"({"shareTransaction": {"name": "M/shareTransactions/s", "shareCount": 11}})", changed),
      IsOk());
  google::protobuf::Empty nothing;
  ASSERT_THAT(Call("OwnershipService.DeleteShareTransaction",
                   R"({"name": "M/shareTransactions/s"})", nothing),
              IsOk());
  std::vector<v1::RecordChangeKind> kinds;
  for (int i = 0; i < 3; ++i) {
    grpc::ClientContext context;
    const auto reader = stub->Watch(&context, request);
    ASSERT_TRUE(reader->Read(&told));
    ASSERT_TRUE(told.has_change());
    EXPECT_EQ(told.change().name(), "municipalities/935478715/shareTransactions/s");
    EXPECT_EQ(told.change().company(), "municipalities/935478715/entities/holding");
    kinds.push_back(told.change().kind());
    request.set_resume_token(told.resume_token());
    context.TryCancel();
  }
  EXPECT_THAT(kinds,
              testing::ElementsAre(v1::RECORD_CHANGE_KIND_CREATED, v1::RECORD_CHANGE_KIND_UPDATED,
                                   v1::RECORD_CHANGE_KIND_DELETED));
  request.set_resume_token("x");
  grpc::ClientContext context;
  const auto reader = stub->Watch(&context, request);
  EXPECT_FALSE(reader->Read(&told));
  EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::INVALID_ARGUMENT);
}

INSTANTIATE_TEST_SUITE_P(Engines, WatchTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::ownership
