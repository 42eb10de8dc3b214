#include "services/property/energy_query.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "ett/property/v1/site.pb.h"
#include "records/page_token.h"
#include "services/property/dates.h"
#include "services/property/domain/local_day.h"
#include "services/property/energy_question.h"
#include "services/property/kinds.h"
#include "services/property/labels.h"
#include "services/property/metered_windows.h"
#include "status/macros.h"

namespace ett::property {
namespace {

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

void SetTime(std::int64_t quarter, google::protobuf::Timestamp& time) {
  time.set_seconds(quarter * kSecondsOfAQuarter);
}

class Query {
 public:
  Query(ReadingStore& readings, EnergyQuestion question)
      : readings_(readings),
        question_(std::move(question)),
        windows_(WindowsOf(question_.time, question_.length)) {}

  absl::StatusOr<v1::QueryEnergyResponse> Run() {
    RETURN_IF_ERROR(FindCells());
    const auto count = static_cast<std::int64_t>(windows_.size());
    const std::int64_t all = static_cast<std::int64_t>(cells_.size()) * count;
    const std::int64_t end = std::min(all, question_.first + question_.size);
    std::int64_t at = 0;  // of all windows, the first of the cell
    v1::QueryEnergyResponse response;
    for (const auto& [categories, parts] : cells_) {
      const std::int64_t first = std::max(question_.first, at) - at;
      const std::int64_t last = std::min(end, at + count) - at;
      if (first < last) RETURN_IF_ERROR(AddCell(categories, parts, first, last, response));
      at += count;
    }
    if (end < all) {
      response.set_next_page_token(
          records::Encode({question_.query, question_.known_at, absl::StrCat(end)}));
    }
    return response;
  }

 private:
  using Parts = std::vector<MeterPart>;
  using Categories = std::vector<std::string>;
  // What a meter may be in a cell by.
  struct Place {
    const v1::Meter& meter;
    const v1::Building& building;
    std::string group;  // its id, where it is asked for by
  };

  absl::Status FindCells() {
    auto& records = readings_.records();
    ASSIGN_OR_RETURN(
        const auto buildings,
        records.All<v1::Building>(BuildingKind(), question_.municipality, question_.known_at));
    std::map<std::string, const v1::Building*> by_name;
    for (const v1::Building& building : buildings) by_name[building.name()] = &building;
    ASSIGN_OR_RETURN(const auto groups, LoadGroups());
    ASSIGN_OR_RETURN(metering_, LoadMetering(records, question_.municipality, question_.known_at));
    for (const v1::Meter& meter : metering_.meters()) {
      const auto building = by_name.find(meter.building());
      const Parts parts = PartsOf(meter);
      if (building == by_name.end() || parts.empty()) continue;
      if (!question_.Has(kGroupDimension)) AddTo({meter, *building->second, ""}, parts);
      const auto [first, last] = groups.equal_range(meter.building());
      for (auto group = first; group != last; ++group) {
        const bool is_kept = AddTo({meter, *building->second, group->second}, parts);
        // It counts once, in however many of the groups that are filtered by.
        if (is_kept && !question_.IsGroupedBy(kGroupDimension)) break;
      }
    }
    return absl::OkStatus();
  }

  // Those that are in place at some time that is asked for.
  Parts PartsOf(const v1::Meter& meter) const {
    Parts parts =
        question_.Has(kMeterDimension) ? metering_.PartsOf(meter) : metering_.CountedPartsOf(meter);
    std::erase_if(parts, [this](const MeterPart& part) {
      const Window time = Common(QuartersOf(part.days), question_.time);
      return time.first >= time.end;
    });
    return parts;
  }

  // Ids of the groups that a building is in on the last day asked for, by its name; none where
  // groups are not asked for.
  absl::StatusOr<std::multimap<std::string, std::string>> LoadGroups() {
    std::multimap<std::string, std::string> groups;
    if (!question_.Has(kGroupDimension)) return groups;
    ASSIGN_OR_RETURN(const auto members,
                     readings_.records().All<v1::GroupMembership>(
                         GroupMembershipKind(), question_.municipality, question_.known_at));
    const absl::CivilDay day = DayOfQuarter(question_.time.end - 1);
    for (const v1::GroupMembership& each : members) {
      if (!ValidityOf(each).Holds(day)) continue;
      groups.emplace(each.building(), IdOf(each.building_group()));
    }
    return groups;
  }

  // False where a filter excludes it.
  bool AddTo(const Place& place, const Parts& parts) {
    const bool is_kept = std::all_of(
        question_.filters.begin(), question_.filters.end(), [&place](const auto& filter) {
          return filter.second.contains(CategoryOf(filter.first, place));
        });
    if (!is_kept) return false;
    Categories categories;
    for (const std::string& dimension : question_.group_by) {
      categories.push_back(CategoryOf(dimension, place));
    }
    Parts& cell = cells_[std::move(categories)];
    cell.insert(cell.end(), parts.begin(), parts.end());
    return true;
  }

  static std::string CategoryOf(const std::string& dimension, const Place& place) {
    if (dimension == kMeterDimension) return IdOf(place.meter.name());
    if (dimension == kGroupDimension) return place.group;
    if (dimension == "building") return BuildingCategory(place.building).id;
    if (dimension == "carrier") return CarrierCategory(place.meter.carrier()).id;
    return FunctionCategory(place.building.kostra_function()).id;
  }

  // Its windows from the first up to the last.
  absl::Status AddCell(const Categories& categories, const Parts& parts, std::int64_t first,
                       std::int64_t last, v1::QueryEnergyResponse& response) {
    WindowSums sums({windows_.begin() + first, windows_.begin() + last}, question_.with_load);
    const bool by_day = question_.length >= WindowLength::kDay && !question_.with_load;
    const MeterAsked asked{question_.municipality, question_.known_at, by_day};
    for (const MeterPart& part : parts) {
      RETURN_IF_ERROR(AddPart(readings_, metering_, asked, part, sums));
    }
    for (std::size_t i = 0; i < sums.windows().size(); ++i) {
      v1::EnergyWindow& window = *response.add_windows();
      *window.mutable_categories() = {categories.begin(), categories.end()};
      Tell(sums, i, window);
    }
    return absl::OkStatus();
  }

  void Tell(const WindowSums& sums, std::size_t at, v1::EnergyWindow& window) const {
    const Energy& energy = sums.EnergyOf(at);
    SetTime(sums.windows()[at].first, *window.mutable_start_time());
    SetTime(sums.windows()[at].end, *window.mutable_end_time());
    window.set_coverage(energy.Coverage());
    window.set_synthetic(sums.IsSynthetic(at));
    if (energy.present_quarters > 0) {
      window.set_estimated_share(static_cast<double>(energy.estimated_quarters) /
                                 static_cast<double>(energy.present_quarters));
    }
    if (energy.expected_quarters == 0) {
      window.set_reason(v1::ENERGY_REASON_NO_METER);
    } else if (sums.IsSplit(at)) {
      window.set_reason(v1::ENERGY_REASON_HOURS);
    } else if (energy.Coverage() < question_.least_coverage) {
      window.set_reason(v1::ENERGY_REASON_COVERAGE);
    } else {
      window.set_energy_wh(energy.sum_wh);
    }
    const std::optional<Load> load = sums.LoadOf(at);
    if (!load) return;
    v1::EnergyLoad& told = *window.mutable_load();
    told.set_least_w(load->least_w);
    told.set_highest_w(load->highest_w);
    told.set_mean_w(load->mean_w);
    told.set_hours(load->hours);
  }

  ReadingStore& readings_;
  const EnergyQuestion question_;
  const std::vector<Window> windows_;
  Metering metering_;
  std::map<Categories, Parts> cells_;
};

}  // namespace

absl::StatusOr<v1::QueryEnergyResponse> QueryEnergy(ReadingStore& readings,
                                                    const v1::QueryEnergyRequest& request) {
  ASSIGN_OR_RETURN(EnergyQuestion question, ToQuestion(request, readings.records()));
  return Query(readings, std::move(question)).Run();
}

}  // namespace ett::property
