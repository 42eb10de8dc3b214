#include "services/ownership/kinds.h"

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "ett/ownership/v1/agreement.pb.h"
#include "ett/ownership/v1/board.pb.h"
#include "ett/ownership/v1/ownership.pb.h"
#include "figures/organisation_number.h"
#include "services/ownership/checks.h"
#include "services/ownership/domain/transaction.h"

namespace ett::ownership {
namespace {

namespace pb = ::ett::ownership::v1;
using records::FieldErrors;
using records::Kind;

// Nothing, or this many characters of a kind.
void CheckCode(absl::string_view field, absl::string_view text, std::size_t size,
               bool (*is_one)(unsigned char), FieldErrors& errors) {
  const bool is_code = text.size() == size && std::all_of(text.begin(), text.end(), is_one);
  if (text.empty() || is_code) return;
  errors.Add(field, kMalformed,
             absl::StrCat(size, is_one == absl::ascii_isdigit ? " digits" : " capital letters"),
             text);
}

void CheckEntity(const pb::Entity& entity, FieldErrors& errors) {
  if (!entity.organisation_number().empty() &&
      !figures::OrganisationNumber::Parse(entity.organisation_number()).ok()) {
    errors.Add("organisation_number", kMalformed, "nine digits, the last a check digit",
               entity.organisation_number());
  }
  CheckCode("municipality_number", entity.municipality_number(), 4, absl::ascii_isdigit, errors);
  CheckCode("jurisdiction", entity.jurisdiction(), 2, absl::ascii_isupper, errors);
  if (entity.has_valid_from()) CheckValidity(entity, errors);
}

void CheckShareClass(const pb::ShareClass& share_class, FieldErrors& errors) {
  CheckRange("votes_per_share", share_class.votes_per_share(), 0, 1'000'000, errors);
  CheckRange("nominal_value_ore", share_class.nominal_value_ore(), 1, kMostOre, errors);
}

void CheckRatio(const pb::ShareTransaction& transaction, FieldErrors& errors) {
  const auto kind = transaction.kind();
  const bool splits = kind == pb::SHARE_TRANSACTION_KIND_SPLIT;
  const bool merges = kind == pb::SHARE_TRANSACTION_KIND_MERGER;
  const std::int64_t top = transaction.ratio().numerator();
  const std::int64_t bottom = transaction.ratio().denominator();
  constexpr std::int64_t kMost = 1'000'000'000;
  const bool is_ratio = top >= 1 && top <= kMost && bottom >= 1 && bottom <= kMost;
  const bool is_nothing = top == 0 && bottom == 0;
  const bool wrong = splits ? !is_ratio : merges ? !is_ratio && !is_nothing : !is_nothing;
  if (!wrong) return;
  errors.Add("ratio", kOutOfRange,
             splits   ? "new shares for old ones, each 1..1000000000"
             : merges ? "new shares for old ones, each 1..1000000000, or 0/0"
                      : "nothing for this kind",
             absl::StrCat(top, "/", bottom));
}

// What only mergers, or transactions of one class, may have.
void CheckPlaces(const pb::ShareTransaction& transaction, FieldErrors& errors) {
  const auto kind = transaction.kind();
  const bool merges = kind == pb::SHARE_TRANSACTION_KIND_MERGER;
  const auto nothing = [&](const char* field, const std::string& came) {
    if (!came.empty()) errors.Add(field, kMalformed, "nothing for this kind", came);
  };
  if (merges && transaction.into_company().empty()) {
    errors.Add("into_company", "REQUIRED", "the company that takes the other in", "nothing");
  }
  if (merges && transaction.into_company() == transaction.company()) {
    errors.Add("into_company", kMalformed, "another company", transaction.into_company());
  }
  if (!merges) nothing("into_company", transaction.into_company());
  if (!merges) nothing("into_share_class", transaction.into_share_class());
  if (merges || kind == pb::SHARE_TRANSACTION_KIND_BUY_OUT) {
    nothing("share_class", transaction.share_class());
  }
}

void CheckShareTransaction(const pb::ShareTransaction& transaction, FieldErrors& errors) {
  const auto kind = transaction.kind();
  const bool moves_none =
      kind == pb::SHARE_TRANSACTION_KIND_SPLIT || kind == pb::SHARE_TRANSACTION_KIND_MERGER;
  const bool creates =
      kind == pb::SHARE_TRANSACTION_KIND_FOUNDING || kind == pb::SHARE_TRANSACTION_KIND_ISSUE;
  CheckOwner("from_owner", transaction.from_owner(), !creates && !moves_none, errors);
  CheckOwner("to_owner", transaction.to_owner(),
             kind != pb::SHARE_TRANSACTION_KIND_REDEMPTION && !moves_none, errors);
  const bool uncounted = moves_none || kind == pb::SHARE_TRANSACTION_KIND_BUY_OUT;
  CheckRange("share_count", transaction.share_count(), uncounted ? 0 : 1,
             uncounted ? 0 : kMostShares, errors);
  if (!transaction.to_owner().empty() && transaction.to_owner() == transaction.from_owner()) {
    errors.Add("to_owner", kMalformed, "another owner", transaction.to_owner());
  }
  if (transaction.has_price_ore()) {
    CheckRange("price_ore", transaction.price_ore(), 0, kMostOre, errors);
  }
  CheckRatio(transaction, errors);
  CheckPlaces(transaction, errors);
}

void CheckAgreement(const pb::Agreement& agreement, FieldErrors& errors) {
  CheckValidity(agreement, errors);
  CheckRange("board_member_count", agreement.board_member_count(), 0, 1000, errors);
  CheckRange("representative_count", agreement.representative_count(), 0, 10'000, errors);
}

void CheckAgreementStep(const pb::AgreementStep& step, FieldErrors& errors) {
  if (!step.participant().empty()) CheckOwner("participant", step.participant(), true, errors);
}

void CheckBoardSeat(const pb::BoardSeat& seat, FieldErrors& errors) {
  CheckMember(seat.member(), errors);
  CheckOrder("to_date", seat.from_date(), seat.has_to_date(), seat.to_date(), errors);
  if (!seat.appointed_by().empty()) CheckOwner("appointed_by", seat.appointed_by(), true, errors);
  const bool steps_in = seat.role() == pb::BOARD_ROLE_SUBSTITUTE;
  CheckRange("substitute_order", seat.substitute_order(), 0, steps_in ? 1000 : 0, errors);
}

}  // namespace

const Kind& EntityKind() {
  static const Kind& kind = *new Kind(MakeOwnershipKind<pb::Entity>("entity", CheckEntity));
  return kind;
}

const Kind& ShareClassKind() {
  static const Kind& kind = *new Kind(MakeOwnershipKind<pb::ShareClass>(
      "share_class", CheckShareClass, {{"company", &EntityKind()}}));
  return kind;
}

const Kind& ShareTransactionKind() {
  static const Kind& kind =
      *new Kind(MakeOwnershipKind<pb::ShareTransaction>("share_transaction", CheckShareTransaction,
                                                        {{"company", &EntityKind()},
                                                         {"share_class", &ShareClassKind()},
                                                         {"into_company", &EntityKind()},
                                                         {"into_share_class", &ShareClassKind()}}));
  return kind;
}

const Kind& AgreementKind() {
  static const Kind& kind = *new Kind(
      MakeOwnershipKind<pb::Agreement>("agreement", CheckAgreement, {{"company", &EntityKind()}}));
  return kind;
}

const Kind& AgreementStepKind() {
  static const Kind& kind = *new Kind(MakeOwnershipKind<pb::AgreementStep>(
      "agreement_step", CheckAgreementStep, {{"agreement", &AgreementKind()}}));
  return kind;
}

const Kind& BoardSeatKind() {
  static const Kind& kind = *new Kind(
      MakeOwnershipKind<pb::BoardSeat>("board_seat", CheckBoardSeat, {{"company", &EntityKind()}}));
  return kind;
}

const Kind& TrainingKind() {
  static const Kind& kind = *new Kind(MakeOwnershipKind<pb::Training>("training", nullptr));
  return kind;
}

const Kind& TrainingAttendanceKind() {
  static const Kind& kind = *new Kind(MakeOwnershipKind<pb::TrainingAttendance>(
      "training_attendance", nullptr,
      {{"training", &TrainingKind()}, {"board_seat", &BoardSeatKind()}}));
  return kind;
}

std::vector<const Kind*> Kinds() {
  return {&EntityKind(),
          &ShareClassKind(),
          &ShareTransactionKind(),
          &AgreementKind(),
          &AgreementStepKind(),
          &ParticipationKind(),
          &RegisteredPositionKind(),
          &BoardSeatKind(),
          &TrainingKind(),
          &TrainingAttendanceKind(),
          &OwnerStrategyKind(),
          &OwnerMeetingKind(),
          &DividendKind(),
          &GuaranteeKind(),
          &BookValueKind(),
          &CompanyResultKind(),
          &GovernanceDocumentKind()};
}

}  // namespace ett::ownership
