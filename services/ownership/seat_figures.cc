#include <map>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "services/ownership/question.h"
#include "status/errors.h"
#include "status/macros.h"

// Who sit in boards: sexes, and training in ethics.
namespace ett::ownership {
namespace {

using figures::Category;
using figures::Entry;
using figures::Figure;
using figures::MakeText;
using figures::Value;

constexpr char kSex[] = "sex";
constexpr char kSince[] = "since";
constexpr char kEver[] = "ever";

Category SexCategory(v1::Sex sex) {
  switch (sex) {
    case v1::SEX_FEMALE:
      return {"female", MakeText("Kvinner", "Women")};
    case v1::SEX_MALE:
      return {"male", MakeText("Menn", "Men")};
    default:
      return {"unknown", MakeText("Ikke kjent", "Not known")};
  }
}

struct Tally {
  std::int64_t women = 0;
  std::int64_t known = 0;
  std::int64_t all = 0;
  bool synthetic = false;
};

// Of a company's board, or of all when it is null.
absl::StatusOr<Tally> SexesIn(const Question& asked, const v1::Entity* company) {
  ASSIGN_OR_RETURN(const auto members, asked.known.MembersOn(asked.period.last_day()));
  Tally tally;
  for (const v1::BoardSeat& seat : members) {
    if (company != nullptr && seat.company() != company->name()) continue;
    ++tally.all;
    tally.known += seat.sex() != v1::SEX_UNSPECIFIED ? 1 : 0;
    tally.women += seat.sex() == v1::SEX_FEMALE ? 1 : 0;
    tally.synthetic = tally.synthetic || seat.synthetic();
  }
  return tally;
}

Value WomenShare(const Question& asked, const Tally& tally) {
  Value value = PercentOf(Fraction(tally.women, tally.known), asked, tally.synthetic);
  value.coverage = static_cast<double>(tally.known) / static_cast<double>(tally.all);
  return value;
}

// The first day from which trainings count; nothing for `ever`, and an error for what is no day.
absl::StatusOr<std::optional<absl::CivilDay>> SinceOf(const std::string& category) {
  if (category == kEver) return std::optional<absl::CivilDay>();
  absl::CivilDay day;
  const bool is_day = absl::ParseCivilTime(category, &day) &&
                      absl::FormatCivilTime(day) == category && day.year() >= 1900;
  if (is_day) return std::optional<absl::CivilDay>(day);
  return status::InvalidField("filters", "since=YYYY-MM-DD, a day from 1900 on, or since=ever",
                              category, "MALFORMED");
}

// Those that are filtered by; else ever.
std::set<std::string> SincesOf(const figures::Query& query) {
  std::set<std::string> sinces;
  const auto [first, last] = query.filters.equal_range(kSince);
  for (auto filter = first; filter != last; ++filter) sinces.insert(filter->second);
  if (sinces.empty()) sinces.insert(kEver);
  return sinces;
}

Category SinceCategory(const std::string& since) {
  if (since == kEver) return {since, MakeText("Noen gang", "Ever")};
  return {since, MakeText(absl::StrCat("Siden ", since), absl::StrCat("Since ", since))};
}

// Members who attended a training in ethics for board members in any seat, from a day to the end of
// the period.
absl::StatusOr<Figure> EthicsShare(const Question& asked, std::optional<absl::CivilDay> since) {
  ASSIGN_OR_RETURN(const auto members, asked.known.MembersOn(asked.period.last_day()));
  if (members.empty()) return NotApplicable();
  std::int64_t attended = 0;
  bool synthetic = false;
  for (const v1::BoardSeat& seat : members) {
    synthetic = synthetic || seat.synthetic();
    for (const auto& [id, training] : asked.known.trainings) {
      const absl::CivilDay held = records::LastDayOf(training.held_date());
      const bool counts = training.topic() == v1::TRAINING_TOPIC_ETHICS &&
                          training.audience() != v1::TRAINING_AUDIENCE_COUNCIL_MEMBERS &&
                          (!since || *since <= held) && held <= asked.period.last_day();
      if (!counts || !asked.known.AttendedAs(training, seat.member())) continue;
      ++attended;
      synthetic = synthetic || training.synthetic();
      break;
    }
  }
  return PercentOf(Fraction(attended, static_cast<std::int64_t>(members.size())), asked, synthetic);
}

}  // namespace

Entries BoardSeats(const Question& asked) {
  ASSIGN_OR_RETURN(const auto members, asked.known.MembersOn(asked.period.last_day()));
  std::map<v1::Sex, std::pair<std::int64_t, bool>> counts;  // with whether any is synthetic
  const bool is_total = asked.query.dimensions.empty();
  if (is_total) counts[v1::SEX_UNSPECIFIED];
  for (const v1::BoardSeat& seat : members) {
    auto& [count, synthetic] = counts[is_total ? v1::SEX_UNSPECIFIED : seat.sex()];
    ++count;
    synthetic = synthetic || seat.synthetic();
  }
  std::vector<Entry> entries;
  for (const auto& [sex, counted] : counts) {
    Entry entry{asked.period, {}, Count(counted.first, asked, counted.second)};
    if (!is_total) entry.categories.push_back(SexCategory(sex));
    if (is_total || figures::Keeps(asked.query, kSex, entry.categories[0].id)) {
      entries.push_back(std::move(entry));
    }
  }
  return entries;
}

absl::StatusOr<std::optional<Figure>> BoardWomenShareOf(const Question& asked,
                                                        const v1::Entity& company) {
  ASSIGN_OR_RETURN(const Tally tally, SexesIn(asked, &company));
  if (tally.known == 0) return std::nullopt;
  return WomenShare(asked, tally);
}

absl::StatusOr<Figure> BoardWomenShare(const Question& asked) {
  ASSIGN_OR_RETURN(const Tally tally, SexesIn(asked, nullptr));
  if (tally.known == 0) return NotApplicable();
  return WomenShare(asked, tally);
}

absl::Status CheckSince(const figures::Query& query) {
  const auto [first, last] = query.filters.equal_range(kSince);
  for (auto filter = first; filter != last; ++filter) {
    RETURN_IF_ERROR(SinceOf(filter->second).status());
  }
  return absl::OkStatus();
}

Entries EthicsTrainingShare(const Question& asked) {
  std::vector<Entry> entries;
  for (const std::string& since : SincesOf(asked.query)) {
    ASSIGN_OR_RETURN(const auto day, SinceOf(since));
    ASSIGN_OR_RETURN(Figure share, EthicsShare(asked, day));
    Entry entry{asked.period, {}, std::move(share)};
    if (!asked.query.dimensions.empty()) entry.categories.push_back(SinceCategory(since));
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace ett::ownership
