#include "services/hr/trait_figures.h"

#include <algorithm>
#include <numeric>

#include "services/hr/counts.h"
#include "services/hr/labels.h"
#include "services/hr/staff_figures.h"
#include "services/hr/trait_publications.h"
#include "status/macros.h"

namespace ett::hr {
namespace {

using figures::Entry;
using figures::Period;
using figures::Query;
using Number = TraitMetric::Number;

// A place in a table of traits; `category` is of the trait plus 1, 0 is what the metric is about.
struct At {
  int sector = 0, sex = 0, category = 0;
};

class TraitView {
 public:
  TraitView(const Staff& staff, const TraitMetric& metric, const Query& query, Period period)
      : staff_(staff.snapshot()),
        metric_(metric),
        query_(query),
        period_(period),
        tree_(TreeOn(staff_.trees, ToDay(period.last_day()))),
        table_(staff_, metric.trait(staff_, period), static_cast<int>(metric.categories.size()),
               tree_) {}

  // Periods that end on the same day have the same table, or are years.
  absl::Status Decide(const Staff& staff) {
    const Decisions::Month month = {staff.municipality(), metric_.scope, period_.year(),
                                    static_cast<int>(period_.last_day().month())};
    ASSIGN_OR_RETURN(published_, PublishTrait(table_, month, staff.decisions()));
    return absl::OkStatus();
  }

  std::vector<Entry> Entries() const {
    std::vector<Entry> entries;
    for (const int sector : Categories("sector", Sectors())) {
      for (const int sex : Categories("sex", staff_.By(Axis::kSex).RowsIn(tree_))) {
        for (const int category : OfTrait()) Add({sector, sex, category}, entries);
      }
    }
    return entries;
  }

 private:
  bool IsAsked(const std::string& dimension) const {
    return std::find(query_.dimensions.begin(), query_.dimensions.end(), dimension) !=
           query_.dimensions.end();
  }

  // The whole, or all that are shown.
  std::vector<int> Categories(const std::string& dimension, const std::vector<Row>& rows) const {
    if (!IsAsked(dimension)) return {0};
    std::vector<int> all(rows.size());
    std::iota(all.begin(), all.end(), 1);
    return all;
  }

  std::vector<int> OfTrait() const {
    if (metric_.dimension.empty() || !IsAsked(metric_.dimension)) return {0};
    std::vector<int> all;
    for (int i = metric_.first_of_dimension; i < static_cast<int>(metric_.categories.size()); ++i) {
      all.push_back(i + 1);
    }
    return all;
  }

  void Add(const At& at, std::vector<Entry>& entries) const {
    if (table_.At(at.sector, at.sex, 0).persons == 0 && MayBeKnown(at.sector, at.sex, 0)) return;
    Entry entry{period_, {}, Withheld()};
    for (const std::string& dimension : query_.dimensions) {
      const Label& label = LabelOf(dimension, at);
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

  const Label& LabelOf(const std::string& dimension, const At& at) const {
    if (dimension == "sector") return Sectors()[at.sector - 1].label;
    if (dimension == "sex") return staff_.By(Axis::kSex).RowsIn(tree_)[at.sex - 1].label;
    return metric_.categories[at.category - 1];
  }

  // What the figure is about as a category of the table: all but the first category are all, less
  // the first.
  int Shown(const At& at) const {
    if (at.category > 0) return at.category;
    return metric_.shown ? *metric_.shown + 1 : 0;
  }

  // The number of persons there.
  bool MayBeKnown(int sector, int sex, int category) const {
    return published_[table_.Index(sector, sex, category)];
  }

  bool IsPublished(const At& at) const {
    if (!MayBeKnown(at.sector, at.sex, 0)) return false;
    const int shown = Shown(at);
    if (metric_.number != Number::kWomenShare) {
      return MayBeKnown(at.sector, at.sex, shown == 0 ? 1 : shown);
    }
    return MayBeKnown(at.sector, Sex::kFemale, shown) && MayBeKnown(at.sector, Sex::kMale, shown);
  }

  std::optional<double> NumberAt(const At& at) const {
    const TraitCell& shown = table_.At(at.sector, at.sex, Shown(at));
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
    const int women = table_.At(at.sector, Sex::kFemale, Shown(at)).persons;
    const int men = table_.At(at.sector, Sex::kMale, Shown(at)).persons;
    if (women + men == 0) return std::nullopt;
    return 100.0 * women / (women + men);
  }

  // Categories of the grouping by sex, see SexLabels.
  struct Sex {
    static constexpr int kFemale = 1, kMale = 2;
  };

  const std::vector<Row>& Sectors() const { return staff_.By(Axis::kSector).RowsIn(tree_); }

  const Snapshot& staff_;
  const TraitMetric& metric_;
  const Query& query_;
  const Period period_;
  const int tree_;
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
