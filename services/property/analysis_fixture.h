#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "ett/property/v1/analysis_service.grpc.pb.h"
#include "services/property/register_fixture.h"

// What the tests of analyses share.
namespace ett::property {

// From -10 to 29 °C, each as often as the others.
inline int CelsiusOf(CivilDay day) { return static_cast<int>(absl::GetYearDay(day) * 7 % 40) - 10; }

// Wh of a day by its temperature.
using Use = std::function<std::int64_t(CivilDay)>;

inline v1::DayRange RangeOf(CivilDay first, CivilDay last) {
  v1::DayRange range;
  *range.mutable_first_date() = records::DateOf(first);
  *range.mutable_last_date() = records::DateOf(last);
  return range;
}
inline v1::DayRange YearRange(int year) {
  return RangeOf(CivilDay(year, 1, 1), CivilDay(year, 12, 31));
}

// A station with the temperatures of 2017 and 2018, beside the school.
class AnalysisTest : public RegisterTest {
 protected:
  void SetUp() override {
    RegisterTest::SetUp();
    Load("weatherStations", "id;display_name;corrects\nblindern;Blindern;true\n", 1);
    std::string temperatures = "id;station;local_date;mean_celsius\n";
    for (CivilDay day(2017, 1, 1); day.year() < 2019; ++day) {
      const std::string date = absl::FormatCivilTime(day);
      absl::StrAppend(&temperatures, date, ";blindern;", date, ";", CelsiusOf(day), "\n");
    }
    Load("dailyTemperatures", temperatures, 730);
  }

  // A hall of 1000 m² with a meter of that number.
  void AddHall(const std::string& id, int meter) {
    Load("buildings",
         absl::StrCat("id;display_name;use_type;kostra_function\n", id, ";", id, ";SPORTS;381\n"),
         1);
    Load("areas",
         absl::StrCat("id;building;kind;tenure;square_metres;valid_from\n", id, ";", id,
                      ";BTA;OWNED;1000;2015-01-01\n"),
         1);
    v1::ImportMetersRequest meters;
    v1::Meter& each = *meters.add_meters();
    each = MeterOf(meter);
    each.set_building(NameOf("buildings", id));
    ASSERT_EQ(Import(&v1::PropertyService::Stub::ImportMeters, meters).accepted_count(), 1);
  }

  void Measure(int meter, CivilDay first, CivilDay last, const Use& use) {
    v1::ImportReadingsRequest readings;
    for (CivilDay day = first; day <= last; ++day) {
      v1::Reading& reading = *readings.add_readings();
      reading = ReadingOf(meter, day, 0);
      // All in the middle of the day, so that it is the same day in other zones.
      reading.set_values_wh(12, use(day));
    }
    const ImportReport report = ImportReadings(readings);
    ASSERT_EQ(report.rejected_count(), 0);
  }
  void MeasureYear(int meter, int year, const Use& use) {
    Measure(meter, CivilDay(year, 1, 1), CivilDay(year, 12, 31), use);
  }

  static v1::AnalyseEnergyRequest Asked(const std::string& building) {
    v1::AnalyseEnergyRequest request;
    request.set_parent(NameOf("buildings", building));
    *request.mutable_baseline() = YearRange(2017);
    return request;
  }

  absl::StatusOr<v1::AnalyseEnergyResponse> Analyse(const v1::AnalyseEnergyRequest& request) {
    grpc::ClientContext context;
    v1::AnalyseEnergyResponse response;
    RETURN_IF_ERROR(
        status::FromGrpc(stub_of_analysis_->AnalyseEnergy(&context, request, &response)));
    return response;
  }

  absl::StatusOr<std::vector<v1::ScanPortfolioResponse>> Scan(
      const v1::ScanPortfolioRequest& request) {
    grpc::ClientContext context;
    const auto stream = stub_of_analysis_->ScanPortfolio(&context, request);
    std::vector<v1::ScanPortfolioResponse> messages;
    v1::ScanPortfolioResponse message;
    while (stream->Read(&message)) messages.push_back(message);
    RETURN_IF_ERROR(status::FromGrpc(stream->Finish()));
    return messages;
  }

  static std::vector<std::string> ReasonsOf(const v1::EnergyModelFit& fit) {
    std::vector<std::string> reasons;
    for (const auto& each : fit.disqualifications()) {
      reasons.push_back(v1::DisqualificationReason_Name(each.reason()));
    }
    return reasons;
  }

  std::unique_ptr<v1::EnergyAnalysisService::Stub> stub_of_analysis_ =
      v1::EnergyAnalysisService::NewStub(service_.channel);
};

}  // namespace ett::property
