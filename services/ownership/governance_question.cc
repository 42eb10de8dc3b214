#include "absl/strings/str_cat.h"
#include "services/ownership/governance_rules.h"

// What the recommendations' answers share.
namespace ett::ownership {
namespace {

// One of the company goes before one of all; then the newer.
bool IsBefore(const v1::GovernanceDocument& one, const v1::GovernanceDocument& other) {
  if (one.company().empty() != other.company().empty()) return other.company().empty();
  return records::LastDayOf(one.adopted_date()) > records::LastDayOf(other.adopted_date());
}

}  // namespace

bool GovernanceQuestion::IsWithin(const google::type::Date& date, int years) const {
  const absl::CivilDay on = records::LastDayOf(date);
  const absl::CivilDay since(day.year() - years, day.month(), day.day());
  return since <= on && on <= day;
}

bool IsSteered(v1::EntityForm form) {
  switch (form) {
    case v1::ENTITY_FORM_AS:
    case v1::ENTITY_FORM_ASA:
    case v1::ENTITY_FORM_IKS:
    case v1::ENTITY_FORM_KF:
    case v1::ENTITY_FORM_SA:
    case v1::ENTITY_FORM_ASSOCIATION:
    case v1::ENTITY_FORM_FOREIGN_COMPANY:
    case v1::ENTITY_FORM_OTHER:
      return true;
    default:
      return false;
  }
}

const v1::GovernanceDocument* DocumentOf(const GovernanceQuestion& asked, int recommendation) {
  const v1::GovernanceDocument* first = nullptr;
  for (const v1::GovernanceDocument& each : asked.known.governance_documents) {
    const bool counts =
        each.recommendation() == recommendation && asked.IsPast(each.adopted_date()) &&
        (each.company().empty() || each.company() == asked.company.name()) &&
        Holds(true, each.adopted_date(), each.has_valid_to(), each.valid_to(), asked.day);
    if (counts && (first == nullptr || IsBefore(each, *first))) first = &each;
  }
  return first;
}

Answer Documented(const v1::GovernanceDocument& document) {
  const std::string of =
      absl::StrCat(document.title(), ", ", records::PrintDate(document.adopted_date()));
  Answer answer =
      document.departure().empty()
          ? Met(absl::StrCat("Dokumentert: ", of, "."), absl::StrCat("Documented: ", of, "."))
          : NotMet(absl::StrCat("Fraveket: ", document.departure(), " (", of, ")."),
                   absl::StrCat("Departed from: ", document.departure(), " (", of, ")."));
  answer.RestsOn(document);
  return answer;
}

std::vector<const v1::BoardSeat*> SeatsOf(const GovernanceQuestion& asked,
                                          const std::string& company, v1::CompanyBody body) {
  std::vector<const v1::BoardSeat*> seats;
  for (const v1::BoardSeat& seat : asked.known.board_seats) {
    const bool sits = IdOf(seat.company()) == company && seat.role() != v1::BOARD_ROLE_SUBSTITUTE &&
                      SitsIn(seat, body, asked.day);
    if (sits) seats.push_back(&seat);
  }
  return seats;
}

std::vector<const v1::BoardSeat*> BoardOf(const GovernanceQuestion& asked) {
  return SeatsOf(asked, asked.id, v1::COMPANY_BODY_BOARD);
}

Answer NoBoard() {
  return NotKnown("Hvem som sitter i styret, er ikke registrert.",
                  "Who sits in the board is not recorded.");
}

absl::StatusOr<Answer> ManagerOfEnterprise(const GovernanceQuestion& asked) {
  if (asked.company.form() == v1::ENTITY_FORM_KF) return OnlyDocuments(asked);
  return Inapplicable("Anbefalingen gjelder kommunale foretak.",
                      "The recommendation is for municipal enterprises.");
}

absl::StatusOr<Answer> OnlyDocuments(const GovernanceQuestion&) {
  return NotKnown("Ikke noe dokument eller vedtak er registrert.",
                  "No document or decision is recorded.");
}

}  // namespace ett::ownership
