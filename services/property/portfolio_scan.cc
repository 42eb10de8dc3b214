#include "services/property/portfolio_scan.h"

#include <algorithm>
#include <cmath>
#include <future>
#include <map>
#include <set>
#include <thread>
#include <utility>

#include "figures/local_time.h"
#include "records/row.h"
#include "services/property/analysis_question.h"
#include "services/property/domain/local_day.h"
#include "services/property/energy_model.h"
#include "status/macros.h"

namespace ett::property {
namespace {

constexpr double kUsualConfidence = 0.95;
constexpr double kDaysOfAYear = 365;
constexpr int kMostAnomalies = 10;
constexpr std::size_t kLeastAlike = 4;

// The highest first, those above 0.
void AddInOrder(std::vector<std::pair<double, std::string>> numbers,
                google::protobuf::RepeatedPtrField<v1::RankedBuilding>& into) {
  std::sort(numbers.begin(), numbers.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  for (const auto& [number, building] : numbers) {
    if (number <= 0) break;
    v1::RankedBuilding& ranked = *into.Add();
    ranked.set_building(building);
    ranked.set_number(number);
  }
}

}  // namespace

PortfolioScan::PortfolioScan(ReadingStore& readings, RegisterCache& registers,
                             const v1::ScanPortfolioRequest& asked)
    : readings_(readings), registers_(registers), asked_(asked) {}

absl::StatusOr<bool> PortfolioScan::Next(v1::ScanPortfolioResponse& message) {
  if (known_ == nullptr) RETURN_IF_ERROR(Begin());
  if (ended_) return false;
  if (scanned_.empty()) RETURN_IF_ERROR(ScanSome());
  message.set_total(static_cast<int>(buildings_.size()));
  if (scanned_.empty()) {
    message.set_done(done_);
    *message.mutable_ranking() = Rank();
    ended_ = true;
    return true;
  }
  message.set_done(++done_);
  *message.mutable_building() = std::move(scanned_.front().told);
  scanned_.pop_front();
  return true;
}

absl::Status PortfolioScan::Begin() {
  ASSIGN_OR_RETURN(meters_.municipality, records::ParseMunicipality(asked_.parent()));
  ASSIGN_OR_RETURN(baseline_, DaysAsked("baseline", asked_.has_baseline(), asked_.baseline()));
  reporting_ = baseline_;
  if (asked_.has_reporting()) {
    ASSIGN_OR_RETURN(reporting_, DaysAsked("reporting", true, asked_.reporting()));
  }
  ASSIGN_OR_RETURN(confidence_, ConfidenceOf(asked_.confidence(), kUsualConfidence));
  ASSIGN_OR_RETURN(
      meters_.known_at,
      readings_.records().KnownAt(asked_.has_as_known_at() ? &asked_.as_known_at() : nullptr));
  meters_.by_day = true;
  meters_.readings_only = true;
  ASSIGN_OR_RETURN(const auto known, registers_.Get(meters_.municipality, meters_.known_at));
  ASSIGN_OR_RETURN(temperatures_, NeededTemperatures(*known, figures::LocalTimeZone()));
  std::set<std::string> buildings;
  for (const v1::Meter& meter : known->metering.meters()) {
    if (known->BuildingOf(meter.building()) != nullptr &&
        !known->metering.CountedPartsOf(meter).empty()) {
      buildings.insert(meter.building());
    }
  }
  buildings_ = {buildings.begin(), buildings.end()};
  known_ = known;
  return absl::OkStatus();
}

absl::Status PortfolioScan::ScanSome() {
  const std::size_t at_once = std::max(1U, std::thread::hardware_concurrency());
  const std::size_t end = std::min(buildings_.size(), begun_ + at_once);
  std::vector<std::future<absl::StatusOr<Scanned>>> running;
  for (; begun_ < end; ++begun_) {
    running.push_back(std::async(std::launch::async,
                                 [this, building = buildings_[begun_]] { return Scan(building); }));
  }
  for (auto& each : running) {
    ASSIGN_OR_RETURN(Scanned scanned, each.get());
    Keep(scanned);
    scanned_.push_back(std::move(scanned));
  }
  return absl::OkStatus();
}

absl::StatusOr<PortfolioScan::Scanned> PortfolioScan::Scan(const std::string& building) const {
  DaysOfBuildings asked{meters_, baseline_, figures::LocalTimeZone()};
  ASSIGN_OR_RETURN(BuildingDays days, LoadDays(readings_, *known_, temperatures_, asked, building));
  Scanned scanned;
  const Fitted fitted = FitPeriod(v1::ENERGY_MODEL_KIND_DAILY, days.days, true);
  scanned.may_be_used = fitted.may_be_used();
  scanned.square_metres = GrossArea(*known_, building, baseline_);
  scanned.told.set_building(building);
  scanned.told.set_synthetic(days.synthetic);
  *scanned.told.mutable_baseline() = fitted.told;
  if (fitted.model) {
    const std::vector<Observation> weather =
        ObservationsOf(days.days, Granularity::kDays, /*with_use=*/false);
    const double year =
        fitted.model->Total(weather) / static_cast<double>(weather.size()) * kDaysOfAYear;
    if (scanned.square_metres > 0) {
      scanned.told.set_yearly_kwh_per_m2(year / scanned.square_metres);
    }
    if (asked_.has_reporting()) {
      asked.days = reporting_;
      ASSIGN_OR_RETURN(days, LoadDays(readings_, *known_, temperatures_, asked, building));
      scanned.told.set_synthetic(scanned.told.synthetic() || days.synthetic);
    }
    FindAnomalies(*fitted.model, days.days, scanned.told);
  }
  return scanned;
}

void PortfolioScan::FindAnomalies(const PeriodModel& model, const std::vector<DayData>& days,
                                  v1::BuildingScan& told) const {
  const std::optional<double> band = BandOf(model.statistics(), confidence_);
  if (!band) return;
  std::vector<v1::EnergyAnomaly> found;
  for (const DayData& day : days) {
    if (!day.use || !day.temperature) continue;
    told.set_days(told.days() + 1);
    const double expected =
        model.Predict({.use = 0, .temperatures = {*day.temperature}, .begins = {}});
    if (std::abs(*day.use - expected) <= *band) continue;
    v1::EnergyAnomaly& anomaly = found.emplace_back();
    *anomaly.mutable_local_date() = records::DateOf(day.day);
    anomaly.set_used(*day.use);
    anomaly.set_expected(expected);
    anomaly.set_band(*band);
  }
  told.set_anomaly_count(static_cast<int>(found.size()));
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return std::abs(a.used() - a.expected()) > std::abs(b.used() - b.expected());
  });
  if (found.size() > kMostAnomalies) found.resize(kMostAnomalies);
  for (v1::EnergyAnomaly& anomaly : found) *told.add_anomalies() = std::move(anomaly);
}

void PortfolioScan::Keep(const Scanned& scanned) {
  if (!scanned.may_be_used) return;
  const v1::BuildingScan& told = scanned.told;
  ranked_.push_back(
      {told.building(), known_->BuildingOf(told.building())->use_type(), scanned.square_metres,
       told.yearly_kwh_per_m2(),
       told.days() == 0 ? 0.0 : static_cast<double>(told.anomaly_count()) / told.days()});
}

v1::PortfolioRanking PortfolioScan::Rank() const {
  v1::PortfolioRanking ranking;
  std::map<v1::UseType, std::vector<double>> alike;
  for (const Ranked& each : ranked_) {
    if (each.kwh_per_m2 > 0) alike[each.use_type].push_back(each.kwh_per_m2);
  }
  for (auto& [use_type, numbers] : alike) std::sort(numbers.begin(), numbers.end());
  std::vector<std::pair<double, std::string>> potentials;
  std::vector<std::pair<double, std::string>> anomalous;
  for (const Ranked& each : ranked_) {
    anomalous.emplace_back(each.anomalous, each.building);
    const std::vector<double>& numbers = alike[each.use_type];
    if (each.kwh_per_m2 <= 0 || numbers.size() < kLeastAlike) continue;
    const double good = numbers[numbers.size() / 4];
    potentials.emplace_back((each.kwh_per_m2 - good) * each.square_metres, each.building);
  }
  AddInOrder(std::move(potentials), *ranking.mutable_by_potential());
  AddInOrder(std::move(anomalous), *ranking.mutable_by_anomaly());
  return ranking;
}

}  // namespace ett::property
