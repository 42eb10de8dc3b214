#include "services/ownership/question.h"

#include <cmath>

#include "records/row.h"
#include "status/macros.h"

namespace ett::ownership {

using figures::Absent;
using figures::Category;
using figures::Entry;
using figures::Figure;
using figures::MakeText;
using figures::Period;
using figures::Value;

Category CategoryOf(const v1::Entity& company) {
  return {IdOf(company.name()), MakeText(company.display_name(), company.display_name())};
}

Figure NotApplicable() { return Absent{figures::pb::CELL_REASON_NOT_APPLICABLE, {}}; }

PeriodFigures ByCompany(const CompanyFigure& figure, const WholeFigure& whole) {
  return [=](const Question& asked) -> Entries {
    std::vector<Entry> entries;
    if (asked.query.dimensions.empty()) {
      ASSIGN_OR_RETURN(Figure total, whole(asked));
      return std::vector<Entry>{{asked.period, {}, std::move(total)}};
    }
    for (const auto& [id, company] : asked.known.entities) {
      if (!figures::Keeps(asked.query, "company", id)) continue;
      ASSIGN_OR_RETURN(std::optional<Figure> found, figure(asked, company));
      if (!found.has_value()) continue;
      entries.push_back({asked.period, {CategoryOf(company)}, *std::move(found)});
    }
    return entries;
  };
}

absl::StatusOr<Figure> NoTotal(const Question&) { return NotApplicable(); }

Value PercentOf(const Fraction& part, const Question& asked, bool synthetic) {
  Value value;
  value.value = part.Percent();
  value.status = asked.status;
  value.synthetic = synthetic;
  if (part.Percent() == std::floor(part.Percent())) value.decimals = 0;
  if (const auto percent = part.Times(Fraction(100, 1))) {
    value.exact = {percent->numerator(), percent->denominator()};
  }
  return value;
}

Value Count(std::int64_t count, const Question& asked, bool synthetic) {
  Value value;
  value.value = static_cast<double>(count);
  value.status = asked.status;
  value.record_count = count;
  value.synthetic = synthetic;
  return value;
}

bool InPeriod(const google::type::Date& date, const Period& period) {
  const absl::CivilDay day = records::LastDayOf(date);
  return period.first_day() <= day && day <= period.last_day();
}

}  // namespace ett::ownership
