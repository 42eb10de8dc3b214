#include "absl/strings/str_cat.h"
#include "services/ownership/question.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

using figures::Absent;
using figures::Figure;
using figures::Footnote;
using figures::MakeText;

Figure DoesNotAddUp(const absl::Status& why) {
  return Absent{figures::pb::CELL_REASON_MISSING,
                MakeText("aksjetransaksjonene går ikke opp: " + std::string(why.message()),
                         "the share transactions do not add up: " + std::string(why.message()))};
}

// The municipality's part of the capital and the votes.
struct Parts {
  Fraction capital;
  Fraction votes;

  bool operator==(const Parts& other) const = default;
};

absl::StatusOr<Parts> PartsOn(const Question& asked, const std::string& company,
                              absl::CivilDay day) {
  ASSIGN_OR_RETURN(const Division division, asked.known.DivisionOn(company, day));
  return Parts{division.CapitalOf(kMunicipality), division.VotesOf(kMunicipality)};
}

// Whether the municipality's part is another than it was when the period began.
absl::StatusOr<bool> HasChanged(const Question& asked, const std::string& company) {
  ASSIGN_OR_RETURN(const Parts before, PartsOn(asked, company, asked.period.first_day() - 1));
  ASSIGN_OR_RETURN(const Parts after, PartsOn(asked, company, asked.period.last_day()));
  return !(before == after);
}

// What an IKS's parts rest on: the agreement that says so and the first day that it holds.
std::string SourceOf(const Question& asked, const std::string& company) {
  const v1::Participation* parts = asked.known.ParticipationOn(company, asked.period.last_day());
  if (parts == nullptr) return "";
  const std::string from = absl::FormatCivilTime(records::FirstDayOf(parts->valid_from()));
  if (parts->agreement().empty()) return absl::StrCat("participation from ", from);
  return absl::StrCat("participation from ", from, " by agreement ", IdOf(parts->agreement()));
}

Footnote NameNote(const std::string& name) { return {name, MakeText(name, name)}; }

// What happened to the company in the period: transactions, and participations that began.
std::vector<Footnote> Reasons(const Question& asked, const std::string& company) {
  std::vector<Footnote> reasons;
  for (const std::string& id : asked.known.ledger.TransactionsOf(company)) {
    const v1::ShareTransaction& transaction = asked.known.share_transactions.at(id);
    if (InPeriod(transaction.transaction_date(), asked.period)) {
      reasons.push_back(NameNote(transaction.name()));
    }
  }
  const auto [first, last] = asked.known.participations.equal_range(company);
  for (auto each = first; each != last; ++each) {
    if (asked.period.Contains(records::FirstDayOf(each->second.valid_from()))) {
      reasons.push_back(NameNote(each->second.name()));
    }
  }
  return reasons;
}

}  // namespace

absl::StatusOr<std::optional<Figure>> Share(const Question& asked, const v1::Entity& company) {
  const auto share = asked.known.ShareOf(IdOf(company.name()), asked.period.last_day());
  if (!share.ok()) return DoesNotAddUp(share.status());
  if (*share == Fraction()) return std::nullopt;
  figures::Value value = PercentOf(*share, asked, asked.known.Synthetic(IdOf(company.name())));
  value.source = SourceOf(asked, IdOf(company.name()));
  return value;
}

absl::StatusOr<std::optional<Figure>> Bought(const Question& asked, const v1::Entity& company) {
  const auto bought = BoughtIn(asked.known.ledger, IdOf(company.name()), kMunicipality,
                               asked.period.first_day(), asked.period.last_day());
  if (!bought.ok()) return DoesNotAddUp(bought.status());
  if (*bought == Fraction()) return std::nullopt;
  return PercentOf(*bought, asked, asked.known.Synthetic(IdOf(company.name())));
}

absl::StatusOr<std::optional<Figure>> Votes(const Question& asked, const v1::Entity& company) {
  const auto parts = PartsOn(asked, IdOf(company.name()), asked.period.last_day());
  if (!parts.ok()) return DoesNotAddUp(parts.status());
  if (parts->capital == Fraction()) return std::nullopt;
  return PercentOf(parts->votes, asked, asked.known.Synthetic(IdOf(company.name())));
}

absl::StatusOr<std::optional<Figure>> OwnershipChangesOf(const Question& asked,
                                                         const v1::Entity& company) {
  const std::string id = IdOf(company.name());
  const auto changed = HasChanged(asked, id);
  if (!changed.ok()) return DoesNotAddUp(changed.status());
  if (!*changed) return std::nullopt;
  figures::Value value = Count(1, asked, asked.known.Synthetic(id));
  value.footnotes = Reasons(asked, id);
  return value;
}

absl::StatusOr<Figure> OwnershipChanges(const Question& asked) {
  std::int64_t count = 0;
  bool synthetic = false;
  for (const auto& [id, company] : asked.known.entities) {
    ASSIGN_OR_RETURN(const bool changed, HasChanged(asked, id));
    if (!changed) continue;
    ++count;
    synthetic = synthetic || asked.known.Synthetic(id);
  }
  return Count(count, asked, synthetic);
}

absl::StatusOr<std::optional<Figure>> IksLiability(const Question& asked,
                                                   const v1::Entity& company) {
  ASSIGN_OR_RETURN(const Division division,
                   asked.known.LiabilityOn(IdOf(company.name()), asked.period.last_day()));
  const Fraction part = division.CapitalOf(kMunicipality);
  if (part == Fraction()) return std::nullopt;
  return PercentOf(part, asked, asked.known.Synthetic(IdOf(company.name())));
}

}  // namespace ett::ownership
