#include "records/row.h"
#include "services/ownership/question.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

using figures::Category;
using figures::Entry;
using figures::Figure;
using figures::MakeText;

absl::StatusOr<Figure> Members(const Question& asked, const v1::Entity* company) {
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

std::vector<v1::Training> HeldIn(const Question& asked) {
  std::vector<v1::Training> held;
  for (const auto& [id, training] : asked.known.trainings) {
    if (InPeriod(training.held_date(), asked.period)) held.push_back(training);
  }
  return held;
}

Category CategoryOf(const v1::Training& training) {
  return {IdOf(training.name()), MakeText(training.title_nb(), training.title_en())};
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

}  // namespace

absl::StatusOr<std::optional<Figure>> BoardMembersOf(const Question& asked,
                                                     const v1::Entity& company) {
  ASSIGN_OR_RETURN(const Fraction share,
                   asked.known.ShareOf(IdOf(company.name()), asked.period.last_day()));
  if (share == Fraction()) return std::nullopt;
  ASSIGN_OR_RETURN(Figure members, Members(asked, &company));
  return members;
}

absl::StatusOr<Figure> BoardMembers(const Question& asked) { return Members(asked, nullptr); }

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

}  // namespace ett::ownership
