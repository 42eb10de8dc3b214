#include "services/hr/trait_figures.h"

#include <algorithm>

#include "services/hr/counts.h"
#include "services/hr/labels.h"
#include "services/hr/organisations.h"
#include "services/hr/staff_figures.h"
#include "services/hr/trait_publications.h"
#include "status/macros.h"

namespace ett::hr {
namespace {

using figures::Entry;
using figures::Period;
using figures::Query;
using Number = TraitMetric::Number;

// A place in a table of traits, see TraitTable; `category` 0 is what the metric is about.
struct At {
  int sector = 0, sex = 0, category = 0;
};

// A category of a dimension that is asked for, or the whole, which has no label.
struct Shown {
  const Label* label = nullptr;
  int category = 0;
};

class TraitView {
 public:
  TraitView(const Staff& staff, const TraitMetric& metric, const Query& query, Period period)
      : staff_(staff.snapshot()),
        metric_(metric),
        query_(query),
        period_(period),
        table_(staff_, metric.trait(staff_, period), static_cast<int>(metric.categories.size()),
               {ToDay(absl::CivilDay(period.year(), 1, 1)), ToDay(period.last_day())}) {}

  // Periods that end on the same day have the same table, or are years.
  absl::Status Decide(const Staff& staff) {
    const Decisions::Month month = {staff.municipality(), metric_.scope, period_.year(),
                                    static_cast<int>(period_.last_day().month())};
    ASSIGN_OR_RETURN(published_, PublishTrait(table_, month, staff.decisions()));
    return absl::OkStatus();
  }

  std::vector<Entry> Entries() const {
    std::vector<Entry> entries;
    for (const Organisation organisation : OrganisationsOf(query_)) {
      const Label& label = OrganisationLabel(organisation);
      const int tree = TreeOf(staff_, organisation, ToDay(period_.last_day()));
      for (const Shown& sector : OfSectors(tree)) {
        for (const Shown& sex : OfSexes()) {
          for (const Shown& of_trait : OfTrait()) Add({&label, sector, sex, of_trait}, entries);
        }
      }
    }
    return entries;
  }

 private:
  bool IsAsked(const std::string& dimension) const {
    return std::find(query_.dimensions.begin(), query_.dimensions.end(), dimension) !=
           query_.dimensions.end();
  }

  static std::vector<Shown> Of(const std::vector<Row>& rows) {
    std::vector<Shown> all;
    for (const Row& row : rows) all.push_back({&row.label, row.category});
    return all;
  }

  // Else all that are counted.
  std::vector<Shown> OfSectors(int tree) const {
    const Grouping& sectors = staff_.By(Axis::kSector);
    if (IsAsked("sector")) return Of(sectors.RowsIn(tree));
    return {{nullptr, sectors.counted.empty() ? 0 : sectors.counted[tree]}};
  }

  std::vector<Shown> OfSexes() const {
    if (IsAsked("sex")) return Of(staff_.By(Axis::kSex).RowsIn(0));
    return {{}};
  }

  std::vector<Shown> OfTrait() const {
    if (metric_.dimension.empty() || !IsAsked(metric_.dimension)) return {{}};
    std::vector<Shown> all;
    for (std::size_t i = metric_.first_of_dimension; i < metric_.categories.size(); ++i) {
      all.push_back({&metric_.categories[i], static_cast<int>(i) + 1});
    }
    return all;
  }

  struct Asked {
    const Label* organisation;
    Shown sector, sex, of_trait;
  };

  void Add(const Asked& asked, std::vector<Entry>& entries) const {
    const At at = {asked.sector.category, asked.sex.category, asked.of_trait.category};
    if (table_.At(at.sector, at.sex, 0).persons == 0 && MayBeKnown(at.sector, at.sex, 0)) return;
    Entry entry{period_, {}, Withheld()};
    for (const std::string& dimension : query_.dimensions) {
      const Label& label = LabelOf(dimension, asked);
      if (!figures::Keeps(query_, dimension, label.id)) return;
      entry.categories.push_back({label.id, ToText(label)});
    }
    if (IsPublished(at)) {
      const std::optional<double> number = NumberAt(at);
      if (!number) return;
      entry.figure = figures::Value{*number};
    }
    entries.push_back(std::move(entry));
  }

  static const Label& LabelOf(const std::string& dimension, const Asked& asked) {
    if (dimension == kOrganisation) return *asked.organisation;
    if (dimension == "sector") return *asked.sector.label;
    return dimension == "sex" ? *asked.sex.label : *asked.of_trait.label;
  }

  // What the figure is about as a category of the table: all but the first category are all, less
  // the first.
  int CategoryOf(const At& at) const {
    if (at.category > 0) return at.category;
    return metric_.shown ? *metric_.shown + 1 : 0;
  }

  // The number of persons there.
  bool MayBeKnown(int sector, int sex, int category) const {
    return published_[table_.Index(sector, sex, category)];
  }

  bool IsPublished(const At& at) const {
    if (!MayBeKnown(at.sector, at.sex, 0)) return false;
    const int shown = CategoryOf(at);
    if (metric_.number != Number::kWomenShare) {
      return MayBeKnown(at.sector, at.sex, shown == 0 ? 1 : shown);
    }
    return MayBeKnown(at.sector, Sex::kFemale, shown) && MayBeKnown(at.sector, Sex::kMale, shown);
  }

  std::optional<double> NumberAt(const At& at) const {
    const TraitCell& shown = table_.At(at.sector, at.sex, CategoryOf(at));
    const double base = table_.At(at.sector, at.sex, 0).base;
    switch (metric_.number) {
      case Number::kShare:
        return base > 0 ? std::optional(100 * shown.amount / base) : std::nullopt;
      case Number::kSum:
        return shown.amount;
      case Number::kMean:
        return shown.persons > 0 ? std::optional(shown.amount / shown.persons) : std::nullopt;
      default:
        return WomenShare(at);
    }
  }

  std::optional<double> WomenShare(const At& at) const {
    const int women = table_.At(at.sector, Sex::kFemale, CategoryOf(at)).persons;
    const int men = table_.At(at.sector, Sex::kMale, CategoryOf(at)).persons;
    if (women + men == 0) return std::nullopt;
    return 100.0 * women / (women + men);
  }

  // Categories of the grouping by sex, see SexLabels.
  struct Sex {
    static constexpr int kFemale = 1, kMale = 2;
  };

  const Snapshot& staff_;
  const TraitMetric& metric_;
  const Query& query_;
  const Period period_;
  const TraitTable table_;
  std::vector<bool> published_;  // by cell of the table
};

Day LastDay(Period period) { return ToDay(period.last_day()); }

// One that is about what somebody is on the last day of a period, or is not.
TraitMetric OnLastDay(const char* scope, Trait (*trait)(const Snapshot&, Day), Number number,
                      int shown = 1) {
  return {.scope = scope,
          .trait = [trait](const Snapshot& staff,
                           Period period) { return trait(staff, LastDay(period)); },
          .categories = {{}, {}},
          .number = number,
          .shown = shown};
}

TraitMetric LevelMetric() {
  TraitMetric metric = OnLastDay("trait-level", ByLevel, Number::kWomenShare);
  metric.categories = LevelLabels();
  metric.shown = std::nullopt;
  metric.dimension = "level";
  metric.first_of_dimension = 1;
  metric.collected = [](const Employment& job) { return job.level > 0; };
  return metric;
}

TraitMetric TurnoverMetric() {
  return {
      .scope = "trait-turnover",
      .trait = [](const Snapshot& staff, Period period) { return Turnover(staff, period.year()); },
      .categories = OutcomeLabels(),
      .shown = 2,
      .dimension = "outcome",
      .years_only = true};
}

TraitMetric LeaversMetric(Number number) {
  return {
      .scope = "trait-leavers",
      .trait = [](const Snapshot& staff, Period period) { return Leavers(staff, SpanOf(period)); },
      .categories = EndReasonLabels(),
      .number = number,
      .dimension = "reason",
      .first_of_dimension = 1,
      .years_only = true};
}

}  // namespace

absl::StatusOr<std::vector<Entry>> TraitFigures(const Staff& staff, const TraitMetric& metric,
                                                const Query& query, Period period) {
  if (metric.years_only && period.kind() != Period::Kind::kYear) return std::vector<Entry>();
  const auto& employments = staff.snapshot().employments;
  if (metric.collected && std::none_of(employments.begin(), employments.end(), metric.collected)) {
    return std::vector<Entry>();
  }
  TraitView view(staff, metric, query, period);
  RETURN_IF_ERROR(view.Decide(staff));
  return view.Entries();
}

std::map<std::string, TraitMetric> TraitMetrics() {
  TraitMetric part_time = OnLastDay("trait-part-time", InvoluntaryPartTime, Number::kShare);
  part_time.collected = [](const Employment& job) { return job.wished_position > 0; };
  TraitMetric weeks = {.scope = "trait-parental-leave",
                       .trait = [](const Snapshot& staff,
                                   Period period) { return ParentalWeeks(staff, SpanOf(period)); },
                       .categories = {{}, {}},
                       .number = Number::kMean,
                       .shown = 1,
                       .years_only = true,
                       .collected = [](const Employment& job) { return !job.parental.empty(); }};
  return {{"medical-leave-share", OnLastDay("trait-medical-leave", OnMedicalLeave, Number::kShare)},
          {"present-work-years", OnLastDay("trait-present", PresentWorkYears, Number::kSum, 0)},
          {"involuntary-part-time-share", part_time},
          {"apprentices", OnLastDay("trait-apprentices", Apprentices, Number::kSum)},
          {"women-share-by-level", LevelMetric()},
          {"turnover", TurnoverMetric()},
          {"leavers", LeaversMetric(Number::kSum)},
          {"leaver-rate", LeaversMetric(Number::kShare)},
          {"parental-leave-weeks", weeks}};
}

}  // namespace ett::hr
