#include "services/ownership/stated_position.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <tuple>

#include "records/row.h"
#include "services/ownership/bods_rule.h"
#include "services/ownership/domain/fraction.h"
#include "services/ownership/domain/transaction.h"
#include "services/ownership/histories.h"
#include "services/ownership/kinds.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

using bods::Interest;
using bods::InterestType;
using bods::Percentage;

// Of a percentage, so that the denominator of its part is one that parts may have.
constexpr int kMostDecimals = 13;

// A decimal between two parts, or exactly both.
struct Between {
  v1::Fraction least;
  v1::Fraction most;
  bool is_exact = true;
};

Between PartOf(const Percentage& percentage) {
  std::int64_t units = percentage.units();
  int decimals = percentage.decimals();
  Between between;
  for (; decimals > kMostDecimals; --decimals) {
    between.is_exact = between.is_exact && units % 10 == 0;
    units /= 10;
  }
  std::int64_t whole = 100;
  for (; decimals > 0; --decimals) whole *= 10;
  between.least = FromFraction(Fraction(units, whole));
  between.most = FromFraction(Fraction(between.is_exact ? units : units + 1, whole));
  return between;
}

void SetExact(const Percentage& exact, v1::RegisteredShare& registered) {
  const Between part = PartOf(exact);
  if (part.is_exact) {
    *registered.mutable_exact() = part.least;
    return;
  }
  *registered.mutable_minimum() = part.least;
  *registered.mutable_maximum() = part.most;
}

v1::RegisteredShare FromShare(const bods::Share& share) {
  v1::RegisteredShare registered;
  if (share.exact) SetExact(*share.exact, registered);
  if (const auto& minimum = share.exclusive_minimum ? share.exclusive_minimum : share.minimum) {
    const Between part = PartOf(*minimum);
    *registered.mutable_minimum() = part.least;
    registered.set_minimum_exclusive(share.exclusive_minimum.has_value() || !part.is_exact);
  }
  if (const auto& maximum = share.exclusive_maximum ? share.exclusive_maximum : share.maximum) {
    const Between part = PartOf(*maximum);
    *registered.mutable_maximum() = part.most;
    registered.set_maximum_exclusive(share.exclusive_maximum.has_value() || !part.is_exact);
  }
  return registered;
}

// Which of a type's interests is told: the greatest.
auto Rank(const Interest& interest) {
  return std::make_tuple(!interest.end_date.has_value(),
                         interest.start_date.value_or(absl::CivilDay::min()),
                         interest.directness != bods::Directness::kIndirect);
}

// The interest of this type whose share is told; null for none.
const Interest* Told(const std::vector<Interest>& interests, InterestType type) {
  const Interest* told = nullptr;
  for (const Interest& each : interests) {
    if (each.type != type || !each.share.has_value()) continue;
    if (told == nullptr || Rank(*told) < Rank(each)) told = &each;
  }
  return told;
}

void AddOthers(const std::vector<Interest>& interests, v1::RegisteredPosition& position) {
  for (const Interest& each : interests) {
    if (!each.type.has_value()) continue;
    const bool has_part = each.share.has_value() && (each.type == InterestType::kShareholding ||
                                                     each.type == InterestType::kVotingRights);
    if (has_part) continue;
    const absl::string_view code = bods::Text(*each.type);
    const auto& others = position.interests();
    if (std::find(others.begin(), others.end(), code) != others.end()) continue;
    position.add_interests(code.data(), code.size());
  }
}

// From when: of the interest that is told, else the first of all, else the statement's day.
absl::CivilDay FirstDay(const bods::Statement& statement, const std::vector<Interest>& interests,
                        const Interest* told) {
  if (told != nullptr && told->start_date) return *told->start_date;
  std::optional<absl::CivilDay> first;
  for (const Interest& each : interests) {
    if (each.start_date && (!first || *each.start_date < *first)) first = each.start_date;
  }
  return told == nullptr && first ? *first : statement.statement_date.day;
}

// The last day, where all interests have ended or the record is closed.
std::optional<absl::CivilDay> LastDay(const bods::Statement& statement,
                                      const std::vector<Interest>& interests) {
  std::optional<absl::CivilDay> end;
  bool all_ended = !interests.empty();
  for (const Interest& each : interests) {
    all_ended = all_ended && each.end_date.has_value();
    if (each.end_date) end = std::max(end.value_or(*each.end_date), *each.end_date);
  }
  if (all_ended) return *end - 1;
  if (statement.record_status != bods::RecordStatus::kClosed) return std::nullopt;
  return statement.statement_date.day - 1;
}

void SetSource(const bods::Statement& statement, v1::RegisteredPosition& position) {
  if (statement.publication) {
    const bods::Publication& publication = *statement.publication;
    position.set_register_(publication.publisher_name.empty() ? publication.publisher_url
                                                              : publication.publisher_name);
  }
  if (!statement.source) return;
  position.set_source(statement.source->url.empty() ? statement.source->description
                                                    : statement.source->url);
}

// Without name, company and owner.
v1::RegisteredPosition SaidOf(const bods::Statement& statement) {
  const auto& interests = std::get<bods::Relationship>(statement.record).interests;
  v1::RegisteredPosition position;
  SetSource(statement, position);
  position.set_register_record(statement.record_id);
  const Interest* capital = Told(interests, InterestType::kShareholding);
  const Interest* votes = Told(interests, InterestType::kVotingRights);
  if (capital != nullptr) *position.mutable_capital() = FromShare(*capital->share);
  if (votes != nullptr) *position.mutable_votes() = FromShare(*votes->share);
  AddOthers(interests, position);
  position.set_indirect(!interests.empty() &&
                        std::all_of(interests.begin(), interests.end(), [](const Interest& each) {
                          return each.directness == bods::Directness::kIndirect;
                        }));
  const absl::CivilDay first = FirstDay(statement, interests, capital != nullptr ? capital : votes);
  *position.mutable_register_date() = records::DateOf(first);
  if (const auto last = LastDay(statement, interests)) {
    *position.mutable_register_date_to() = records::DateOf(std::max(first, *last));
  }
  return position;
}

absl::StatusOr<std::string> CodeOf(const std::string& record_id, const char* field,
                                   bods::Rule unknown, const KnownRecords& known) {
  std::optional<std::string> code = known.CodeOf(record_id);
  if (code) return *std::move(code);
  return status::InvalidField(field, "a record that was taken in before", record_id,
                              bods::IdOf(unknown));
}

absl::StatusOr<std::string> CompanyOf(const bods::Relationship& relationship,
                                      const KnownRecords& known) {
  constexpr char kField[] = "/recordDetails/subject";
  std::string company = kOthers;
  if (const auto* subject = std::get_if<std::string>(&relationship.subject)) {
    ASSIGN_OR_RETURN(company, CodeOf(*subject, kField, bods::Rule::kSubjectMissing, known));
  }
  if (company != kMunicipality && company != kOthers) return company;
  return status::InvalidField(kField, "a company that is told", company, "NO_COMPANY");
}

absl::StatusOr<std::string> OwnerOf(const bods::Relationship& relationship,
                                    const KnownRecords& known) {
  const auto* party = std::get_if<std::string>(&relationship.interested_party);
  if (party == nullptr) return std::string(kOthers);
  return CodeOf(*party, "/recordDetails/interestedParty", bods::Rule::kInterestedPartyMissing,
                known);
}

}  // namespace

absl::StatusOr<v1::RegisteredPosition> StatedPositionOf(const bods::Statement& statement,
                                                        const std::string& municipality,
                                                        const KnownRecords& known) {
  const auto& relationship = std::get<bods::Relationship>(statement.record);
  ASSIGN_OR_RETURN(const std::string company, CompanyOf(relationship, known));
  ASSIGN_OR_RETURN(const std::string owner, OwnerOf(relationship, known));
  v1::RegisteredPosition position = SaidOf(statement);
  position.set_name(records::FormatName(RegisteredPositionKind(), municipality,
                                        IdOfRecordId(statement.record_id)));
  position.set_company(records::FormatName(EntityKind(), municipality, company));
  position.set_owner(owner);
  return position;
}

}  // namespace ett::ownership
