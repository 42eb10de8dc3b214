#include "services/hr/domain/rates.h"

namespace ett::hr {
namespace {

double SickDays(const Employment& employment, Span period, const SickFilter& counts) {
  double days = 0;
  for (const SickStretch& sick : employment.sick) {
    if (counts && !counts(sick)) continue;
    const Span inside = Intersect(Intersect(sick.span, employment.span), period);
    if (!inside.empty()) days += sick.share * WorkDays(inside, employment.plan);
  }
  return days * WorkDayWeight(employment.plan) * employment.position;
}

}  // namespace

double AgreedDays(const Employment& employment, Span period) {
  const Span inside = Intersect(employment.span, period);
  if (inside.empty()) return 0;
  double days = WorkDays(inside, employment.plan);
  for (const LeaveStretch& leave : employment.leave) {
    days -= leave.share * WorkDays(Intersect(leave.span, inside), employment.plan);
  }
  return days * WorkDayWeight(employment.plan) * employment.position;
}

std::vector<SickLeave> SickLeaveBy(const Snapshot& staff, const Cells& cells, Span period,
                                   const SickFilter& counts) {
  std::vector<SickLeave> counted(cells.size());
  for (std::size_t i = 0; i < staff.employments.size(); ++i) {
    const Employment& employment = staff.employments[i];
    const double agreed = AgreedDays(employment, period);
    if (agreed <= 0) continue;
    const double sick = SickDays(employment, period, counts);
    cells.ForEachOf(i, [&](int cell) {
      counted[cell].agreed_days += agreed;
      counted[cell].sick_days += sick;
    });
  }
  return counted;
}

}  // namespace ett::hr
