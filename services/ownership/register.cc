#include "services/ownership/register.h"

#include <algorithm>

#include "records/row.h"
#include "services/ownership/kinds.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

Happening HappeningOf(v1::ShareTransactionKind kind) {
  switch (kind) {
    case v1::SHARE_TRANSACTION_KIND_ISSUE:
      return Happening::kIssue;
    case v1::SHARE_TRANSACTION_KIND_TRANSFER:
      return Happening::kTransfer;
    case v1::SHARE_TRANSACTION_KIND_BUY_OUT:
      return Happening::kBuyOut;
    case v1::SHARE_TRANSACTION_KIND_REDEMPTION:
      return Happening::kRedemption;
    default:
      return Happening::kFounding;
  }
}

Transaction ToTransaction(const v1::ShareTransaction& record) {
  return {records::LastDayOf(record.transaction_date()),
          record.name(),
          HappeningOf(record.kind()),
          record.from_owner(),
          record.to_owner(),
          record.share_count()};
}

// Whether something with these bounds, each perhaps unset, holds on a day.
bool Holds(bool has_first, const google::type::Date& first, bool has_last,
           const google::type::Date& last, absl::CivilDay day) {
  return (!has_first || records::FirstDayOf(first) <= day) &&
         (!has_last || day <= records::LastDayOf(last));
}

}  // namespace

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

absl::StatusOr<Register> Register::Load(records::Records& records, const std::string& municipality,
                                        std::int64_t known_at) {
  Register loaded;
  ASSIGN_OR_RETURN(loaded.companies_,
                   records.All<v1::Company>(CompanyKind(), municipality, known_at));
  ASSIGN_OR_RETURN(const auto transactions, records.All<v1::ShareTransaction>(
                                                ShareTransactionKind(), municipality, known_at));
  ASSIGN_OR_RETURN(const auto stakes, records.All<v1::Stake>(StakeKind(), municipality, known_at));
  ASSIGN_OR_RETURN(loaded.agreements_,
                   records.All<v1::Agreement>(AgreementKind(), municipality, known_at));
  ASSIGN_OR_RETURN(loaded.seats_,
                   records.All<v1::BoardSeat>(BoardSeatKind(), municipality, known_at));
  ASSIGN_OR_RETURN(loaded.trainings_,
                   records.All<v1::Training>(TrainingKind(), municipality, known_at));
  ASSIGN_OR_RETURN(const auto attendances, records.All<v1::TrainingAttendance>(
                                               TrainingAttendanceKind(), municipality, known_at));
  for (const v1::Company& each : loaded.companies_) {
    loaded.synthetic_[each.name()] = each.synthetic();
  }
  for (const v1::ShareTransaction& each : transactions) {
    loaded.transactions_[each.company()].push_back(ToTransaction(each));
    loaded.synthetic_[each.company()] |= each.synthetic();
  }
  for (const v1::Stake& each : stakes) {
    loaded.stakes_[each.company()].push_back(each);
    loaded.synthetic_[each.company()] |= each.synthetic();
  }
  for (const v1::TrainingAttendance& each : attendances) {
    loaded.attended_[each.training()].push_back(each.board_seat());
  }
  return loaded;
}

absl::StatusOr<Fraction> Register::ShareOf(const v1::Company& company, absl::CivilDay day) const {
  if (!Holds(company.has_valid_from(), company.valid_from(), company.has_valid_to(),
             company.valid_to(), day)) {
    return Fraction();
  }
  if (company.form() == v1::COMPANY_FORM_KF) return Fraction(1, 1);
  if (const auto found = stakes_.find(company.name()); found != stakes_.end()) {
    for (const v1::Stake& stake : found->second) {
      if (stake.owner() == kMunicipality &&
          Holds(true, stake.valid_from(), stake.has_valid_to(), stake.valid_to(), day)) {
        return Fraction(stake.numerator(), stake.denominator());
      }
    }
  }
  const auto found = transactions_.find(company.name());
  if (found == transactions_.end()) return Fraction();
  ASSIGN_OR_RETURN(const Holdings holdings, HoldingsOn(found->second, day));
  return holdings.PartOf(kMunicipality);
}

absl::StatusOr<Fraction> Register::BoughtOf(const v1::Company& company, absl::CivilDay first,
                                            absl::CivilDay last) const {
  const auto found = transactions_.find(company.name());
  if (found == transactions_.end()) return Fraction();
  return BoughtIn(found->second, kMunicipality, first, last);
}

bool Register::Synthetic(const v1::Company& company) const {
  const auto found = synthetic_.find(company.name());
  return found != synthetic_.end() && found->second;
}

absl::StatusOr<std::vector<v1::BoardSeat>> Register::MembersOn(absl::CivilDay day) const {
  std::vector<v1::BoardSeat> members;
  for (const v1::Company& company : companies_) {
    ASSIGN_OR_RETURN(const Fraction share, ShareOf(company, day));
    if (share == Fraction()) continue;
    for (const v1::BoardSeat& seat : seats_) {
      const bool counts = seat.company() == company.name() &&
                          seat.role() != v1::BOARD_ROLE_SUBSTITUTE &&
                          Holds(true, seat.from_date(), seat.has_to_date(), seat.to_date(), day);
      if (counts) members.push_back(seat);
    }
  }
  return members;
}

bool Register::Attended(const v1::Training& training, const v1::BoardSeat& seat) const {
  const auto found = attended_.find(training.name());
  return found != attended_.end() &&
         std::find(found->second.begin(), found->second.end(), seat.name()) != found->second.end();
}

}  // namespace ett::ownership
