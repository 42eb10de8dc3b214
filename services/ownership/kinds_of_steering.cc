#include "ett/ownership/v1/steering.pb.h"
#include "services/ownership/checks.h"
#include "services/ownership/kinds.h"

namespace ett::ownership {
namespace {

namespace pb = ::ett::ownership::v1;
using records::FieldErrors;
using records::Kind;

constexpr std::int64_t kRecommendations = 21;

template <class T>
void CheckYear(const T& record, FieldErrors& errors) {
  CheckRange("year", record.year(), 1900, 2100, errors);
}

void CheckOwnerStrategy(const pb::OwnerStrategy& strategy, FieldErrors& errors) {
  CheckOrder("valid_to", strategy.adopted_date(), strategy.has_valid_to(), strategy.valid_to(),
             errors);
}

void CheckOwnerMeeting(const pb::OwnerMeeting& meeting, FieldErrors& errors) {
  if (meeting.has_called_date()) {
    CheckOrder("held_date", meeting.called_date(), true, meeting.held_date(), errors);
  }
}

void CheckDividend(const pb::Dividend& dividend, FieldErrors& errors) {
  CheckYear(dividend, errors);
  CheckRange("expected_ore", dividend.expected_ore(), 0, kMostOre, errors);
  CheckRange("paid_ore", dividend.paid_ore(), 0, kMostOre, errors);
}

void CheckGuarantee(const pb::Guarantee& guarantee, FieldErrors& errors) {
  CheckRange("amount_ore", guarantee.amount_ore(), 1, kMostOre, errors);
  CheckValidity(guarantee, errors);
}

void CheckBookValue(const pb::BookValue& value, FieldErrors& errors) {
  CheckYear(value, errors);
  CheckRange("value_ore", value.value_ore(), 0, kMostOre, errors);
}

void CheckCompanyResult(const pb::CompanyResult& result, FieldErrors& errors) {
  CheckYear(result, errors);
  CheckRange("revenue_ore", result.revenue_ore(), -kMostOre, kMostOre, errors);
  CheckRange("profit_ore", result.profit_ore(), -kMostOre, kMostOre, errors);
  CheckRange("equity_ore", result.equity_ore(), -kMostOre, kMostOre, errors);
  CheckRange("debt_ore", result.debt_ore(), 0, kMostOre, errors);
  if (!(result.full_time_equivalents() >= 0)) {
    errors.Add("full_time_equivalents", kOutOfRange, "0 or more", "less");
  }
}

void CheckGovernanceDocument(const pb::GovernanceDocument& document, FieldErrors& errors) {
  CheckRange("recommendation", document.recommendation(), 1, kRecommendations, errors);
  CheckOrder("valid_to", document.adopted_date(), document.has_valid_to(), document.valid_to(),
             errors);
}

// A kind of record about a company.
template <class T>
Kind MakeCompanyKind(const char* table, void (*check)(const T&, FieldErrors&)) {
  return MakeOwnershipKind<T>(table, check, {{"company", &EntityKind()}});
}

}  // namespace

const Kind& OwnerStrategyKind() {
  static const Kind& kind =
      *new Kind(MakeCompanyKind<pb::OwnerStrategy>("owner_strategy", CheckOwnerStrategy));
  return kind;
}

const Kind& OwnerMeetingKind() {
  static const Kind& kind =
      *new Kind(MakeCompanyKind<pb::OwnerMeeting>("owner_meeting", CheckOwnerMeeting));
  return kind;
}

const Kind& DividendKind() {
  static const Kind& kind = *new Kind(MakeCompanyKind<pb::Dividend>("dividend", CheckDividend));
  return kind;
}

const Kind& GuaranteeKind() {
  static const Kind& kind = *new Kind(MakeCompanyKind<pb::Guarantee>("guarantee", CheckGuarantee));
  return kind;
}

const Kind& BookValueKind() {
  static const Kind& kind = *new Kind(MakeCompanyKind<pb::BookValue>("book_value", CheckBookValue));
  return kind;
}

const Kind& CompanyResultKind() {
  static const Kind& kind =
      *new Kind(MakeCompanyKind<pb::CompanyResult>("company_result", CheckCompanyResult));
  return kind;
}

const Kind& GovernanceDocumentKind() {
  static const Kind& kind = *new Kind(
      MakeCompanyKind<pb::GovernanceDocument>("governance_document", CheckGovernanceDocument));
  return kind;
}

}  // namespace ett::ownership
