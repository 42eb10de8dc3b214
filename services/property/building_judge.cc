#include <map>
#include <optional>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "ett/property/v1/lease.pb.h"
#include "ett/property/v1/property.pb.h"
#include "services/property/dates.h"
#include "services/property/judges.h"

namespace ett::property {
namespace {

using google::type::Date;
using records::Candidate;
using status::FieldError;

FieldError Unknown(const char* field, const char* type, const std::string& id) {
  return status::Refusal(field, "UNKNOWN_REFERENCE", absl::StrCat("an existing ", type), id);
}

const Date& DateOf(const v1::MaintenanceEntry& entry) { return entry.entry_date(); }
const Date& DateOf(const v1::ConditionSurvey& survey) { return survey.survey_date(); }

// T: a record of a building with a date.
template <class T>
class InUseJudge final : public records::Judge {
 public:
  explicit InUseJudge(const char* field) : field_(field) {}

  absl::Status Decide(sql::Session& session, const std::string& municipality,
                      std::vector<Candidate>& batch) override {
    std::set<std::string> ids;
    for (const Candidate& each : batch) ids.insert(records::IdOf(RecordOf(each).building()));
    std::map<std::string, Days> buildings;
    absl::Status read =
        records::ForEachCurrent(session, {"id, in_use_from, in_use_to", "building", "id"},
                                municipality, {ids.begin(), ids.end()}, [&](const sql::Row& row) {
                                  buildings[sql::Text(row[0])] = DaysOfRow(row[1], row[2]);
                                  return absl::OkStatus();
                                });
    if (!read.ok()) return read;
    for (Candidate& each : batch) {
      if (!each.error.has_value()) each.error = ErrorOf(RecordOf(each), buildings);
    }
    return absl::OkStatus();
  }

 private:
  static const T& RecordOf(const Candidate& candidate) {
    return static_cast<const T&>(*candidate.record);
  }

  std::optional<FieldError> ErrorOf(const T& record,
                                    const std::map<std::string, Days>& buildings) const {
    const std::string id = records::IdOf(record.building());
    const auto building = buildings.find(id);
    if (building == buildings.end()) return Unknown("building", "ett.no/Building", id);
    const Date& date = DateOf(record);
    const Days days{records::FirstDayOf(date), records::LastDayOf(date)};
    if (building->second.Meets(days)) return std::nullopt;
    return status::Refusal(
        field_, "OUTSIDE_BUILDING",
        absl::StrCat("a day on which the building is in use, ", Print(building->second)),
        records::PrintDate(date));
  }

  const char* const field_;
};

// An area that a lease may be of.
struct LeasedArea {
  std::string building;
  std::int64_t tenure = 0;
};

std::optional<FieldError> ErrorOf(const v1::Lease& lease,
                                  const std::map<std::string, LeasedArea>& areas) {
  if (lease.area().empty()) return std::nullopt;
  const std::string id = records::IdOf(lease.area());
  const auto area = areas.find(id);
  if (area == areas.end()) return Unknown("area", "ett.no/Area", id);
  const std::string building = records::IdOf(lease.building());
  if (area->second.building != building) {
    return status::Refusal("area", "OTHER_BUILDING", absl::StrCat("an area of ", building),
                           absl::StrCat(id, " of ", area->second.building));
  }
  if (area->second.tenure != v1::TENURE_LEASED) {
    return status::Refusal("area", "NOT_LEASED", "an area with TENURE_LEASED", id);
  }
  return std::nullopt;
}

class LeaseJudge final : public records::Judge {
 public:
  absl::Status Decide(sql::Session& session, const std::string& municipality,
                      std::vector<Candidate>& batch) override {
    std::set<std::string> ids;
    for (const Candidate& each : batch) {
      if (!LeaseOf(each).area().empty()) ids.insert(records::IdOf(LeaseOf(each).area()));
    }
    std::map<std::string, LeasedArea> areas;
    absl::Status read =
        records::ForEachCurrent(session, {"id, building, tenure", "area", "id"}, municipality,
                                {ids.begin(), ids.end()}, [&](const sql::Row& row) {
                                  areas[sql::Text(row[0])] = {sql::Text(row[1]), sql::Int(row[2])};
                                  return absl::OkStatus();
                                });
    if (!read.ok()) return read;
    for (Candidate& each : batch) {
      if (!each.error.has_value()) each.error = ErrorOf(LeaseOf(each), areas);
    }
    return absl::OkStatus();
  }

 private:
  static const v1::Lease& LeaseOf(const Candidate& candidate) {
    return static_cast<const v1::Lease&>(*candidate.record);
  }
};

}  // namespace

std::unique_ptr<records::Judge> MakeMaintenanceEntryJudge() {
  return std::make_unique<InUseJudge<v1::MaintenanceEntry>>("entry_date");
}

std::unique_ptr<records::Judge> MakeConditionSurveyJudge() {
  return std::make_unique<InUseJudge<v1::ConditionSurvey>>("survey_date");
}

std::unique_ptr<records::Judge> MakeLeaseJudge() { return std::make_unique<LeaseJudge>(); }

}  // namespace ett::property
