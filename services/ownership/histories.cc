#include "services/ownership/histories.h"

#include <algorithm>
#include <utility>

#include "records/judge.h"
#include "services/ownership/kinds.h"
#include "services/ownership/record_rows.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

using records::IdOf;

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
    case v1::SHARE_TRANSACTION_KIND_SPLIT:
      return Happening::kSplit;
    case v1::SHARE_TRANSACTION_KIND_MERGER:
      return Happening::kMerger;
    default:
      return Happening::kFounding;
  }
}

}  // namespace

Fraction ToFraction(const v1::Fraction& part) {
  return part.denominator() == 0 ? Fraction() : Fraction(part.numerator(), part.denominator());
}

Fraction PartOf(const v1::Stake& stake, bool of_liability) {
  return ToFraction(of_liability && stake.has_liability() ? stake.liability() : stake.ownership());
}

v1::Fraction FromFraction(const Fraction& part) {
  v1::Fraction fraction;
  fraction.set_numerator(part.numerator());
  fraction.set_denominator(part.denominator());
  return fraction;
}

Transaction ToTransaction(const v1::ShareTransaction& record) {
  Transaction transaction;
  transaction.day = records::LastDayOf(record.transaction_date());
  transaction.id = IdOf(record.name());
  transaction.kind = HappeningOf(record.kind());
  transaction.company = IdOf(record.company());
  transaction.from = record.from_owner();
  transaction.to = record.to_owner();
  transaction.share_class = IdOf(record.share_class());
  transaction.count = record.share_count();
  transaction.ratio_new = record.ratio().numerator();
  transaction.ratio_old = record.ratio().denominator();
  transaction.into = IdOf(record.into_company());
  transaction.into_class = IdOf(record.into_share_class());
  return transaction;
}

ShareClass ToShareClass(const v1::ShareClass& record) {
  return {IdOf(record.name()), record.votes_per_share(), record.nominal_value_ore()};
}

Company ToCompany(const v1::Entity& record) {
  Company company;
  company.id = IdOf(record.name());
  if (record.has_valid_from()) company.founded = records::FirstDayOf(record.valid_from());
  if (record.has_valid_to()) company.last_day = records::LastDayOf(record.valid_to());
  return company;
}

bool HasShares(v1::EntityForm form) {
  return form == v1::ENTITY_FORM_AS || form == v1::ENTITY_FORM_ASA ||
         form == v1::ENTITY_FORM_FOREIGN_COMPANY || form == v1::ENTITY_FORM_OTHER;
}

std::optional<Impossible> Histories::Check(const std::set<std::string>& of) const {
  // Mergers are rare: with one, everything is looked at.
  const bool merges = std::any_of(transactions.begin(), transactions.end(),
                                  [](const auto& each) { return !each.second.into.empty(); });
  const auto takes = [&](const std::string& company) { return merges || of.count(company) > 0; };
  Ledger ledger;
  for (const auto& [id, company] : companies) {
    if (takes(id)) ledger.Add(company);
  }
  for (const auto& [id, transaction] : transactions) {
    if (takes(transaction.company)) ledger.Add(transaction);
  }
  std::optional<Impossible> first;
  for (const std::string& company : ledger.companies()) {
    auto impossible = ledger.Check(company);
    if (impossible && (!first || impossible->day < first->day)) first = std::move(impossible);
  }
  return first;
}

absl::Status ForEachTransaction(sql::Session& session, const std::string& municipality,
                                std::int64_t known_at, std::set<std::string>& companies,
                                absl::FunctionRef<void(const v1::ShareTransaction&)> visit) {
  std::set<std::string> next = companies;
  while (!next.empty()) {
    const std::set<std::string> asked = std::exchange(next, {});
    const auto follow = [&](const v1::ShareTransaction& record) {
      for (const std::string& name : {record.company(), record.into_company()}) {
        if (!name.empty() && companies.insert(IdOf(name)).second) next.insert(IdOf(name));
      }
      visit(record);
    };
    for (const char* column : {"company", "into_company"}) {
      RETURN_IF_ERROR(ForEachRow<v1::ShareTransaction>(
          session, {ShareTransactionKind(), column, municipality, known_at}, asked, follow));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<Histories> LoadHistories(sql::Session& session, const std::string& municipality,
                                        std::set<std::string> companies) {
  Histories histories;
  RETURN_IF_ERROR(ForEachTransaction(
      session, municipality, kNow, companies, [&](const v1::ShareTransaction& record) {
        histories.transactions[IdOf(record.name())] = ToTransaction(record);
      }));
  RETURN_IF_ERROR(ForEachRow<v1::Entity>(session, {EntityKind(), "id", municipality}, companies,
                                         [&](const v1::Entity& record) {
                                           Company company = ToCompany(record);
                                           histories.companies[company.id] = company;
                                         }));
  RETURN_IF_ERROR(ForEachRow<v1::ShareClass>(
      session, {ShareClassKind(), "company", municipality}, companies,
      [&](const v1::ShareClass& record) {
        histories.companies[IdOf(record.company())].classes.push_back(ToShareClass(record));
      }));
  return histories;
}

absl::StatusOr<std::set<std::string>> CompaniesOf(sql::Session& session,
                                                  const std::string& municipality,
                                                  const std::vector<std::string>& transactions) {
  std::set<std::string> companies;
  RETURN_IF_ERROR(records::ForEachCurrent(session,
                                          {"company, into_company", "share_transaction", "id"},
                                          municipality, transactions, [&](const sql::Row& row) {
                                            for (const sql::Value& value : row) {
                                              if (!sql::IsNull(value) && !sql::Text(value).empty())
                                                companies.insert(sql::Text(value));
                                            }
                                            return absl::OkStatus();
                                          }));
  return companies;
}

}  // namespace ett::ownership
