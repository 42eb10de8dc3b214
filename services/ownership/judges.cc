#include "services/ownership/judges.h"

#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "ett/ownership/v1/agreement.pb.h"
#include "ett/ownership/v1/board.pb.h"
#include "ett/ownership/v1/steering.pb.h"
#include "records/overlap_judge.h"
#include "records/row.h"
#include "services/ownership/entity_facts.h"
#include "services/ownership/histories.h"
#include "services/ownership/kinds.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

using records::Candidate;
using records::HeldTime;
using records::Message;
using records::OverlapRule;
using status::FieldError;

template <class T>
const T& As(const Message& record) {
  return static_cast<const T&>(record);
}

// What one record says of entities: those that it names, and what is wrong with them.
struct EntityRule {
  std::set<std::string> (*named)(const Message&);
  std::optional<FieldError> (*error)(const Message&, const Entities&);
};

// Refuses by `rule`, then by another judge, which may be null.
class EntityRuleJudge final : public records::Judge {
 public:
  EntityRuleJudge(EntityRule rule, std::unique_ptr<records::Judge> then)
      : rule_(rule), then_(std::move(then)) {}

  absl::Status Decide(sql::Session& session, const std::string& municipality,
                      std::vector<Candidate>& batch) override {
    std::set<std::string> ids;
    for (const Candidate& each : batch) ids.merge(rule_.named(*each.record));
    ASSIGN_OR_RETURN(const Entities entities, LoadEntities(session, municipality, ids));
    for (Candidate& each : batch) {
      if (!each.error.has_value()) each.error = rule_.error(*each.record, entities);
    }
    return then_ == nullptr ? absl::OkStatus() : then_->Decide(session, municipality, batch);
  }

  void Remember(const std::vector<Candidate>& batch) override {
    if (then_ != nullptr) then_->Remember(batch);
  }
  std::size_t remembered() const override { return then_ == nullptr ? 0 : then_->remembered(); }

 private:
  const EntityRule rule_;
  const std::unique_ptr<records::Judge> then_;
};

template <class T>
std::set<std::string> CompanyOf(const Message& record) {
  return {records::IdOf(As<T>(record).company())};
}

// Whether the company of a record exists on the record's first day.
template <class T>
std::optional<FieldError> FirstDayError(const char* field, const T& record,
                                        const google::type::Date& first, const Entities& entities) {
  const auto company = entities.find(records::IdOf(record.company()));
  if (company == entities.end()) return std::nullopt;
  return DayError(field, records::LastDayOf(first), company->second.company);
}

constexpr EntityRule kParticipation = {
    [](const Message& record) {
      std::set<std::string> ids = CompanyOf<v1::Participation>(record);
      for (const v1::Stake& stake : As<v1::Participation>(record).stakes()) {
        ids.insert(stake.owner());
      }
      return ids;
    },
    [](const Message& record, const Entities& entities) -> std::optional<FieldError> {
      const auto& participation = As<v1::Participation>(record);
      const auto company = entities.find(records::IdOf(participation.company()));
      if (company != entities.end() && HasShares(company->second.form)) {
        return status::Refusal(
            "company", "HAS_SHARES", "a company without shares; others have share transactions",
            absl::StrCat(company->first, " of ", v1::EntityForm_Name(company->second.form)));
      }
      const bool ownerless =
          company != entities.end() && (company->second.form == v1::ENTITY_FORM_FOUNDATION ||
                                        company->second.form == v1::ENTITY_FORM_COOPERATION ||
                                        company->second.form == v1::ENTITY_FORM_PERSON);
      if (ownerless) {
        return status::Refusal(
            "company", "OWNED_BY_NOBODY", "a company that can be owned",
            absl::StrCat(company->first, " of ", v1::EntityForm_Name(company->second.form)));
      }
      int position = 0;
      for (const v1::Stake& stake : participation.stakes()) {
        const std::string field = absl::StrCat("stakes[", position++, "].owner");
        if (auto error = OwnerError(field, stake.owner(),
                                    records::FirstDayOf(participation.valid_from()), entities)) {
          return error;
        }
      }
      return FirstDayError("valid_from", participation, participation.valid_from(), entities);
    }};

constexpr EntityRule kAgreement = {
    CompanyOf<v1::Agreement>,
    [](const Message& record, const Entities& entities) -> std::optional<FieldError> {
      const auto& agreement = As<v1::Agreement>(record);
      const auto company = entities.find(records::IdOf(agreement.company()));
      if (company != entities.end() && company->second.form != v1::ENTITY_FORM_IKS) {
        return status::Refusal(
            "company", "NO_AGREEMENT", "an IKS",
            absl::StrCat(company->first, " of ", v1::EntityForm_Name(company->second.form)));
      }
      return FirstDayError("valid_from", agreement, agreement.valid_from(), entities);
    }};

constexpr EntityRule kAgreementStep = {
    [](const Message& record) {
      return std::set<std::string>{As<v1::AgreementStep>(record).participant()};
    },
    [](const Message& record, const Entities& entities) {
      return OwnerError("participant", As<v1::AgreementStep>(record).participant(), std::nullopt,
                        entities);
    }};

constexpr EntityRule kRegisteredPosition = {
    [](const Message& record) {
      return std::set<std::string>{As<v1::RegisteredPosition>(record).owner()};
    },
    [](const Message& record, const Entities& entities) {
      return OwnerError("owner", As<v1::RegisteredPosition>(record).owner(), std::nullopt,
                        entities);
    }};

constexpr EntityRule kBoardSeat = {
    CompanyOf<v1::BoardSeat>, [](const Message& record, const Entities& entities) {
      const auto& seat = As<v1::BoardSeat>(record);
      return FirstDayError("from_date", seat, seat.from_date(), entities);
    }};

template <class T>
HeldTime ValidityOf(const Message& message) {
  const auto& record = As<T>(message);
  return records::HeldDays(
      records::IdOf(record.company()), records::FirstDayOf(record.valid_from()),
      record.has_valid_to() ? records::LastDayOf(record.valid_to()) : records::kLastOfDays);
}

HeldTime ValidityOfRow(const sql::Row& row) {
  return records::HeldDays(
      sql::Text(row[1]), records::FirstDayOf(records::ParseDate(sql::Text(row[2]))),
      sql::IsNull(row[3]) ? records::kLastOfDays
                          : records::LastDayOf(records::ParseDate(sql::Text(row[3]))));
}

// Of a kind with a company and a validity: one at a time.
template <class T>
OverlapRule OneAtATime(const char* table, const char* wanted) {
  return {{"id, company, valid_from, valid_to", table, "company"},
          "valid_from",
          [](const Message& record) { return records::IdOf(As<T>(record).company()); },
          ValidityOf<T>,
          ValidityOfRow,
          wanted};
}

HeldTime HeldYear(const std::string& company, std::int64_t year) {
  return records::HeldDays(company, absl::CivilDay(year, 1, 1), absl::CivilDay(year, 12, 31));
}

// Of a kind with a company and a year: one a year.
template <class T>
std::unique_ptr<records::Judge> MakeYearJudge(const char* table) {
  return records::MakeOverlapJudge(
      {{"id, company, year", table, "company"},
       "year",
       [](const Message& record) { return records::IdOf(As<T>(record).company()); },
       [](const Message& record) {
         return HeldYear(records::IdOf(As<T>(record).company()), As<T>(record).year());
       },
       [](const sql::Row& row) { return HeldYear(sql::Text(row[1]), sql::Int(row[2])); },
       "a year of which nothing is kept of the company"});
}

}  // namespace

std::unique_ptr<records::Judge> MakeParticipationJudge() {
  return std::make_unique<EntityRuleJudge>(
      kParticipation,
      records::MakeOverlapJudge(OneAtATime<v1::Participation>(
          "participation", "days on which the company has no other participation")));
}

std::unique_ptr<records::Judge> MakeAgreementJudge() {
  return std::make_unique<EntityRuleJudge>(
      kAgreement, records::MakeOverlapJudge(OneAtATime<v1::Agreement>(
                      "agreement", "days on which the company has no other agreement")));
}

std::unique_ptr<records::Judge> MakeAgreementStepJudge() {
  return std::make_unique<EntityRuleJudge>(kAgreementStep, nullptr);
}

std::unique_ptr<records::Judge> MakeRegisteredPositionJudge() {
  return std::make_unique<EntityRuleJudge>(kRegisteredPosition, nullptr);
}

std::unique_ptr<records::Judge> MakeBoardSeatJudge() {
  return std::make_unique<EntityRuleJudge>(kBoardSeat, nullptr);
}

std::unique_ptr<records::Judge> MakeDividendJudge() {
  return MakeYearJudge<v1::Dividend>("dividend");
}

std::unique_ptr<records::Judge> MakeBookValueJudge() {
  return MakeYearJudge<v1::BookValue>("book_value");
}

std::unique_ptr<records::Judge> MakeCompanyResultJudge() {
  return MakeYearJudge<v1::CompanyResult>("company_result");
}

records::Judges MakeJudges() {
  return {{&EntityKind(), MakeEntityJudge},
          {&ShareClassKind(), MakeShareClassJudge},
          {&ShareTransactionKind(), MakeShareTransactionJudge},
          {&ParticipationKind(), MakeParticipationJudge},
          {&AgreementKind(), MakeAgreementJudge},
          {&AgreementStepKind(), MakeAgreementStepJudge},
          {&RegisteredPositionKind(), MakeRegisteredPositionJudge},
          {&BoardSeatKind(), MakeBoardSeatJudge},
          {&DividendKind(), MakeDividendJudge},
          {&BookValueKind(), MakeBookValueJudge},
          {&CompanyResultKind(), MakeCompanyResultJudge}};
}

}  // namespace ett::ownership
