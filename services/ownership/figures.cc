#include "services/ownership/figures.h"

#include <cmath>
#include <functional>
#include <map>
#include <optional>

#include "absl/time/time.h"
#include "records/row.h"
#include "services/ownership/catalogue.h"
#include "services/ownership/register.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

using figures::Absent;
using figures::Category;
using figures::Entry;
using figures::Figure;
using figures::MakeText;
using figures::Period;
using figures::Query;
using figures::Text;
using figures::Value;

// One metric's entries of one period.
struct Question {
  const Register& known;
  const Query& query;
  Period period;
  figures::pb::CellStatus status;
};
using Entries = absl::StatusOr<std::vector<Entry>>;
using PeriodFigures = std::function<Entries(const Question&)>;

bool InPeriod(const google::type::Date& date, const Period& period) {
  const absl::CivilDay day = records::LastDayOf(date);
  return period.first_day() <= day && day <= period.last_day();
}

Figure NotApplicable() { return Absent{figures::pb::CELL_REASON_NOT_APPLICABLE, {}}; }

Category CategoryOf(const v1::Company& company) {
  return {IdOf(company.name()), MakeText(company.display_name(), company.display_name())};
}

// A figure for each company, left out where `figure` gives nothing; `whole` for the total.
using CompanyFigure =
    std::function<absl::StatusOr<std::optional<Figure>>(const Question&, const v1::Company&)>;
using WholeFigure = std::function<absl::StatusOr<Figure>(const Question&)>;

PeriodFigures ByCompany(CompanyFigure figure, WholeFigure whole) {
  return [=](const Question& asked) -> Entries {
    std::vector<Entry> entries;
    if (asked.query.dimensions.empty()) {
      ASSIGN_OR_RETURN(Figure total, whole(asked));
      return std::vector<Entry>{{asked.period, {}, std::move(total)}};
    }
    for (const v1::Company& company : asked.known.companies()) {
      if (!figures::Keeps(asked.query, "company", IdOf(company.name()))) continue;
      ASSIGN_OR_RETURN(std::optional<Figure> found, figure(asked, company));
      if (!found.has_value()) continue;
      entries.push_back({asked.period, {CategoryOf(company)}, *std::move(found)});
    }
    return entries;
  };
}

absl::StatusOr<Figure> NoTotal(const Question&) { return NotApplicable(); }

// Whole percents are said without decimals.
Value PercentOf(const Fraction& part, const Question& asked, bool synthetic) {
  Value value;
  value.value = part.Percent();
  value.status = asked.status;
  value.synthetic = synthetic;
  if (part.Percent() == std::floor(part.Percent())) value.decimals = 0;
  return value;
}

Figure DoesNotAddUp(const absl::Status& why) {
  return Absent{figures::pb::CELL_REASON_MISSING,
                MakeText("aksjetransaksjonene går ikke opp: " + std::string(why.message()),
                         "the share transactions do not add up: " + std::string(why.message()))};
}

absl::StatusOr<std::optional<Figure>> Share(const Question& asked, const v1::Company& company) {
  const auto share = asked.known.ShareOf(company, asked.period.last_day());
  if (!share.ok()) return DoesNotAddUp(share.status());
  if (*share == Fraction()) return std::nullopt;
  return PercentOf(*share, asked, asked.known.Synthetic(company));
}

absl::StatusOr<std::optional<Figure>> Bought(const Question& asked, const v1::Company& company) {
  const auto bought =
      asked.known.BoughtOf(company, asked.period.first_day(), asked.period.last_day());
  if (!bought.ok()) return DoesNotAddUp(bought.status());
  if (*bought == Fraction()) return std::nullopt;
  return PercentOf(*bought, asked, asked.known.Synthetic(company));
}

Value Count(std::int64_t count, const Question& asked, bool synthetic) {
  Value value;
  value.value = static_cast<double>(count);
  value.status = asked.status;
  value.record_count = count;
  value.synthetic = synthetic;
  return value;
}

const std::map<v1::CompanyForm, Category>& Forms() {
  static const auto& forms = *new std::map<v1::CompanyForm, Category>{
      {v1::COMPANY_FORM_AS, {"as", MakeText("Aksjeselskap", "Limited company")}},
      {v1::COMPANY_FORM_IKS, {"iks", MakeText("Interkommunalt selskap", "Intermunicipal company")}},
      {v1::COMPANY_FORM_KF, {"kf", MakeText("Kommunalt foretak", "Municipal enterprise")}},
      {v1::COMPANY_FORM_SA, {"sa", MakeText("Samvirkeforetak", "Cooperative")}},
      {v1::COMPANY_FORM_FOUNDATION, {"foundation", MakeText("Stiftelse", "Foundation")}},
      {v1::COMPANY_FORM_ASSOCIATION, {"association", MakeText("Forening", "Association")}}};
  return forms;
}

Entries Companies(const Question& asked) {
  std::map<v1::CompanyForm, std::int64_t> counts;
  std::int64_t all = 0;
  bool synthetic = false;
  for (const v1::Company& company : asked.known.companies()) {
    ASSIGN_OR_RETURN(const Fraction share, asked.known.ShareOf(company, asked.period.last_day()));
    if (share == Fraction()) continue;
    ++counts[company.form()];
    ++all;
    synthetic = synthetic || asked.known.Synthetic(company);
  }
  if (asked.query.dimensions.empty()) {
    return std::vector<Entry>{{asked.period, {}, Count(all, asked, synthetic)}};
  }
  std::vector<Entry> entries;
  for (const auto& [form, count] : counts) {
    const auto category = Forms().find(form);
    if (category == Forms().end()) continue;
    if (!figures::Keeps(asked.query, "form", category->second.id)) continue;
    entries.push_back({asked.period, {category->second}, Count(count, asked, synthetic)});
  }
  return entries;
}

// How far an agreement had come by a day; nothing before it was drawn up.
std::optional<Text> StepBy(const v1::Agreement& agreement, absl::CivilDay day) {
  const auto reached = [day](bool has, const google::type::Date& date) {
    return has && records::LastDayOf(date) <= day;
  };
  if (reached(agreement.has_registered_date(), agreement.registered_date())) {
    return MakeText("registrert", "registered");
  }
  if (reached(agreement.has_adopted_date(), agreement.adopted_date())) {
    return MakeText("vedtatt", "adopted");
  }
  if (reached(agreement.has_put_forward_date(), agreement.put_forward_date())) {
    return MakeText("lagt fram til politisk behandling", "put forward for political treatment");
  }
  if (reached(agreement.has_drafted_date(), agreement.drafted_date())) {
    return MakeText("utarbeidet", "drawn up");
  }
  return std::nullopt;
}

// The agreement that begins last among those drawn up by the end of the period.
const v1::Agreement* Newest(const Question& asked, const v1::Company& company) {
  const v1::Agreement* newest = nullptr;
  for (const v1::Agreement& agreement : asked.known.agreements()) {
    if (agreement.company() != company.name()) continue;
    if (!StepBy(agreement, asked.period.last_day()).has_value()) continue;
    if (newest == nullptr ||
        records::FirstDayOf(newest->valid_from()) < records::FirstDayOf(agreement.valid_from())) {
      newest = &agreement;
    }
  }
  return newest;
}

absl::StatusOr<std::optional<Figure>> AgreementStatus(const Question& asked,
                                                      const v1::Company& company) {
  const v1::Agreement* newest = Newest(asked, company);
  if (newest == nullptr) return std::nullopt;
  Value value;
  value.value = *StepBy(*newest, asked.period.last_day());
  value.status = asked.status;
  value.synthetic = newest->synthetic();
  return value;
}

absl::StatusOr<std::optional<Figure>> AgreementValidFrom(const Question& asked,
                                                         const v1::Company& company) {
  const v1::Agreement* newest = Newest(asked, company);
  if (newest == nullptr) return std::nullopt;
  Value value;
  value.value = records::FirstDayOf(newest->valid_from());
  value.status = asked.status;
  value.synthetic = newest->synthetic();
  return value;
}

// Agreements of a company, or of all when it is null.
Value PutForward(const Question& asked, const v1::Company* company) {
  std::int64_t count = 0;
  bool synthetic = false;
  for (const v1::Agreement& agreement : asked.known.agreements()) {
    const bool counts = (company == nullptr || agreement.company() == company->name()) &&
                        agreement.has_put_forward_date() &&
                        InPeriod(agreement.put_forward_date(), asked.period);
    if (!counts) continue;
    ++count;
    synthetic = synthetic || agreement.synthetic();
  }
  return Count(count, asked, synthetic);
}

absl::StatusOr<std::optional<Figure>> PutForwardOf(const Question& asked,
                                                   const v1::Company& company) {
  Value value = PutForward(asked, &company);
  if (*value.record_count == 0) return std::nullopt;
  return value;
}

absl::StatusOr<Figure> Members(const Question& asked, const v1::Company* company) {
  ASSIGN_OR_RETURN(const auto members, asked.known.MembersOn(asked.period.last_day()));
  std::int64_t count = 0;
  bool synthetic = false;
  for (const v1::BoardSeat& seat : members) {
    if (company != nullptr && seat.company() != company->name()) continue;
    ++count;
    synthetic = synthetic || seat.synthetic();
  }
  return Count(count, asked, synthetic);
}

absl::StatusOr<std::optional<Figure>> MembersOf(const Question& asked, const v1::Company& company) {
  ASSIGN_OR_RETURN(const Fraction share, asked.known.ShareOf(company, asked.period.last_day()));
  if (share == Fraction()) return std::nullopt;
  ASSIGN_OR_RETURN(Figure members, Members(asked, &company));
  return members;
}

std::vector<v1::Training> HeldIn(const Question& asked) {
  std::vector<v1::Training> held;
  for (const v1::Training& training : asked.known.trainings()) {
    if (InPeriod(training.held_date(), asked.period)) held.push_back(training);
  }
  return held;
}

Category CategoryOf(const v1::Training& training) {
  return {IdOf(training.name()), MakeText(training.title_nb(), training.title_en())};
}

Entries TrainingsHeld(const Question& asked) {
  const std::vector<v1::Training> held = HeldIn(asked);
  if (asked.query.dimensions.empty()) {
    const auto count = static_cast<std::int64_t>(held.size());
    return std::vector<Entry>{{asked.period, {}, Count(count, asked, false)}};
  }
  std::vector<Entry> entries;
  for (const v1::Training& training : held) {
    if (!figures::Keeps(asked.query, "training", IdOf(training.name()))) continue;
    entries.push_back(
        {asked.period, {CategoryOf(training)}, Count(1, asked, training.synthetic())});
  }
  return entries;
}

// Members in office on `day` who attended any of the trainings.
absl::StatusOr<Figure> AttendedShare(const Question& asked, absl::CivilDay day,
                                     const std::vector<v1::Training>& trainings) {
  ASSIGN_OR_RETURN(const auto members, asked.known.MembersOn(day));
  if (members.empty() || trainings.empty()) return NotApplicable();
  std::int64_t attended = 0;
  bool synthetic = false;
  for (const v1::BoardSeat& seat : members) {
    synthetic = synthetic || seat.synthetic();
    for (const v1::Training& training : trainings) {
      if (!asked.known.Attended(training, seat)) continue;
      ++attended;
      break;
    }
  }
  return PercentOf(Fraction(attended, static_cast<std::int64_t>(members.size())), asked, synthetic);
}

Entries TrainingShare(const Question& asked) {
  const std::vector<v1::Training> held = HeldIn(asked);
  if (asked.query.dimensions.empty()) {
    ASSIGN_OR_RETURN(Figure total, AttendedShare(asked, asked.period.last_day(), held));
    return std::vector<Entry>{{asked.period, {}, std::move(total)}};
  }
  std::vector<Entry> entries;
  for (const v1::Training& training : held) {
    if (!figures::Keeps(asked.query, "training", IdOf(training.name()))) continue;
    ASSIGN_OR_RETURN(Figure share,
                     AttendedShare(asked, records::LastDayOf(training.held_date()), {training}));
    entries.push_back({asked.period, {CategoryOf(training)}, std::move(share)});
  }
  return entries;
}

std::map<std::string, PeriodFigures> AllFigures() {
  return {{"share", ByCompany(Share, NoTotal)},
          {"shares-bought", ByCompany(Bought, NoTotal)},
          {"companies", Companies},
          {"agreements-put-forward", ByCompany(PutForwardOf,
                                               [](const Question& asked) -> absl::StatusOr<Figure> {
                                                 return PutForward(asked, nullptr);
                                               })},
          {"agreement-status", ByCompany(AgreementStatus, NoTotal)},
          {"agreement-valid-from", ByCompany(AgreementValidFrom, NoTotal)},
          {"board-members",
           ByCompany(MembersOf, [](const Question& asked) { return Members(asked, nullptr); })},
          {"trainings-held", TrainingsHeld},
          {"board-training-share", TrainingShare}};
}

// Loads the register and goes through the periods that had begun when it was known.
std::function<Entries(const Query&)> Compute(records::Records& records, PeriodFigures figures_of) {
  return [&records, figures_of = std::move(figures_of)](const Query& query) -> Entries {
    ASSIGN_OR_RETURN(const Register known,
                     Register::Load(records, query.municipality, query.known_at));
    const absl::CivilDay today =
        absl::ToCivilDay(absl::FromUnixMicros(query.known_at), absl::UTCTimeZone());
    std::vector<Entry> entries;
    for (const Period& period : query.periods) {
      if (period.first_day() > today) continue;
      const auto status = period.last_day() < today ? figures::pb::CELL_STATUS_FINAL
                                                    : figures::pb::CELL_STATUS_PROVISIONAL;
      ASSIGN_OR_RETURN(auto of_period, figures_of({known, query, period, status}));
      std::move(of_period.begin(), of_period.end(), std::back_inserter(entries));
    }
    return entries;
  };
}

}  // namespace

figures::Catalogue MakeCatalogue(records::Records& records) {
  const auto all = AllFigures();
  figures::Catalogue catalogue = Descriptions();
  for (figures::Metric& metric : catalogue) metric.compute = Compute(records, all.at(metric.id));
  return catalogue;
}

}  // namespace ett::ownership
