#include "services/hr/domain/development.h"

#include <cmath>
#include <map>
#include <set>
#include <utility>

namespace ett::hr {

std::vector<Counted> TradeCertificates(const Snapshot& staff, Span period) {
  std::vector<Counted> counted(1);
  std::map<std::string, int> counts;
  std::map<std::string, std::set<int>> persons;
  std::set<int> all;
  for (const Certificate& certificate : staff.certificates) {
    int& count = counts[certificate.trade];
    if (!period.Contains(certificate.obtained)) continue;
    ++count;
    ++counted[0].count;
    persons[certificate.trade].insert(certificate.person);
    all.insert(certificate.person);
  }
  counted[0].persons = static_cast<int>(all.size());
  for (const auto& [trade, count] : counts) {
    counted.push_back({trade, count, static_cast<int>(persons[trade].size())});
  }
  return counted;
}

std::vector<Counted> CompletedGroups(const Snapshot& staff, Day day) {
  std::map<std::string, std::set<std::string>> groups;
  for (const CompletedGroup& group : staff.completed_groups) {
    auto& completed = groups[group.programme];
    if (group.completed <= day) completed.insert(group.group);
  }
  std::vector<Counted> counted(1);
  for (const auto& [programme, completed] : groups) {
    counted.push_back({programme, static_cast<int>(completed.size()), 0});
    counted[0].count += counted.back().count;
  }
  return counted;
}

const Target* TargetOf(const Snapshot& staff, const std::string& metric, int year) {
  for (const Target& target : staff.targets) {
    if (target.metric == metric && target.year == year) return &target;
  }
  return nullptr;
}

TargetStatus StatusOf(const Target& target, double printed, std::optional<double> before) {
  // Far finer than any printed figure, and coarser than the error of a double.
  constexpr double kSame = 1e-9;
  const double short_of = target.at_most ? printed - target.value : target.value - printed;
  if (short_of <= kSame) return TargetStatus::kReached;
  if (!before) return TargetStatus::kOffTrack;
  const bool nearer = short_of < std::abs(*before - target.value) - kSame;
  return nearer ? TargetStatus::kOnTrack : TargetStatus::kOffTrack;
}

}  // namespace ett::hr
