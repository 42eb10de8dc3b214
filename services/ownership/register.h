#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "ett/ownership/v1/agreement.pb.h"
#include "ett/ownership/v1/board.pb.h"
#include "ett/ownership/v1/ownership.pb.h"
#include "ett/ownership/v1/steering.pb.h"
#include "records/judge.h"
#include "records/known_cache.h"
#include "records/row.h"
#include "services/ownership/domain/ledger.h"

namespace ett::ownership {

using records::IdOf;

// Whether something with these bounds, each perhaps unset, holds on a day.
bool Holds(bool has_first, const google::type::Date& first, bool has_last,
           const google::type::Date& last, absl::CivilDay day);

// Of a record with `valid_from` and `valid_to`.
template <class T>
bool IsValidOn(const T& record, absl::CivilDay day) {
  return Holds(record.has_valid_from(), record.valid_from(), record.has_valid_to(),
               record.valid_to(), day);
}

// Whether a seat, a substitute's too, is held in a body on a day. One that names no body is in the
// board.
bool SitsIn(const v1::BoardSeat& seat, v1::CompanyBody body, absl::CivilDay day);

// Who owns a company on a day, and the shares that say so.
struct OwnershipOfDay {
  Division division;
  Holdings holdings;  // none of what is not owned by shares
};

// All that ownership knew of one municipality at one time. Companies, owners and agreements are
// told by id.
struct Register {
  std::map<std::string, v1::Entity> entities;
  std::map<std::string, v1::ShareTransaction> share_transactions;
  Ledger ledger;
  std::multimap<std::string, v1::Participation> participations;             // by company
  std::multimap<std::string, v1::RegisteredPosition> registered_positions;  // by company
  std::map<std::string, v1::Agreement> agreements;
  std::multimap<std::string, v1::AgreementStep> agreement_steps;  // by agreement
  std::vector<v1::BoardSeat> board_seats;
  std::map<std::string, v1::Training> trainings;
  std::map<std::string, std::set<std::string>> attended;  // by training, seats
  std::vector<v1::OwnerStrategy> owner_strategies;
  std::vector<v1::OwnerMeeting> owner_meetings;
  std::vector<v1::Dividend> dividends;
  std::vector<v1::Guarantee> guarantees;
  std::vector<v1::BookValue> book_values;
  std::vector<v1::CompanyResult> company_results;
  std::vector<v1::GovernanceDocument> governance_documents;

  // Null for what is not known.
  const v1::Entity* EntityOf(const std::string& id) const;
  const v1::Participation* ParticipationOn(const std::string& company, absl::CivilDay day) const;

  // Who owns a company at the end of a day: by shares, or by participation; a municipal enterprise
  // is the municipality's. Nobody before it began and after it ended. FAILED_PRECONDITION where its
  // transactions are impossible.
  absl::StatusOr<OwnershipOfDay> OwnershipOn(const std::string& company, absl::CivilDay day) const;
  absl::StatusOr<Division> DivisionOn(const std::string& company, absl::CivilDay day) const;
  // Who is liable for what of a company's debts; nobody but of an IKS.
  absl::StatusOr<Division> LiabilityOn(const std::string& company, absl::CivilDay day) const;
  // The municipality's part.
  absl::StatusOr<Fraction> ShareOf(const std::string& company, absl::CivilDay day) const;
  // Whether any record behind who owns the company is synthetic.
  bool Synthetic(const std::string& company) const;

  // Members of boards, without substitutes, in office on a day in companies that the municipality
  // has a part of.
  absl::StatusOr<std::vector<v1::BoardSeat>> MembersOn(absl::CivilDay day) const;
  bool Attended(const v1::Training& training, const v1::BoardSeat& seat) const;
  // Whether the member attended, in whatever seat.
  bool AttendedAs(const v1::Training& training, const std::string& member) const;
};

absl::StatusOr<Register> LoadRegister(records::Records& records, const std::string& municipality,
                                      std::int64_t known_at);

// Of one company, and of those that it merged with: all that its positions come of, and nothing
// else but the entities of `owners`. Time by the company's records, however many others there are.
absl::StatusOr<Register> LoadCompany(records::Records& records, const std::string& municipality,
                                     std::int64_t known_at, const std::string& company,
                                     const std::set<std::string>& owners);

// `records` must outlive it.
class RegisterCache : public records::KnownCache<Register> {
 public:
  explicit RegisterCache(records::Records& records);
};

}  // namespace ett::ownership
