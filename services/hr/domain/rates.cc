#include "services/hr/domain/rates.h"

namespace ett::hr {
namespace {

double AgreedDays(const Employment& employment, Span inside) {
  double days = WorkDays(inside);
  for (const LeaveStretch& leave : employment.leave) {
    days -= leave.share * WorkDays(Intersect(leave.span, inside));
  }
  return days * employment.position;
}

template <typename Counts>
double SickDays(const Employment& employment, Span inside, Counts counts) {
  double days = 0;
  for (const SickStretch& sick : employment.sick) {
    if (counts(sick)) days += sick.share * WorkDays(Intersect(sick.span, inside));
  }
  return days * employment.position;
}

}  // namespace

std::vector<SickLeave> SickLeaveBy(const Snapshot& staff, const Grouping& grouping, Span period) {
  std::vector<SickLeave> cells(grouping.size());
  PersonCounter persons(grouping.size()), direct(grouping.size());
  for (std::size_t i = 0; i < staff.employments.size(); ++i) {
    const Employment& employment = staff.employments[i];
    const Span inside = Intersect(employment.span, period);
    const double agreed = AgreedDays(employment, inside);
    if (agreed <= 0) continue;
    const double sick = SickDays(employment, inside, [](const SickStretch&) { return true; });
    grouping.ForEachOf(i, [&](int category) {
      cells[category].agreed_days += agreed;
      cells[category].sick_days += sick;
      cells[category].behind.persons += persons.IsNew(category, employment.person);
    });
    const int own = grouping.own[i];
    cells[own].behind.direct_persons += direct.IsNew(own, employment.person);
  }
  return cells;
}

std::vector<SickLeave> SickLeaveSplitBy(const Snapshot& staff, const Grouping& grouping,
                                        int category, SickLeaveSplit split, Span period) {
  const auto is_so = [split](const SickStretch& sick) {
    return split == SickLeaveSplit::kSelfCertified ? sick.self_certified : sick.long_case;
  };
  std::vector<SickLeave> cells(3);
  PersonCounter persons(cells.size());
  for (std::size_t i = 0; i < staff.employments.size(); ++i) {
    if (!grouping.Has(category, i)) continue;
    const Employment& employment = staff.employments[i];
    const Span inside = Intersect(employment.span, period);
    const double agreed = AgreedDays(employment, inside);
    if (agreed <= 0) continue;
    cells[0].behind.persons += persons.IsNew(0, employment.person);
    for (const int half : {1, 2}) {
      const double sick = SickDays(employment, inside, [&](const SickStretch& stretch) {
        return is_so(stretch) == (half == 1);
      });
      cells[half].sick_days += sick;
      cells[0].sick_days += sick;
      if (sick > 0) cells[half].behind.persons += persons.IsNew(half, employment.person);
    }
    for (SickLeave& cell : cells) cell.agreed_days += agreed;
  }
  return cells;
}

}  // namespace ett::hr
