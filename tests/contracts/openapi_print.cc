// Prints the OpenAPI document of all contracts: `openapi_print [nb|en]`.
#include <google/protobuf/descriptor_database.h>

#include <cstdio>
#include <string>
#include <vector>

#include "chassis/reflection.h"
#include "ett/figures/v1/figure_service.pb.h"
#include "ett/hr/v1/hr_service.pb.h"
#include "ett/hr/v1/privacy_service.pb.h"
#include "ett/ownership/v1/interchange_service.pb.h"
#include "ett/ownership/v1/interest_service.pb.h"
#include "ett/ownership/v1/ownership_service.pb.h"
#include "ett/ownership/v1/position_service.pb.h"
#include "ett/ownership/v1/steering_service.pb.h"
#include "ett/property/v1/analysis_service.pb.h"
#include "ett/property/v1/energy_service.pb.h"
#include "ett/property/v1/metering_service.pb.h"
#include "ett/property/v1/property_service.pb.h"
#include "ett/property/v1/weather_service.pb.h"
#include "ett/report/v1/report_service.pb.h"
#include "gateway/openapi/document.h"

namespace ett {
namespace {

using google::protobuf::FileDescriptor;

// A message of each file that has services.
std::vector<const FileDescriptor*> Files() {
  return {figures::v1::ListMetricsRequest::descriptor()->file(),
          report::v1::ListReportsRequest::descriptor()->file(),
          hr::v1::ListOrgUnitsRequest::descriptor()->file(),
          hr::v1::ErasePersonRequest::descriptor()->file(),
          property::v1::AnalyseEnergyRequest::descriptor()->file(),
          property::v1::QueryEnergyRequest::descriptor()->file(),
          property::v1::ListCountersRequest::descriptor()->file(),
          property::v1::ListBuildingsRequest::descriptor()->file(),
          property::v1::ListWeatherStationsRequest::descriptor()->file(),
          ownership::v1::ExportGraphRequest::descriptor()->file(),
          ownership::v1::ListDeclaredInterestsRequest::descriptor()->file(),
          ownership::v1::ListEntitiesRequest::descriptor()->file(),
          ownership::v1::ListPositionsRequest::descriptor()->file(),
          ownership::v1::ListDividendsRequest::descriptor()->file()};
}

int Print(openapi::Language language) {
  // As the gateway learns them: with comments.
  google::protobuf::SimpleDescriptorDatabase learnt;
  openapi::Contents contents;
  std::vector<std::string> names;
  for (const FileDescriptor* file : Files()) {
    for (int i = 0; i < file->service_count(); ++i) names.push_back(file->service(i)->full_name());
    const auto files = chassis::WithImports(file, file->name());
    for (const std::string& bytes : *files) {
      google::protobuf::FileDescriptorProto proto;
      google::protobuf::FileDescriptorProto known;
      if (proto.ParseFromString(bytes) && !learnt.FindFileByName(proto.name(), &known)) {
        learnt.Add(proto);
      }
    }
  }
  google::protobuf::DescriptorPool pool(&learnt);
  for (const std::string& name : names) contents.services.push_back(pool.FindServiceByName(name));
  contents.title = "Ett";
  contents.version = "v1";
  contents.server_url = "http://127.0.0.1:8080";
  contents.language = language;
  contents.examples = {{"municipality", "935478715"}, {"domain", "hr"}};
  std::puts(openapi::MakeDocument(contents).dump(1).c_str());
  return 0;
}

}  // namespace
}  // namespace ett

int main(int argc, char* argv[]) {
  const bool bokmaal = argc > 1 && std::string(argv[1]) == "nb";
  return ett::Print(bokmaal ? ett::openapi::Language::kBokmaal : ett::openapi::Language::kEnglish);
}
