#include "services/ownership/kinds.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "ett/ownership/v1/ownership.pb.h"
#include "figures/organisation_number.h"
#include "records/row.h"

namespace ett::ownership {
namespace {

namespace pb = ::ett::ownership::v1;
using google::type::Date;
using records::FieldErrors;
using records::Kind;

constexpr char kOutOfRange[] = "OUT_OF_RANGE";
constexpr char kMalformed[] = "MALFORMED";
// More shares than any company has; sums of such counts fit 64 bits.
constexpr std::int64_t kMostShares = 1'000'000'000'000'000;

void CheckRange(absl::string_view field, std::int64_t value, std::int64_t least, std::int64_t most,
                FieldErrors& errors) {
  if (value < least || value > most) {
    errors.Add(field, kOutOfRange, absl::StrCat(least, "..", most), absl::StrCat(value));
  }
}

// Whether the last day, where there is one, is not before the first.
void CheckOrder(absl::string_view last_field, const Date& first, bool has_last, const Date& last,
                FieldErrors& errors) {
  if (!has_last || records::LastDayOf(last) >= records::FirstDayOf(first)) return;
  errors.Add(last_field, kOutOfRange, absl::StrCat(records::PrintDate(first), " or later"),
             records::PrintDate(last));
}

bool IsCode(absl::string_view text) {
  return !text.empty() && text.size() <= 63 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

void CheckOwner(absl::string_view field, absl::string_view owner, bool wanted,
                FieldErrors& errors) {
  if (!wanted && !owner.empty()) {
    errors.Add(field, kMalformed, "nobody for this kind of transaction", owner);
  }
  if (wanted && !IsCode(owner)) {
    errors.Add(field, kMalformed, "an owner: lower-case letters, digits and hyphens", owner);
  }
}

void CheckCompany(const pb::Company& company, FieldErrors& errors) {
  if (!company.organisation_number().empty() &&
      !figures::OrganisationNumber::Parse(company.organisation_number()).ok()) {
    errors.Add("organisation_number", kMalformed, "nine digits, the last a check digit",
               company.organisation_number());
  }
  if (company.has_valid_from()) {
    CheckOrder("valid_to", company.valid_from(), company.has_valid_to(), company.valid_to(),
               errors);
  }
}

void CheckShareTransaction(const pb::ShareTransaction& transaction, FieldErrors& errors) {
  const pb::ShareTransactionKind kind = transaction.kind();
  const bool creates =
      kind == pb::SHARE_TRANSACTION_KIND_FOUNDING || kind == pb::SHARE_TRANSACTION_KIND_ISSUE;
  CheckOwner("from_owner", transaction.from_owner(), !creates, errors);
  CheckOwner("to_owner", transaction.to_owner(), kind != pb::SHARE_TRANSACTION_KIND_REDEMPTION,
             errors);
  const bool all = kind == pb::SHARE_TRANSACTION_KIND_BUY_OUT;
  CheckRange("share_count", transaction.share_count(), all ? 0 : 1, all ? 0 : kMostShares, errors);
  if (!transaction.to_owner().empty() && transaction.to_owner() == transaction.from_owner()) {
    errors.Add("to_owner", kMalformed, "another owner", transaction.to_owner());
  }
  if (transaction.has_price_ore()) {
    CheckRange("price_ore", transaction.price_ore(), 0, kMostShares, errors);
  }
}

void CheckStake(const pb::Stake& stake, FieldErrors& errors) {
  CheckOwner("owner", stake.owner(), true, errors);
  CheckRange("denominator", stake.denominator(), 1, kMostShares, errors);
  CheckRange("numerator", stake.numerator(), 1, std::max<std::int64_t>(1, stake.denominator()),
             errors);
  CheckOrder("valid_to", stake.valid_from(), stake.has_valid_to(), stake.valid_to(), errors);
}

void CheckAgreement(const pb::Agreement& agreement, FieldErrors& errors) {
  CheckOrder("valid_to", agreement.valid_from(), agreement.has_valid_to(), agreement.valid_to(),
             errors);
  if (agreement.has_put_forward_date()) {
    CheckOrder("adopted_date", agreement.put_forward_date(), agreement.has_adopted_date(),
               agreement.adopted_date(), errors);
  }
}

void CheckBoardSeat(const pb::BoardSeat& seat, FieldErrors& errors) {
  if (!seat.member().empty() && !IsCode(seat.member())) {
    errors.Add("member", "PERSONAL_DATA", "a pseudonym: lower-case letters, digits and hyphens",
               "…");
  }
  CheckOrder("to_date", seat.from_date(), seat.has_to_date(), seat.to_date(), errors);
}

}  // namespace

const Kind& CompanyKind() {
  static const Kind& kind = *new Kind(records::MakeKind<pb::Company>("company", CheckCompany));
  return kind;
}

const Kind& ShareTransactionKind() {
  static const Kind& kind = *new Kind(records::MakeKind<pb::ShareTransaction>(
      "share_transaction", CheckShareTransaction, {{"company", &CompanyKind()}}));
  return kind;
}

const Kind& StakeKind() {
  static const Kind& kind =
      *new Kind(records::MakeKind<pb::Stake>("stake", CheckStake, {{"company", &CompanyKind()}}));
  return kind;
}

const Kind& AgreementKind() {
  static const Kind& kind = *new Kind(
      records::MakeKind<pb::Agreement>("agreement", CheckAgreement, {{"company", &CompanyKind()}}));
  return kind;
}

const Kind& BoardSeatKind() {
  static const Kind& kind = *new Kind(records::MakeKind<pb::BoardSeat>(
      "board_seat", CheckBoardSeat, {{"company", &CompanyKind()}}));
  return kind;
}

const Kind& TrainingKind() {
  static const Kind& kind = *new Kind(records::MakeKind<pb::Training>("training", nullptr));
  return kind;
}

const Kind& TrainingAttendanceKind() {
  static const Kind& kind = *new Kind(records::MakeKind<pb::TrainingAttendance>(
      "training_attendance", nullptr,
      {{"training", &TrainingKind()}, {"board_seat", &BoardSeatKind()}}));
  return kind;
}

std::vector<const Kind*> Kinds() {
  return {&CompanyKind(),           &ShareTransactionKind(), &StakeKind(),
          &AgreementKind(),         &BoardSeatKind(),        &TrainingKind(),
          &TrainingAttendanceKind()};
}

}  // namespace ett::ownership
