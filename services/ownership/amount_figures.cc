#include <map>
#include <optional>
#include <set>
#include <utility>

#include "services/ownership/owned_companies.h"
#include "services/ownership/question.h"
#include "status/macros.h"

// Amounts of money, by company: kroner, of what is kept in øre.
namespace ett::ownership {
namespace {

using figures::Absent;
using figures::Entry;
using figures::Figure;
using figures::Period;
using figures::Value;

constexpr double kOrePerKrone = 100;

struct Amount {
  double ore = 0;
  std::int64_t records = 0;
  bool synthetic = false;

  void Add(double more_ore, bool is_synthetic) {
    ore += more_ore;
    ++records;
    synthetic = synthetic || is_synthetic;
  }
  void operator+=(const Amount& other) {
    ore += other.ore;
    records += other.records;
    synthetic = synthetic || other.synthetic;
  }
};
using Amounts = std::map<std::string, Amount>;  // by company

Value ToValue(const Amount& amount, const Question& asked) {
  Value value{amount.ore / kOrePerKrone};
  value.status = asked.status;
  value.record_count = amount.records;
  value.synthetic = amount.synthetic;
  return value;
}

// How many of the companies that should have an amount have one; nothing where none should.
std::optional<double> CoverageOf(const std::set<std::string>& expected, const Amounts& amounts) {
  if (expected.empty()) return std::nullopt;
  std::size_t have = 0;
  for (const std::string& id : expected) have += amounts.count(id);
  return static_cast<double>(have) / static_cast<double>(expected.size());
}

Figure TotalOf(const Question& asked, const Amounts& amounts,
               const std::optional<std::set<std::string>>& expected) {
  Amount total;
  for (const auto& [id, amount] : amounts) total += amount;
  const bool none_told = amounts.empty() && expected && !expected->empty();
  if (none_told) return Absent{figures::pb::CELL_REASON_MISSING};
  Value value = ToValue(total, asked);
  if (expected) value.coverage = CoverageOf(*expected, amounts);
  return value;
}

// One entry for each company, or their sum. `expected` are the companies that should have an
// amount, where that is known.
Entries EntriesOf(const Question& asked, const Amounts& amounts,
                  const std::optional<std::set<std::string>>& expected) {
  if (asked.query.dimensions.empty()) {
    return std::vector<Entry>{{asked.period, {}, TotalOf(asked, amounts, expected)}};
  }
  std::vector<Entry> entries;
  for (const auto& [id, amount] : amounts) {
    const v1::Entity* company = asked.known.EntityOf(id);
    if (company == nullptr || !figures::Keeps(asked.query, "company", id)) continue;
    entries.push_back({asked.period, {CategoryOf(*company)}, ToValue(amount, asked)});
  }
  return entries;
}

absl::StatusOr<std::set<std::string>> Owned(const Question& asked) {
  ASSIGN_OR_RETURN(const auto owned, OwnedCompanies(asked.known, asked.period.last_day()));
  return std::set<std::string>(owned.begin(), owned.end());
}

// What accounts of a year tell of a period: of flows, a whole year alone; of what is there at the
// end of a year, any period that ends with it.
bool TellsOf(const Period& period, bool is_flow) {
  return is_flow ? period.kind() == Period::Kind::kYear : period.last_day().month() == 12;
}

Entries Inapplicable(const Question& asked) {
  if (!asked.query.dimensions.empty()) return std::vector<Entry>();
  return std::vector<Entry>{{asked.period, {}, NotApplicable()}};
}

// The amounts of records of the period's year; `ore` is nothing for a record that does not tell
// one.
template <class T, class Ore>
Amounts OfYear(const std::vector<T>& records, const Question& asked, Ore ore) {
  Amounts amounts;
  for (const T& record : records) {
    if (record.year() != asked.period.year()) continue;
    const std::optional<std::int64_t> told = ore(record);
    if (told) {
      amounts[IdOf(record.company())].Add(static_cast<double>(*told), record.synthetic());
    }
  }
  return amounts;
}

using ResultField = std::optional<std::int64_t> (*)(const v1::CompanyResult&);

Entries Result(const Question& asked, bool is_flow, ResultField field) {
  if (!TellsOf(asked.period, is_flow)) return Inapplicable(asked);
  ASSIGN_OR_RETURN(const auto owned, Owned(asked));
  return EntriesOf(asked, OfYear(asked.known.company_results, asked, field), owned);
}

using DividendField = std::optional<std::int64_t> (*)(const v1::Dividend&);

Entries OfDividends(const Question& asked, DividendField field) {
  if (!TellsOf(asked.period, /*is_flow=*/true)) return Inapplicable(asked);
  ASSIGN_OR_RETURN(const auto owned, Owned(asked));
  return EntriesOf(asked, OfYear(asked.known.dividends, asked, field), owned);
}

Entries OfGuarantees(const Question& asked, v1::GuaranteeKind kind) {
  Amounts amounts;
  for (const v1::Guarantee& guarantee : asked.known.guarantees) {
    const bool counts = guarantee.kind() == kind && IsValidOn(guarantee, asked.period.last_day());
    if (!counts) continue;
    amounts[IdOf(guarantee.company())].Add(static_cast<double>(guarantee.amount_ore()),
                                           guarantee.synthetic());
  }
  return EntriesOf(asked, amounts, std::nullopt);
}

std::optional<std::int64_t> DebtOf(const v1::CompanyResult& result) {
  if (!result.has_debt_ore()) return std::nullopt;
  return result.debt_ore();
}

}  // namespace

Entries BookValues(const Question& asked) {
  if (!TellsOf(asked.period, /*is_flow=*/false)) return Inapplicable(asked);
  ASSIGN_OR_RETURN(const auto owned, Owned(asked));
  const auto value = [](const v1::BookValue& each) { return std::optional(each.value_ore()); };
  return EntriesOf(asked, OfYear(asked.known.book_values, asked, value), owned);
}

Entries Dividends(const Question& asked) {
  return OfDividends(asked, [](const v1::Dividend& each) {
    return each.has_paid_ore() ? std::optional<std::int64_t>(each.paid_ore()) : std::nullopt;
  });
}

Entries DividendsExpected(const Question& asked) {
  return OfDividends(asked, [](const v1::Dividend& each) {
    return each.has_expected_ore() ? std::optional<std::int64_t>(each.expected_ore())
                                   : std::nullopt;
  });
}

Entries Guarantees(const Question& asked) {
  return OfGuarantees(asked, v1::GUARANTEE_KIND_GUARANTEE);
}

Entries Loans(const Question& asked) { return OfGuarantees(asked, v1::GUARANTEE_KIND_LOAN); }

Entries CompanyRevenue(const Question& asked) {
  return Result(asked, /*is_flow=*/true, [](const v1::CompanyResult& each) {
    return each.has_revenue_ore() ? std::optional<std::int64_t>(each.revenue_ore()) : std::nullopt;
  });
}

Entries CompanyProfit(const Question& asked) {
  return Result(asked, /*is_flow=*/true, [](const v1::CompanyResult& each) {
    return each.has_profit_ore() ? std::optional<std::int64_t>(each.profit_ore()) : std::nullopt;
  });
}

Entries CompanyEquity(const Question& asked) {
  return Result(asked, /*is_flow=*/false, [](const v1::CompanyResult& each) {
    return each.has_equity_ore() ? std::optional<std::int64_t>(each.equity_ore()) : std::nullopt;
  });
}

Entries IksLiabilityAmount(const Question& asked) {
  if (!TellsOf(asked.period, /*is_flow=*/false)) return Inapplicable(asked);
  Amounts amounts;
  std::set<std::string> liable;
  const Amounts debts = OfYear(asked.known.company_results, asked, DebtOf);
  for (const auto& [id, company] : asked.known.entities) {
    ASSIGN_OR_RETURN(const Division division, asked.known.LiabilityOn(id, asked.period.last_day()));
    const Fraction part = division.CapitalOf(kMunicipality);
    if (part == Fraction()) continue;
    liable.insert(id);
    const auto debt = debts.find(id);
    if (debt == debts.end()) continue;
    const double ore = debt->second.ore * static_cast<double>(part.numerator()) /
                       static_cast<double>(part.denominator());
    amounts[id].Add(ore, debt->second.synthetic || asked.known.Synthetic(id));
  }
  return EntriesOf(asked, amounts, liable);
}

}  // namespace ett::ownership
