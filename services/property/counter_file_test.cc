#include <gmock/gmock.h>

#include "ett/property/v1/metering_service.grpc.pb.h"
#include "services/property/file_fixture.h"

// Files of records that are known by a time.
namespace ett::property {
namespace {

using testing::ElementsAre;

class CounterFileTest : public ReadingFileTest {
 protected:
  std::vector<std::string> CounterIds() {
    const auto stub = v1::MeteringService::NewStub(service_.channel);
    v1::ListCountersRequest request;
    request.set_parent(kMunicipality);
    grpc::ClientContext context;
    v1::ListCountersResponse response;
    EXPECT_THAT(status::FromGrpc(stub->ListCounters(&context, request, &response)), IsOk());
    std::vector<std::string> ids;
    for (const v1::Counter& each : response.counters()) ids.push_back(records::IdOf(each.name()));
    return ids;
  }
};

TEST_P(CounterFileTest, AMomentHasOneIdHoweverItIsWritten) {
  ImportFileRequest request = Readings();
  request.set_collection("counters");
  auto& mapping = *request.mutable_mapping();
  mapping.mutable_id()->add_columns("meter");
  mapping.mutable_id()->add_columns("install_time");
  const std::string header = "meter;digits;wh_per_step;install_time\n";
  const FileAnswer utc =
      Send(request, absl::StrCat(header, Gsrn(0), ";5;1000;2017-12-31T23:00:00Z\n"));
  EXPECT_EQ(utc.Verdicts(), "A") << utc.status << utc.rejects;
  mapping.set_time_zone("Europe/Oslo");
  const FileAnswer local = Send(request, absl::StrCat(header, Gsrn(0), ";5;1000;01.01.2018 00:00\n",
                                                      Gsrn(0), ";5;1000;28.10.2018 02:30\n",
                                                      Gsrn(1), ";5;1000;02.01.2018 00:00:30\n"));
  EXPECT_EQ(local.Verdicts(), "URA") << local.status << local.rejects;
  EXPECT_THAT(local.Refusals(), ElementsAre("1:install_time:AMBIGUOUS_TIME"));
  EXPECT_THAT(CounterIds(), ElementsAre(absl::StrCat(Gsrn(0), "-20171231t230000z"),
                                        absl::StrCat(Gsrn(1), "-20180101t230030z")));
}

INSTANTIATE_TEST_SUITE_P(Engines, CounterFileTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::property
