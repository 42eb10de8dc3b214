#include "services/property/energy_query.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "records/page_token.h"
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
    for (const auto& [categories, meters] : cells_) {
      const std::int64_t first = std::max(question_.first, at) - at;
      const std::int64_t last = std::min(end, at + count) - at;
      if (first < last) RETURN_IF_ERROR(AddCell(categories, meters, first, last, response));
      at += count;
    }
    if (end < all) {
      response.set_next_page_token(
          records::Encode({question_.query, question_.known_at, absl::StrCat(end)}));
    }
    return response;
  }

 private:
  using Meters = std::vector<v1::Meter>;
  using Categories = std::vector<std::string>;

  absl::Status FindCells() {
    auto& records = readings_.records();
    ASSIGN_OR_RETURN(
        const auto buildings,
        records.All<v1::Building>(BuildingKind(), question_.municipality, question_.known_at));
    std::map<std::string, const v1::Building*> by_name;
    for (const v1::Building& building : buildings) by_name[building.name()] = &building;
    ASSIGN_OR_RETURN(const auto meters, records.All<v1::Meter>(MeterKind(), question_.municipality,
                                                               question_.known_at));
    for (const v1::Meter& meter : meters) {
      const Window time = Common(InPlaceOf(meter), question_.time);
      const auto building = by_name.find(meter.building());
      if (building == by_name.end() || time.first >= time.end) continue;
      if (!meter.submeter_of().empty() && !question_.IsByMeter()) continue;
      if (!IsKept(meter, *building->second)) continue;
      Categories categories;
      for (const std::string& dimension : question_.group_by) {
        categories.push_back(CategoryOf(dimension, meter, *building->second));
      }
      cells_[std::move(categories)].push_back(meter);
    }
    return absl::OkStatus();
  }

  static std::string CategoryOf(const std::string& dimension, const v1::Meter& meter,
                                const v1::Building& building) {
    if (dimension == kMeterDimension) return IdOf(meter.name());
    if (dimension == "building") return BuildingCategory(building).id;
    if (dimension == "carrier") return CarrierCategory(meter.carrier()).id;
    return FunctionCategory(building.kostra_function()).id;
  }

  bool IsKept(const v1::Meter& meter, const v1::Building& building) const {
    return std::all_of(question_.filters.begin(), question_.filters.end(), [&](const auto& filter) {
      return filter.second.contains(CategoryOf(filter.first, meter, building));
    });
  }

  // Its windows from the first up to the last.
  absl::Status AddCell(const Categories& categories, const Meters& meters, std::int64_t first,
                       std::int64_t last, v1::QueryEnergyResponse& response) {
    WindowSums sums({windows_.begin() + first, windows_.begin() + last}, question_.with_load);
    const bool by_day = question_.length >= WindowLength::kDay && !question_.with_load;
    const MeterAsked asked{question_.municipality, question_.known_at, by_day};
    for (const v1::Meter& meter : meters) RETURN_IF_ERROR(AddMeter(readings_, asked, meter, sums));
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
  std::map<Categories, Meters> cells_;
};

}  // namespace

absl::StatusOr<v1::QueryEnergyResponse> QueryEnergy(ReadingStore& readings,
                                                    const v1::QueryEnergyRequest& request) {
  ASSIGN_OR_RETURN(EnergyQuestion question, ToQuestion(request, readings.records()));
  return Query(readings, std::move(question)).Run();
}

}  // namespace ett::property
