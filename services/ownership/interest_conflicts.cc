#include "services/ownership/interest_conflicts.h"

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/ownership/domain/control.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

// Asks of each company once for its subsidiaries.
class Subsidiaries {
 public:
  explicit Subsidiaries(const World& world) : world_(world) {}

  absl::StatusOr<bool> Has(const std::string& parent, const std::string& company) {
    if (world_.known().EntityOf(parent) == nullptr) return false;
    const auto [found, is_new] = of_.try_emplace(parent);
    if (is_new) {
      ASSIGN_OR_RETURN(const Node node, world_.NodeOf("entity", parent));
      ASSIGN_OR_RETURN(const Control control, Control::By(world_.graph(), {node}));
      for (const Node each : control.companies()) found->second.insert(world_.CodeOf(each));
    }
    return found->second.count(company) > 0;
  }

 private:
  const World& world_;
  std::map<std::string, std::set<std::string>> of_;
};

// Whether any record behind the seat, the interest or who owns the two companies is synthetic.
bool IsSynthetic(const Register& known, const v1::DeclaredInterest& interest,
                 const v1::BoardSeat& seat) {
  return interest.synthetic() || seat.synthetic() || known.Synthetic(IdOf(interest.entity())) ||
         known.Synthetic(IdOf(seat.company()));
}

absl::StatusOr<v1::ConflictKind> KindOf(const v1::DeclaredInterest& interest,
                                        const v1::BoardSeat& seat, Subsidiaries& subsidiaries) {
  const std::string of_interest = IdOf(interest.entity());
  const std::string of_seat = IdOf(seat.company());
  if (of_interest == of_seat) {
    return interest.kind() == v1::INTEREST_KIND_BOARD_POSITION ? v1::CONFLICT_KIND_UNSPECIFIED
                                                               : v1::CONFLICT_KIND_SAME_COMPANY;
  }
  ASSIGN_OR_RETURN(const bool is_below, subsidiaries.Has(of_seat, of_interest));
  if (is_below) return v1::CONFLICT_KIND_SUBSIDIARY;
  ASSIGN_OR_RETURN(const bool is_above, subsidiaries.Has(of_interest, of_seat));
  return is_above ? v1::CONFLICT_KIND_PARENT : v1::CONFLICT_KIND_UNSPECIFIED;
}

// Seats in boards on the day, by member.
std::multimap<std::string, const v1::BoardSeat*> SeatsOn(const Register& known,
                                                         absl::CivilDay day) {
  std::multimap<std::string, const v1::BoardSeat*> seats;
  for (const v1::BoardSeat& seat : known.board_seats) {
    if (SitsIn(seat, v1::COMPANY_BODY_BOARD, day)) seats.emplace(seat.member(), &seat);
  }
  return seats;
}

}  // namespace

absl::StatusOr<std::map<std::string, v1::InterestConflict>> ConflictsOn(
    const World& world, const std::vector<v1::DeclaredInterest>& interests) {
  const Register& known = world.known();
  const absl::CivilDay day = world.day();
  Subsidiaries subsidiaries(world);
  const auto seats = SeatsOn(known, day);
  std::map<std::string, v1::InterestConflict> conflicts;
  for (const v1::DeclaredInterest& interest : interests) {
    const bool counts =
        !interest.entity().empty() &&
        Holds(true, interest.from_date(), interest.has_to_date(), interest.to_date(), day);
    if (!counts) continue;
    const auto [first, last] = seats.equal_range(interest.member());
    for (auto each = first; each != last; ++each) {
      const v1::BoardSeat& seat = *each->second;
      ASSIGN_OR_RETURN(const v1::ConflictKind kind, KindOf(interest, seat, subsidiaries));
      if (kind == v1::CONFLICT_KIND_UNSPECIFIED) continue;
      v1::InterestConflict& conflict =
          conflicts[absl::StrCat(IdOf(interest.name()), " ", IdOf(seat.name()))];
      *conflict.mutable_interest() = interest;
      conflict.set_board_seat(seat.name());
      conflict.set_company(seat.company());
      conflict.set_kind(kind);
      conflict.set_synthetic(IsSynthetic(known, interest, seat));
    }
  }
  return conflicts;
}

}  // namespace ett::ownership
