#include "services/hr/domain/sick_leave.h"

#include <cstddef>

namespace ett::hr {
namespace {

// The parts between neighbouring ones of `edges`, each the first day of a part or the day after
// the last.
std::vector<Span> Parts(std::vector<Day> edges) {
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  std::vector<Span> parts;
  for (std::size_t i = 1; i < edges.size(); ++i) parts.push_back({edges[i - 1], edges[i] - 1});
  return parts;
}

void AddEdges(Span span, std::vector<Day>& edges) {
  if (span.empty()) return;
  edges.push_back(span.first);
  edges.push_back(span.last + 1);
}

double ShareOnLeave(const std::vector<LeaveStretch>& leaves, Day day) {
  for (const LeaveStretch& leave : leaves) {
    if (leave.span.Contains(day)) return leave.share;
  }
  return 0;
}

// For each of `absences`, which are in order of first day, the length of its case.
std::vector<int> CaseDays(const std::vector<Absence>& absences) {
  std::vector<int> days(absences.size());
  for (std::size_t first = 0; first < absences.size();) {
    Span whole = absences[first].span;
    std::size_t next = first + 1;
    for (; next < absences.size() && absences[next].span.first <= whole.last + 1; ++next) {
      whole.last = std::max(whole.last, absences[next].span.last);
    }
    for (; first < next; ++first) days[first] = whole.length();
  }
  return days;
}

// The one that the day counts in, or -1. Of equal degrees the first.
int Deciding(const std::vector<Absence>& absences, Day day) {
  int deciding = -1;
  for (std::size_t i = 0; i < absences.size(); ++i) {
    if (!absences[i].span.Contains(day)) continue;
    if (deciding < 0 || absences[i].degree > absences[deciding].degree) {
      deciding = static_cast<int>(i);
    }
  }
  return deciding;
}

}  // namespace

std::vector<LeaveStretch> LeaveStretches(const std::vector<Leave>& leaves) {
  std::vector<Day> edges;
  for (const Leave& leave : leaves) AddEdges(leave.span, edges);
  std::vector<LeaveStretch> stretches;
  for (const Span part : Parts(std::move(edges))) {
    double share = 0;
    for (const Leave& leave : leaves) {
      if (leave.span.Contains(part.first)) share += leave.degree;
    }
    if (share > 0) stretches.push_back({part, std::min(share, 1.0)});
  }
  return stretches;
}

std::vector<SickStretch> SickStretches(std::vector<Absence> absences,
                                       const std::vector<LeaveStretch>& leaves) {
  std::erase_if(absences, [](const Absence& absence) { return absence.span.empty(); });
  std::stable_sort(absences.begin(), absences.end(),
                   [](const Absence& a, const Absence& b) { return a.span.first < b.span.first; });
  const std::vector<int> case_days = CaseDays(absences);
  std::vector<Day> edges;
  for (const Absence& absence : absences) AddEdges(absence.span, edges);
  for (const LeaveStretch& leave : leaves) AddEdges(leave.span, edges);
  std::vector<SickStretch> stretches;
  for (const Span part : Parts(std::move(edges))) {
    const int deciding = Deciding(absences, part.first);
    if (deciding < 0) continue;
    const Absence& absence = absences[deciding];
    const double share = absence.degree * (1 - ShareOnLeave(leaves, part.first));
    if (share > 0) stretches.push_back({part, share, absence.self_certified, case_days[deciding]});
  }
  return stretches;
}

}  // namespace ett::hr
