#include "data/loader/reference.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <vector>

#include "data/generator/hr.h"
#include "data/generator/iks_work_years.h"
#include "data/generator/ownership.h"
#include "data/generator/property.h"
#include "ett/hr/v1/hr_service.pb.h"
#include "ett/ownership/v1/ownership_service.pb.h"
#include "ett/ownership/v1/steering_service.pb.h"
#include "ett/property/v1/property_service.pb.h"
#include "ett/property/v1/weather_service.pb.h"
#include "status/macros.h"

namespace ett::loader {
namespace {

using reference::Options;

// Files that build on generated records have this number or a higher one.
constexpr int kAfterGenerated = 50;

absl::Status LoadHr(Loader& loader, const Options& options) {
  const reference::HrRecords hr = reference::GenerateHr(options);
  RETURN_IF_ERROR(loader.Import("hr", "orgUnits", hr.org_units));
  RETURN_IF_ERROR(loader.Import("hr", "employments", hr.employments));
  RETURN_IF_ERROR(loader.Import("hr", "absences", hr.absences));
  RETURN_IF_ERROR(loader.Import("hr", "leaves", hr.leaves));
  RETURN_IF_ERROR(loader.Import("hr", "qualifications", hr.qualifications));
  RETURN_IF_ERROR(loader.Import("hr", "participations", hr.participations));
  RETURN_IF_ERROR(loader.Import("hr", "vacancies", hr.vacancies));
  return loader.Import("hr", "measures", hr.measures);
}

absl::Status LoadOwnership(Loader& loader, const Options& options) {
  const reference::OwnershipRecords made = reference::GenerateOwnership(options);
  RETURN_IF_ERROR(loader.Import("ownership", "entities", made.entities));
  RETURN_IF_ERROR(loader.Import("ownership", "shareTransactions", made.share_transactions));
  RETURN_IF_ERROR(loader.Import("ownership", "participations", made.participations));
  RETURN_IF_ERROR(loader.Import("ownership", "agreements", made.agreements));
  RETURN_IF_ERROR(loader.Import("ownership", "agreementSteps", made.agreement_steps));
  RETURN_IF_ERROR(loader.Import("ownership", "boardSeats", made.board_seats));
  RETURN_IF_ERROR(loader.Import("ownership", "trainingAttendances", made.training_attendances));
  RETURN_IF_ERROR(loader.Import("ownership", "ownerStrategies", made.owner_strategies));
  RETURN_IF_ERROR(loader.Import("ownership", "ownerMeetings", made.owner_meetings));
  RETURN_IF_ERROR(loader.Import("ownership", "dividends", made.dividends));
  RETURN_IF_ERROR(loader.Import("ownership", "bookValues", made.book_values));
  RETURN_IF_ERROR(loader.Import("ownership", "companyResults", made.company_results));
  return loader.Report("hr", reference::GenerateIksWorkYears(options, made));
}

absl::Status LoadProperty(Loader& loader, const Options& options) {
  const reference::PropertyRecords made = reference::GenerateProperty(options);
  RETURN_IF_ERROR(loader.Import("property", "sites", made.sites));
  RETURN_IF_ERROR(loader.Import("property", "buildingGroups", made.groups));
  RETURN_IF_ERROR(loader.Import("property", "buildings", made.buildings));
  RETURN_IF_ERROR(loader.Import("property", "groupMemberships", made.memberships));
  RETURN_IF_ERROR(loader.Import("property", "areas", made.areas));
  RETURN_IF_ERROR(loader.Import("property", "energyCertificates", made.certificates));
  RETURN_IF_ERROR(loader.Import("property", "leases", made.leases));
  RETURN_IF_ERROR(loader.Import("property", "maintenanceEntries", made.maintenance_entries));
  RETURN_IF_ERROR(loader.Import("property", "conditionSurveys", made.condition_surveys));
  RETURN_IF_ERROR(loader.Import("property", "meters", made.meters));
  RETURN_IF_ERROR(loader.Import("property", "weatherStations", made.weather_stations));
  RETURN_IF_ERROR(loader.Import("property", "dailyTemperatures", made.daily_temperatures));
  RETURN_IF_ERROR(loader.Import("property", "degreeDayNormals", made.degree_day_normals));
  RETURN_IF_ERROR(loader.Import("property", "heatingShares", made.heating_shares));
  RETURN_IF_ERROR(loader.Import("property", "measures", made.measures));
  Loader::Run readings(loader, "property", "readings", reference::CountReadings(made));
  RETURN_IF_ERROR(reference::GenerateReadings(
      options, made, [&](const property::v1::Reading& reading) { return readings.Add(reading); }));
  return readings.Finish();
}

// Keeps the contracts in the program: imports are found by name.
void LinkContracts() {
  google::protobuf::LinkMessageReflection<hr::v1::ImportOrgUnitsRequest>();
  google::protobuf::LinkMessageReflection<ownership::v1::ImportEntitiesRequest>();
  google::protobuf::LinkMessageReflection<ownership::v1::ImportDividendsRequest>();
  google::protobuf::LinkMessageReflection<property::v1::ImportBuildingsRequest>();
  google::protobuf::LinkMessageReflection<property::v1::ImportWeatherStationsRequest>();
}

struct DomainData {
  std::string domain;
  std::function<absl::Status(Loader&, const Options&)> generated;
};

std::vector<std::string> FilesOf(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
    if (entry.path().extension() == ".jsonl") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

int NumberOf(const std::string& file) {
  return std::atoi(std::filesystem::path(file).filename().c_str());
}

}  // namespace

absl::Status LoadReference(Loader& loader, const Options& options, const std::string& reference) {
  LinkContracts();
  if (!std::filesystem::is_directory(reference)) {
    return absl::NotFoundError("no folder " + reference + ": run it where the checkout is");
  }
  const DomainData domains[] = {
      {"hr", LoadHr}, {"ownership", LoadOwnership}, {"property", LoadProperty}};
  for (const DomainData& each : domains) {
    const std::vector<std::string> files = FilesOf(reference + "/" + each.domain);
    for (const std::string& file : files) {
      if (NumberOf(file) < kAfterGenerated) RETURN_IF_ERROR(loader.ImportFile(each.domain, file));
    }
    RETURN_IF_ERROR(each.generated(loader, options));
    for (const std::string& file : files) {
      if (NumberOf(file) >= kAfterGenerated) RETURN_IF_ERROR(loader.ImportFile(each.domain, file));
    }
  }
  return absl::OkStatus();
}

}  // namespace ett::loader
