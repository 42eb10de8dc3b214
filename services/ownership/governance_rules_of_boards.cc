#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "services/ownership/domain/sex_balance.h"
#include "services/ownership/governance_rules.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

using Seats = std::vector<const v1::BoardSeat*>;

// A board member who has not been trained for so many years is due for it [practice].
constexpr int kTrainingYears = 4;
// Elected by the employees: counted apart in the balance of sexes.
constexpr char kEmployees[] = "employees";

void RestOn(const Seats& seats, Answer& answer) {
  for (const auto* seat : seats) answer.RestsOn(*seat);
}

Answer Resting(Answer answer, const Seats& seats) {
  RestOn(seats, answer);
  return answer;
}

// The training that somebody attended in any seat, in the years that count; null for none.
const v1::Training* TrainingOf(const GovernanceQuestion& asked, const std::string& member) {
  for (const auto& [id, training] : asked.known.trainings) {
    const bool counts = training.audience() != v1::TRAINING_AUDIENCE_COUNCIL_MEMBERS &&
                        asked.IsWithin(training.held_date(), kTrainingYears);
    if (counts && asked.known.AttendedAs(training, member)) return &training;
  }
  return nullptr;
}

Seats SubstitutesOf(const GovernanceQuestion& asked) {
  Seats substitutes;
  for (const v1::BoardSeat& seat : asked.known.board_seats) {
    const bool counts = seat.company() == asked.company.name() &&
                        seat.role() == v1::BOARD_ROLE_SUBSTITUTE &&
                        SitsIn(seat, v1::COMPANY_BODY_BOARD, asked.day);
    if (counts) substitutes.push_back(&seat);
  }
  return substitutes;
}

// The boards of companies that own a part of the company: seats by member.
struct OwnerBoards {
  bool any = false;
  bool all_known = true;
  std::map<std::string, const v1::BoardSeat*> by_member;
};

absl::StatusOr<OwnerBoards> BoardsOfOwners(const GovernanceQuestion& asked) {
  ASSIGN_OR_RETURN(const Division division, asked.known.DivisionOn(asked.id, asked.day));
  OwnerBoards boards;
  for (const OwnerPart& part : division.parts) {
    const v1::Entity* owner = asked.known.EntityOf(part.owner);
    if (owner == nullptr || part.owner == asked.id || !IsSteered(owner->form())) continue;
    boards.any = true;
    const Seats seats = SeatsOf(asked, part.owner, v1::COMPANY_BODY_BOARD);
    boards.all_known = boards.all_known && !seats.empty();
    for (const auto* seat : seats) boards.by_member.emplace(seat->member(), seat);
  }
  return boards;
}

}  // namespace

absl::StatusOr<Answer> BoardComposition(const GovernanceQuestion& asked) {
  const Seats board = BoardOf(asked);
  if (board.empty()) return NoBoard();
  const bool is_led = std::any_of(board.begin(), board.end(), [](const auto* seat) {
    return seat->role() == v1::BOARD_ROLE_CHAIR;
  });
  if (!is_led) {
    return Resting(NotMet("Styret har ingen leder.", "The board has no chair."), board);
  }
  // lov om interkommunale selskaper § 10: three members at least.
  if (asked.company.form() == v1::ENTITY_FORM_IKS && board.size() < 3) {
    return Resting(
        NotMet("Styret har færre enn tre medlemmer.", "The board has fewer than three members."),
        board);
  }
  return NotKnown("Ingen vurdering av styrets kompetanse er registrert.",
                  "No assessment of the board's competence is recorded.");
}

absl::StatusOr<Answer> NominationCommittee(const GovernanceQuestion& asked) {
  if (asked.company.form() == v1::ENTITY_FORM_KF) {
    return Inapplicable("Kommunestyret velger selv styret i et kommunalt foretak.",
                        "The council itself elects the board of a municipal enterprise.");
  }
  const Seats committee = SeatsOf(asked, asked.id, v1::COMPANY_BODY_NOMINATION_COMMITTEE);
  if (!committee.empty()) {
    return Resting(NotKnown("En valgkomité sitter, men det er ikke registrert at vedtektene har "
                            "den.",
                            "A nomination committee sits, but that the articles have one is not "
                            "recorded."),
                   committee);
  }
  Answer gone = NotMet("Selskapet har ikke lenger noen valgkomité.",
                       "The company has no nomination committee any more.");
  for (const v1::BoardSeat& seat : asked.known.board_seats) {
    const bool sat = seat.company() == asked.company.name() && seat.has_to_date() &&
                     seat.body() == v1::COMPANY_BODY_NOMINATION_COMMITTEE &&
                     asked.IsPast(seat.to_date());
    if (sat) gone.RestsOn(seat);
  }
  if (!gone.evidence.empty()) return gone;
  return NotKnown("Ingen valgkomité er registrert.", "No nomination committee is recorded.");
}

absl::StatusOr<Answer> BalancedSexes(const GovernanceQuestion& asked) {
  Seats board;
  int women = 0;
  int men = 0;
  for (const auto* seat : BoardOf(asked)) {
    if (seat->appointed_by() == kEmployees) continue;
    board.push_back(seat);
    women += seat->sex() == v1::SEX_FEMALE ? 1 : 0;
    men += seat->sex() == v1::SEX_MALE ? 1 : 0;
  }
  if (board.empty()) return NoBoard();
  const int members = static_cast<int>(board.size());
  if (members == 1) {
    return Inapplicable("Styret har ett medlem.", "The board has one member.");
  }
  const int least = LeastOfEachSex(members);
  const int unknown = members - women - men;
  const std::string nb = absl::StrCat(women, " kvinner og ", men, " menn av ", members, "; minst ",
                                      least, " av hvert kjønn.");
  const std::string en = absl::StrCat(women, " women and ", men, " men of ", members, "; at least ",
                                      least, " of each sex.");
  if (women >= least && men >= least) return Resting(Met(nb, en), board);
  const bool may_be = women + unknown >= least && men + unknown >= least && unknown > 0;
  return Resting(may_be ? NotKnown(nb, en) : NotMet(nb, en), board);
}

absl::StatusOr<Answer> BoardTraining(const GovernanceQuestion& asked) {
  const Seats board = BoardOf(asked);
  if (board.empty()) return NoBoard();
  Seats untrained;
  Answer trained = Met("Alle styremedlemmer har deltatt på opplæring de siste fire årene.",
                       "All board members have attended a training in the last four years.");
  for (const auto* seat : board) {
    const v1::Training* training = TrainingOf(asked, seat->member());
    if (training == nullptr) {
      untrained.push_back(seat);
    } else {
      trained.RestsOn(*training);
    }
  }
  if (untrained.empty()) return trained;
  if (untrained.size() == board.size()) {
    return NotKnown("Ingen opplæring av styremedlemmene er registrert.",
                    "No training of the board members is recorded.");
  }
  return Resting(NotMet(absl::StrCat(untrained.size(), " av ", board.size(),
                                     " styremedlemmer har ikke deltatt på opplæring de siste fire "
                                     "årene."),
                        absl::StrCat(untrained.size(), " of ", board.size(),
                                     " board members have attended no training in the last four "
                                     "years.")),
                 untrained);
}

absl::StatusOr<Answer> NoParentMembers(const GovernanceQuestion& asked) {
  ASSIGN_OR_RETURN(const OwnerBoards owners, BoardsOfOwners(asked));
  if (!owners.any) {
    return Inapplicable("Ingen selskaper eier en del av selskapet.",
                        "No company owns a part of the company.");
  }
  const Seats board = BoardOf(asked);
  Seats both;
  for (const auto* seat : board) {
    const auto found = owners.by_member.find(seat->member());
    if (found == owners.by_member.end()) continue;
    both.push_back(seat);
    both.push_back(found->second);
  }
  if (!both.empty()) {
    return Resting(NotMet("Noen sitter i styret for både selskapet og et selskap som eier det.",
                          "Somebody sits in the boards of both the company and one that owns it."),
                   both);
  }
  if (board.empty() || !owners.all_known) return NoBoard();
  Answer answer = Met("Ingen sitter i styret for både selskapet og et selskap som eier det.",
                      "Nobody sits in the boards of both the company and one that owns it.");
  RestOn(board, answer);
  for (const auto& [member, seat] : owners.by_member) answer.RestsOn(*seat);
  return answer;
}

absl::StatusOr<Answer> NumberedSubstitutes(const GovernanceQuestion& asked) {
  const Seats substitutes = SubstitutesOf(asked);
  if (substitutes.empty()) {
    return NotKnown("Ingen varamedlemmer er registrert.", "No substitutes are recorded.");
  }
  std::set<int> places;
  for (const auto* seat : substitutes) {
    if (seat->substitute_order() > 0) places.insert(seat->substitute_order());
  }
  return Resting(places.size() == substitutes.size()
                     ? Met("Varamedlemmene har hver sin plass i rekkefølgen.",
                           "The substitutes each have a place in the order.")
                     : NotMet("Noen varamedlemmer har ingen plass i rekkefølgen, eller den samme.",
                              "Some substitutes have no place in the order, or the same one."),
                 substitutes);
}

absl::StatusOr<Answer> Impartiality(const GovernanceQuestion& asked) {
  constexpr int kNumber = 15;
  const Seats board = BoardOf(asked);
  if (board.empty()) return NoBoard();
  Seats elected;
  for (const auto* seat : board) {
    if (seat->council_member()) elected.push_back(seat);
  }
  if (elected.empty()) {
    return Resting(
        Met("Ingen i styret sitter i kommunestyret.", "Nobody in the board sits in the council."),
        board);
  }
  if (DocumentOf(asked, kNumber) != nullptr) {
    return Resting(NotKnown("", ""), elected);
  }
  return Resting(NotMet(absl::StrCat(elected.size(),
                                     " i styret sitter i kommunestyret, og ingen "
                                     "vurdering av habilitet er registrert."),
                        absl::StrCat(elected.size(),
                                     " in the board sit in the council, and no "
                                     "assessment of impartiality is recorded.")),
                 elected);
}

absl::StatusOr<Answer> RegisteredSeats(const GovernanceQuestion& asked) {
  const Seats board = BoardOf(asked);
  if (board.empty()) return NoBoard();
  Seats missing;
  bool all_known = true;
  for (const auto* seat : board) {
    all_known = all_known && seat->has_registered();
    if (seat->has_registered() && !seat->registered()) missing.push_back(seat);
  }
  if (!missing.empty()) {
    return Resting(NotMet(absl::StrCat(missing.size(), " styreverv er ikke registrert."),
                          absl::StrCat(missing.size(), " seats are not registered.")),
                   missing);
  }
  if (!all_known) {
    return NotKnown("Om alle styreverv er registrert, er ikke kjent.",
                    "Whether all seats are registered is not known.");
  }
  return Resting(Met("Alle styreverv er registrert.", "All seats are registered."), board);
}

}  // namespace ett::ownership
