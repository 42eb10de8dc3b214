#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/ownership/finding.h"
#include "services/ownership/register.h"

// The single recommendations on ownership, management and control. Each answers from records alone:
// NOT_KNOWN where they do not tell.
namespace ett::ownership {

// How a company is owned and led at the end of a day.
struct GovernanceQuestion {
  const Register& known;
  const v1::Entity& company;
  std::string id;  // of the company
  absl::CivilDay day;

  // A date of which only the year is known counts as the year's last day.
  bool IsPast(const google::type::Date& date) const { return records::LastDayOf(date) <= day; }
  // In the years up to the day, so many.
  bool IsWithin(const google::type::Date& date, int years) const;
};

// Whether the recommendations concern an entity of this form: a company, or a municipal enterprise.
bool IsSteered(v1::EntityForm form);

// The newest document of the recommendation that holds on the day: one of the company before one of
// all companies. Null when there is none.
const v1::GovernanceDocument* DocumentOf(const GovernanceQuestion& asked, int recommendation);
// What such a document tells: followed, or departed from.
Answer Documented(const v1::GovernanceDocument& document);

// Those who sit in a body on the day, substitutes apart.
std::vector<const v1::BoardSeat*> SeatsOf(const GovernanceQuestion& asked,
                                          const std::string& company, v1::CompanyBody body);
std::vector<const v1::BoardSeat*> BoardOf(const GovernanceQuestion& asked);
Answer NoBoard();

// Of owners and their meetings.
absl::StatusOr<Answer> ChoiceOfForm(const GovernanceQuestion& asked);
absl::StatusOr<Answer> SeparatedMarkets(const GovernanceQuestion& asked);
absl::StatusOr<Answer> CouncilTraining(const GovernanceQuestion& asked);
absl::StatusOr<Answer> OwnershipReport(const GovernanceQuestion& asked);
absl::StatusOr<Answer> RevisedStrategy(const GovernanceQuestion& asked);
absl::StatusOr<Answer> OwnerMeetings(const GovernanceQuestion& asked);
absl::StatusOr<Answer> CouncilInOwnerBody(const GovernanceQuestion& asked);
absl::StatusOr<Answer> NoticeOfMeetings(const GovernanceQuestion& asked);

// Of boards.
absl::StatusOr<Answer> BoardComposition(const GovernanceQuestion& asked);
absl::StatusOr<Answer> NominationCommittee(const GovernanceQuestion& asked);
absl::StatusOr<Answer> BalancedSexes(const GovernanceQuestion& asked);
absl::StatusOr<Answer> BoardTraining(const GovernanceQuestion& asked);
absl::StatusOr<Answer> NoParentMembers(const GovernanceQuestion& asked);
absl::StatusOr<Answer> NumberedSubstitutes(const GovernanceQuestion& asked);
absl::StatusOr<Answer> Impartiality(const GovernanceQuestion& asked);
absl::StatusOr<Answer> RegisteredSeats(const GovernanceQuestion& asked);
absl::StatusOr<Answer> ManagerOfEnterprise(const GovernanceQuestion& asked);
// What no record but a document can tell.
absl::StatusOr<Answer> OnlyDocuments(const GovernanceQuestion& asked);

}  // namespace ett::ownership
