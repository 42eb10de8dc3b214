#include "data/generator/property.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "data/generator/property_registers.h"
#include "data/generator/property_weather.h"
#include "data/generator/random.h"
#include "services/property/domain/gsrn.h"

namespace ett::reference {
namespace {

namespace pb = ::ett::property::v1;
using absl::CivilDay;

constexpr int kBuildings = 400;
constexpr int kFewestBuildings = 14;
constexpr int kMeters = 2000;
// Of every seven buildings one is leased.
constexpr int kLeasedEvery = 7;
constexpr int kFirstYear = 2016;
constexpr int kLastYear = 2018;
constexpr int kEntriesAYear = 12;
constexpr std::int64_t kOreInKrone = 100;
constexpr int kClimateMeasuresCarriedOut = 63;
constexpr int kClimateMeasuresUnderWay = 12;
// Norwegian GSRNs begin with 7070575; 0000 is nobody's company prefix after it.
constexpr std::int64_t kFirstGsrn = 70'705'750'000'000'000;

struct Use {
  pb::UseType type;
  int function;
  const char* nb;
  const char* en;
  int square_metres;  // of an average building
};

constexpr Use kUses[] = {
    {pb::USE_TYPE_SCHOOL, 222, "skole", "school", 3600},
    {pb::USE_TYPE_KINDERGARTEN, 221, "barnehage", "kindergarten", 700},
    {pb::USE_TYPE_NURSING_HOME, 261, "omsorgssenter", "care centre", 2400},
    {pb::USE_TYPE_OFFICE, 130, "kontorbygg", "office building", 1900},
    {pb::USE_TYPE_SPORTS, 381, "idrettshall", "sports hall", 1500},
    {pb::USE_TYPE_CULTURE, 386, "kulturhus", "house of culture", 900},
    {pb::USE_TYPE_OTHER, 121, "driftsbygg", "depot", 500},
};

google::type::Date ToDate(CivilDay day) {
  google::type::Date date;
  date.set_year(static_cast<int>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
  return date;
}

CivilDay DayIn(int year, Random& random) { return CivilDay(year, 1, 1) + random.Below(365); }

// Makes everything but readings.
class Generator {
 public:
  explicit Generator(const Options& options)
      : options_(options), random_(options.seed ^ 0x70726f7065727479) {}

  PropertyRecords Run() {
    AddBuildings();
    for (int year = kFirstYear; year <= kLastYear; ++year) AddMaintenance(year);
    AddSurveys();
    AddMeters();
    AddMeasures();
    AddRegisters(options_, records_);
    return std::move(records_);
  }

 private:
  struct Owned {
    std::string building;
    std::int64_t square_metres;
  };

  std::string Name(const char* collection, const std::string& id) const {
    return absl::StrCat("municipalities/", options_.municipality, "/", collection, "/", id);
  }
  int Scaled(int count, int least) const {
    return std::max(least, static_cast<int>(std::lround(count * options_.scale)));
  }

  void AddBuildings();
  void AddArea(const pb::Building& building, pb::AreaKind kind, bool owned, double square_metres);
  void AddMaintenance(int year);
  void AddSurveys();
  void AddSurveysOf(const Owned& owned, CivilDay day);
  void AddMeters();
  void AddMeasures();

  const Options& options_;
  Random random_;
  PropertyRecords records_;
  std::vector<Owned> owned_;
  std::int64_t maintenance_2017_ = 0;  // øre
};

void Generator::AddBuildings() {
  const int count = Scaled(kBuildings, kFewestBuildings);
  for (int i = 0; i < count; ++i) {
    // The common uses come twice as often as the others.
    const std::size_t place = static_cast<std::size_t>(i % 10);
    const Use& use = kUses[place < 7 ? place : place - 7];
    const std::string number = absl::StrFormat("%04d", i + 1);
    pb::Building building;
    building.set_name(Name("buildings", absl::StrCat("synthetic-", number)));
    building.set_display_name(absl::StrCat("Syntetisk ", use.nb, " ", i + 1));
    building.set_display_name_en(absl::StrCat("Synthetic ", use.en, " ", i + 1));
    building.set_year_built(random_.Between(1920, 2014));
    building.set_use_type(use.type);
    building.set_kostra_function(use.function);
    building.set_synthetic(true);
    const bool owned = i % kLeasedEvery != kLeasedEvery - 1;
    const int square_metres = use.square_metres * random_.Between(50, 150) / 100;
    AddArea(building, pb::AREA_KIND_BTA, owned, square_metres);
    AddArea(building, pb::AREA_KIND_BRA, owned, square_metres * 0.93);
    if (owned) owned_.push_back({building.name(), square_metres});
    records_.buildings.push_back(std::move(building));
  }
}

void Generator::AddArea(const pb::Building& building, pb::AreaKind kind, bool owned,
                        double square_metres) {
  pb::Area area;
  const std::string id = building.name().substr(building.name().rfind('/') + 1);
  area.set_name(Name("areas", absl::StrCat(id, kind == pb::AREA_KIND_BTA ? "-bta" : "-bra")));
  area.set_building(building.name());
  area.set_kind(kind);
  area.set_tenure(owned ? pb::TENURE_OWNED : pb::TENURE_LEASED);
  area.set_square_metres(square_metres);
  *area.mutable_valid_from() = ToDate(CivilDay(2015, 1, 1));
  area.set_synthetic(true);
  records_.areas.push_back(std::move(area));
}

// The sum of a year's entries is met exactly: each has its part by weight, the last what is left.
void Generator::AddMaintenance(int year) {
  std::int64_t square_metres = 0;
  for (const Owned& each : owned_) square_metres += each.square_metres;
  std::int64_t sum = square_metres * 86 * kOreInKrone;
  if (year == 2017) sum = maintenance_2017_ = square_metres * 90 * kOreInKrone;
  if (year == 2018) sum = maintenance_2017_ * 13'849 / 10'000;
  std::vector<std::int64_t> weights;
  std::int64_t weight_sum = 0;
  for (const Owned& each : owned_) {
    for (int i = 0; i < kEntriesAYear; ++i) {
      weights.push_back(each.square_metres * random_.Between(20, 180));
      weight_sum += weights.back();
    }
  }
  std::int64_t left = sum;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const bool last = i + 1 == weights.size();
    const double part = static_cast<double>(weights[i]) / static_cast<double>(weight_sum);
    const std::int64_t kroner = static_cast<std::int64_t>(part * static_cast<double>(sum)) / 100;
    pb::MaintenanceEntry entry;
    entry.set_name(Name("maintenanceEntries", absl::StrFormat("synthetic-%d-%05d", year, i + 1)));
    entry.set_building(owned_[i / kEntriesAYear].building);
    entry.set_amount_ore(last ? left : kroner * kOreInKrone);
    left -= entry.amount_ore();
    *entry.mutable_entry_date() = ToDate(DayIn(year, random_));
    entry.set_kind(static_cast<pb::MaintenanceKind>(1 + random_.Pick({0.5, 0.35, 0.15})));
    entry.set_synthetic(true);
    records_.maintenance_entries.push_back(std::move(entry));
  }
}

// The campaign of four years ends with every eighth building in 2018.
void Generator::AddSurveys() {
  for (std::size_t i = 0; i < owned_.size(); ++i) {
    const int year = i % 8 == 0 ? 2018 : 2015 + static_cast<int>(i % 3);
    AddSurveysOf(owned_[i], DayIn(year, random_));
  }
}

void Generator::AddSurveysOf(const Owned& owned, CivilDay day) {
  constexpr const char* kComponents[] = {"roof",        "facade",     "windows",
                                         "ventilation", "electrical", "heating"};
  const std::string id = owned.building.substr(owned.building.rfind('/') + 1);
  for (const char* component : kComponents) {
    pb::ConditionSurvey survey;
    survey.set_name(Name("conditionSurveys", absl::StrCat(id, "-", component, "-", day.year())));
    survey.set_building(owned.building);
    survey.set_component(component);
    *survey.mutable_survey_date() = ToDate(day);
    survey.set_grade(
        static_cast<pb::ConditionGrade>(1 + random_.Pick({0.15, 0.5, 0.25, 0.05, 0.05})));
    survey.set_consequence(static_cast<pb::ConsequenceGrade>(1 + random_.Below(4)));
    if (survey.grade() == pb::CONDITION_GRADE_TG2 || survey.grade() == pb::CONDITION_GRADE_TG3) {
      survey.set_lift_cost_ore(owned.square_metres * random_.Between(100, 600) * kOreInKrone);
    }
    survey.set_synthetic(true);
    records_.condition_surveys.push_back(std::move(survey));
  }
}

// Round by round: a building's first meter is of electricity, its second of district heating, its
// third of electricity again, and all others are submeters of the first.
void Generator::AddMeters() {
  const std::size_t count = static_cast<std::size_t>(Scaled(kMeters, 100));
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t round = i / owned_.size();
    const std::size_t place = i % owned_.size();
    pb::Meter meter;
    const std::int64_t gsrn = property::GsrnOf(kFirstGsrn + static_cast<std::int64_t>(i));
    meter.set_name(Name("meters", absl::StrCat(gsrn)));
    meter.set_carrier(round == 1 ? pb::CARRIER_DISTRICT_HEATING : pb::CARRIER_ELECTRICITY);
    meter.set_building(owned_[place].building);
    if (round > 2) meter.set_submeter_of(records_.meters[place].name());
    meter.set_resolution(pb::RESOLUTION_HOUR);
    *meter.mutable_valid_from() = ToDate(CivilDay(kFirstYear, 1, 1));
    meter.set_synthetic(true);
    records_.meters.push_back(std::move(meter));
  }
}

void Generator::AddMeasures() {
  for (int i = 0; i < kClimateMeasuresCarriedOut + kClimateMeasuresUnderWay; ++i) {
    figures::v1::Measure measure;
    measure.set_name(absl::StrCat("municipalities/", options_.municipality,
                                  "/domains/property/measures/climate-synthetic-", i + 1));
    measure.set_title_nb(absl::StrCat("Syntetisk klimatiltak ", i + 1));
    measure.set_title_en(absl::StrCat("Synthetic climate measure ", i + 1));
    measure.set_plan("climate");
    *measure.mutable_start_date() = ToDate(DayIn(2017, random_));
    measure.set_status(figures::v1::MEASURE_STATUS_UNDER_WAY);
    if (i < kClimateMeasuresCarriedOut) {
      *measure.mutable_end_date() = ToDate(DayIn(2018, random_));
      measure.set_status(figures::v1::MEASURE_STATUS_CARRIED_OUT);
    }
    measure.set_synthetic(true);
    records_.measures.push_back(std::move(measure));
  }
}

}  // namespace

PropertyRecords GenerateProperty(const Options& options) {
  PropertyRecords records = Generator(options).Run();
  GenerateWeather(options, records);
  return records;
}

}  // namespace ett::reference
