#pragma once

#include <cstring>
#include <string>
#include <vector>

#include "ett/property/v1/metering_service.grpc.pb.h"
#include "services/property/energy_fixture.h"

// What the tests of counters, bills and virtual meters share.
namespace ett::property {

inline constexpr int kGas = 3;  // a meter that delivers no readings
inline constexpr int kWater = 5;
inline constexpr int kPart = 4;  // a part of what meter 0 measures
class MeteringServiceTest : public EnergyServiceTest {
 protected:
  void SetUp() override {
    EnergyServiceTest::SetUp();
    AddGasMeter(kGas);
  }

  void AddGasMeter(int number) {
    v1::Meter meter = MeterOf(number);
    meter.set_carrier(v1::CARRIER_GAS);
    ASSERT_EQ(ImportMeter(meter), "");
  }

  void AddPartMeter() {
    v1::Meter meter = MeterOf(0);
    meter.set_name(MeterName(kPart));
    meter.set_submeter_of(MeterName(0));
    ASSERT_EQ(ImportMeter(meter), "");
  }

  // The reason for refusing it, empty when it is accepted.
  std::string ImportMeter(const v1::Meter& meter) {
    v1::ImportMetersRequest request;
    *request.add_meters() = meter;
    return ReasonOf(Import(&v1::PropertyService::Stub::ImportMeters, request));
  }

  static std::string ReasonOf(const ImportReport& report) {
    if (report.rejections().empty()) return "";
    return absl::StrCat(report.rejections(0).field(), " ", report.rejections(0).reason());
  }

  template <class Request>
  ImportReport ImportOf(std::unique_ptr<grpc::ClientWriter<Request>> (
                            v1::MeteringService::Stub::*method)(grpc::ClientContext*,
                                                                ImportReport*),
                        Request request) {
    request.set_parent(kMunicipality);
    grpc::ClientContext context;
    ImportReport report;
    const auto writer = (metering_stub_.get()->*method)(&context, &report);
    EXPECT_TRUE(writer->Write(request));
    EXPECT_TRUE(writer->WritesDone());
    EXPECT_THAT(status::FromGrpc(writer->Finish()), IsOk());
    return report;
  }

  // Five digits of kWh.
  static v1::Counter CounterOf(int meter, const std::string& id, CivilDay installed) {
    v1::Counter counter;
    counter.set_name(NameOf("counters", id));
    counter.set_meter(MeterName(meter));
    counter.set_digits(5);
    counter.set_wh_per_step(1000);
    counter.mutable_install_time()->set_seconds(SecondsAt(installed));
    return counter;
  }

  std::string ImportCounter(const v1::Counter& counter) {
    v1::ImportCountersRequest request;
    *request.add_counters() = counter;
    return ReasonOf(ImportOf(&v1::MeteringService::Stub::ImportCounters, request));
  }

  static v1::CounterStand StandOf(const std::string& counter, CivilDay day, double stand) {
    v1::CounterStand record;
    record.set_name(
        NameOf("counterStands", absl::StrCat(counter, "-", absl::FormatCivilTime(day))));
    record.set_counter(NameOf("counters", counter));
    record.mutable_read_time()->set_seconds(SecondsAt(day));
    record.set_stand(stand);
    record.set_status(v1::READING_STATUS_MEASURED);
    return record;
  }

  std::string ImportStand(const v1::CounterStand& stand) {
    v1::ImportCounterStandsRequest request;
    *request.add_counter_stands() = stand;
    return ReasonOf(ImportOf(&v1::MeteringService::Stub::ImportCounterStands, request));
  }

  static v1::MeteredPeriod PeriodOf(const std::string& id, CivilDay first, CivilDay last,
                                    double kwh) {
    v1::MeteredPeriod period;
    period.set_name(NameOf("meteredPeriods", id));
    period.set_meter(MeterName(kGas));
    *period.mutable_start_date() = records::DateOf(first);
    *period.mutable_last_date() = records::DateOf(last);
    period.set_quantity(kwh);
    period.set_unit(v1::METERED_UNIT_KWH);
    return period;
  }

  std::string ImportPeriod(const v1::MeteredPeriod& period) {
    v1::ImportMeteredPeriodsRequest request;
    *request.add_metered_periods() = period;
    return ReasonOf(ImportOf(&v1::MeteringService::Stub::ImportMeteredPeriods, request));
  }

  // Passes 99 999 in spring; 2 300 kWh in 2018.
  void ImportStandsOf2018(int meter = kGas, const std::string& counter = "gas") {
    ASSERT_EQ(ImportCounter(CounterOf(meter, counter, CivilDay(2018, 1, 1))), "");
    ASSERT_EQ(ImportStand(StandOf(counter, CivilDay(2018, 1, 1), 99'000)), "");
    ASSERT_EQ(ImportStand(StandOf(counter, CivilDay(2018, 7, 1), 300)), "");
    ASSERT_EQ(ImportStand(StandOf(counter, CivilDay(2018, 4, 1), 99'900.125)), "");
    ASSERT_EQ(ImportStand(StandOf(counter, CivilDay(2019, 1, 1), 1300)), "");
  }

  // Of a meter in 2018, by windows: `Wh|reason estimated share`.
  std::vector<std::string> Lines(int meter, v1::WindowLength length) {
    v1::QueryEnergyRequest request = Asked(CivilDay(2018, 1, 1), CivilDay(2019, 1, 1), length);
    request.add_filters(absl::StrCat("meter=", GsrnOf(kGsrn + meter)));
    request.set_page_size(10'000);
    return Lines(request);
  }

  std::vector<std::string> Lines(const v1::QueryEnergyRequest& request) {
    const auto response = Query(request);
    if (!response.ok()) return {response.status().ToString()};
    std::vector<std::string> lines;
    for (const v1::EnergyWindow& window : response->windows()) {
      std::string& line = lines.emplace_back();
      for (const std::string& category : window.categories()) absl::StrAppend(&line, category, " ");
      absl::StrAppend(&line,
                      window.has_energy_wh() ? absl::StrCat(window.energy_wh())
                                             : v1::EnergyReason_Name(window.reason()),
                      " ", window.estimated_share());
    }
    return lines;
  }

  // `energy|? read spread|? PROBLEM`
  std::vector<std::string> Stretches(int meter) {
    v1::QueryStretchesRequest request;
    request.set_parent(MeterName(meter));
    std::vector<std::string> lines;
    do {
      grpc::ClientContext context;
      v1::QueryStretchesResponse response;
      request.set_page_size(2);
      EXPECT_THAT(status::FromGrpc(metering_stub_->QueryStretches(&context, request, &response)),
                  IsOk());
      for (const v1::Stretch& each : response.stretches()) {
        lines.push_back(absl::StrCat(
            each.has_energy_wh() ? absl::StrCat(each.energy_wh()) : "?", " ", each.read_wh(), " ",
            each.has_spread_wh() ? absl::StrCat(each.spread_wh()) : "?", " ",
            v1::StretchProblem_Name(each.problem()).substr(std::strlen("STRETCH_PROBLEM_"))));
      }
      request.set_page_token(response.next_page_token());
    } while (!request.page_token().empty());
    return lines;
  }

  std::vector<v1::Reading> ProfileOf(const std::string& meter, CivilDay first, CivilDay last) {
    v1::QueryProfileRequest request;
    request.set_parent(meter);
    *request.mutable_from_date() = records::DateOf(first);
    *request.mutable_to_date() = records::DateOf(last);
    grpc::ClientContext context;
    const auto reader = energy_stub_->QueryProfile(&context, request);
    v1::QueryProfileResponse message;
    std::vector<v1::Reading> readings;
    while (reader->Read(&message)) readings.push_back(message.reading());
    EXPECT_THAT(status::FromGrpc(reader->Finish()), IsOk());
    return readings;
  }

  std::unique_ptr<v1::MeteringService::Stub> metering_stub_ =
      v1::MeteringService::NewStub(service_.channel);
};

}  // namespace ett::property
