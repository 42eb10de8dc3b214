#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "chassis/testing.h"
#include "ett/figures/v1/figure_service.grpc.pb.h"
#include "ett/property/v1/property_service.grpc.pb.h"
#include "figures/table_view.h"
#include "records/row.h"
#include "services/property/domain/gsrn.h"
#include "services/property/domain/local_day.h"
#include "services/property/service.h"
#include "status/grpc.h"
#include "status/macros.h"
#include "status/matchers.h"

// What the tests of the service share.
namespace ett::property {

using absl::CivilDay;
using absl::StatusCode;
using figures::TableView;
using imports::v1::ImportReport;
using status::IsOk;
using status::StatusIs;
namespace fpb = ::ett::figures::v1;

inline constexpr char kMunicipality[] = "municipalities/935478715";
inline constexpr char kEnergy[] = "property/energy-use";
inline constexpr std::int64_t kGsrn = 70'705'750'000'000'000;

inline std::string NameOf(const std::string& collection, const std::string& id) {
  return absl::StrCat(kMunicipality, "/", collection, "/", id);
}

inline std::string MeterName(int number) {
  return NameOf("meters", absl::StrCat(GsrnOf(kGsrn + number)));
}

inline v1::Meter MeterOf(int number) {
  v1::Meter meter;
  meter.set_name(MeterName(number));
  meter.set_carrier(number == 0 ? v1::CARRIER_ELECTRICITY : v1::CARRIER_DISTRICT_HEATING);
  meter.set_building(NameOf("buildings", "school"));
  if (number == 2) meter.set_submeter_of(MeterName(0));
  meter.set_resolution(v1::RESOLUTION_HOUR);
  *meter.mutable_valid_from() = records::DateOf(CivilDay(2017, 1, 1));
  return meter;
}

inline v1::Reading ReadingOf(int meter, CivilDay day, std::int64_t wh) {
  v1::Reading reading;
  reading.set_meter(MeterName(meter));
  *reading.mutable_local_date() = records::DateOf(day);
  reading.set_resolution(v1::RESOLUTION_HOUR);
  for (int hour = 0; hour < HoursOf(day); ++hour) reading.add_values_wh(wh);
  return reading;
}

// Each hour of 2018, 1 kWh.
inline v1::ImportReadingsRequest YearOf(int meter) {
  v1::ImportReadingsRequest request;
  for (CivilDay day(2018, 1, 1); day.year() == 2018; ++day) {
    *request.add_readings() = ReadingOf(meter, day, 1000);
  }
  return request;
}

// The service as main makes it, on each engine: one school of 1000 m², with two meters and a
// submeter; all have readings for 2018.
class PropertyServiceTest : public testing::TestWithParam<sql::TestEngine> {
 protected:
  void SetUp() override { ImportSchool(); }

  void ImportSchool() {
    using Stub = v1::PropertyService::Stub;
    v1::ImportBuildingsRequest buildings;
    v1::Building& building = *buildings.add_buildings();
    building.set_name(NameOf("buildings", "school"));
    building.set_display_name("Skole");
    building.set_use_type(v1::USE_TYPE_SCHOOL);
    building.set_kostra_function(222);
    ASSERT_EQ(Import(&Stub::ImportBuildings, buildings).accepted_count(), 1);
    v1::ImportAreasRequest areas;
    v1::Area& area = *areas.add_areas();
    area.set_name(NameOf("areas", "school"));
    area.set_building(building.name());
    area.set_kind(v1::AREA_KIND_BTA);
    area.set_tenure(v1::TENURE_OWNED);
    area.set_square_metres(1000);
    *area.mutable_valid_from() = records::DateOf(CivilDay(2015, 1, 1));
    ASSERT_EQ(Import(&Stub::ImportAreas, areas).accepted_count(), 1);
    v1::ImportMetersRequest meters;
    for (int i = 0; i < 3; ++i) *meters.add_meters() = MeterOf(i);
    ASSERT_EQ(Import(&Stub::ImportMeters, meters).accepted_count(), 3);
    for (int i = 0; i < 3; ++i) ASSERT_EQ(ImportReadings(YearOf(i)).accepted_count(), 365);
  }

  template <class Request>
  ImportReport Import(std::unique_ptr<grpc::ClientWriter<Request>> (
                          v1::PropertyService::Stub::*method)(grpc::ClientContext*, ImportReport*),
                      Request request) {
    request.set_parent(kMunicipality);
    grpc::ClientContext context;
    ImportReport report;
    const auto writer = (stub_.get()->*method)(&context, &report);
    EXPECT_TRUE(writer->Write(request));
    EXPECT_TRUE(writer->WritesDone());
    imported_ = status::FromGrpc(writer->Finish());
    return report;
  }

  ImportReport ImportReadings(const v1::ImportReadingsRequest& request) {
    return Import(&v1::PropertyService::Stub::ImportReadings, request);
  }

  ImportReport ImportReading(const v1::Reading& reading) {
    v1::ImportReadingsRequest request;
    *request.add_readings() = reading;
    return ImportReadings(request);
  }

  absl::StatusOr<fpb::Table> Ask(const std::string& metric, const std::string& period = "2018",
                                 const std::vector<std::string>& dimensions = {},
                                 absl::Time known_at = absl::InfiniteFuture()) {
    fpb::QueryTableRequest request;
    request.set_parent(kMunicipality);
    request.add_metrics(metric);
    request.add_periods(period);
    for (const std::string& each : dimensions) request.add_dimensions(each);
    if (known_at != absl::InfiniteFuture()) {
      request.mutable_as_known_at()->set_seconds(absl::ToUnixSeconds(known_at));
    }
    grpc::ClientContext context;
    fpb::Table table;
    RETURN_IF_ERROR(status::FromGrpc(figure_stub_->QueryTable(&context, request, &table)));
    return table;
  }

  // As printed in English.
  std::string Figure(const std::string& metric, const std::string& period = "2018",
                     absl::Time known_at = absl::InfiniteFuture()) {
    const auto table = Ask(metric, period, {}, known_at);
    if (!table.ok()) return table.status().ToString();
    const TableView view(*table);
    return view.PrintCell(metric, *view.Find(metric, period), figures::Language::kEn);
  }

  absl::StatusOr<v1::ListReadingsResponse> List(const v1::ListReadingsRequest& request) {
    grpc::ClientContext context;
    v1::ListReadingsResponse response;
    RETURN_IF_ERROR(status::FromGrpc(stub_->ListReadings(&context, request, &response)));
    return response;
  }

  static absl::Time At(CivilDay day) { return absl::FromCivil(day, absl::UTCTimeZone()); }

  absl::Status imported_;  // of the last import
  chassis::TestService service_{GetParam(), Service(), At(CivilDay(2019, 1, 10))};
  absl::Time& now_ = service_.now;
  std::unique_ptr<v1::PropertyService::Stub> stub_ = v1::PropertyService::NewStub(service_.channel);
  std::unique_ptr<fpb::FigureService::Stub> figure_stub_ =
      fpb::FigureService::NewStub(service_.channel);
};

}  // namespace ett::property
