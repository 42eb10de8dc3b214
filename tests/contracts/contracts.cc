#include "tests/contracts/contracts.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>

#include "ett/figures/v1/figure_service.pb.h"
#include "ett/gateway/v1/limit_peer_service.pb.h"
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

namespace ett {
namespace {

using google::protobuf::FileDescriptor;

// A message of each file that has services.
std::vector<const FileDescriptor*> Files() {
  return {figures::v1::ListMetricsRequest::descriptor()->file(),
          gateway::v1::TellTakingsRequest::descriptor()->file(),
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

}  // namespace

std::vector<std::string> AllServices() {
  std::vector<std::string> names;
  for (const FileDescriptor* file : Files()) {
    for (int i = 0; i < file->service_count(); ++i) names.push_back(file->service(i)->full_name());
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace ett
