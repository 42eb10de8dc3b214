#include "services/property/condition_figures.h"

#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "records/row.h"
#include "services/property/labels.h"

namespace ett::property {
namespace {

using figures::Absent;
using figures::Figure;
using figures::Value;

constexpr int kYearsOfACampaign = 4;
constexpr double kOreInKrone = 100;

constexpr v1::ConditionGrade kGrades[] = {v1::CONDITION_GRADE_TG0, v1::CONDITION_GRADE_TG1,
                                          v1::CONDITION_GRADE_TG2, v1::CONDITION_GRADE_TG3,
                                          v1::CONDITION_GRADE_TGIU};

using Component = std::pair<std::string, std::string>;  // building's name, component
using Latest = std::map<Component, const v1::ConditionSurvey*>;

Latest LatestSurveys(const Question& asked) {
  const absl::CivilDay last = asked.period.last_day();
  const absl::CivilDay before(last.year() - kYearsOfACampaign, last.month(), last.day());
  Latest latest;
  for (const v1::ConditionSurvey& survey : asked.known.condition_surveys) {
    const absl::CivilDay day = records::LastDayOf(survey.survey_date());
    if (day <= before || last < day) continue;
    const v1::ConditionSurvey*& newest = latest[{survey.building(), survey.component()}];
    if (newest == nullptr || records::LastDayOf(newest->survey_date()) <= day) newest = &survey;
  }
  return latest;
}

std::optional<int> NumberOf(v1::ConditionGrade grade) {
  if (grade == v1::CONDITION_GRADE_TGIU) return std::nullopt;
  return static_cast<int>(grade) - static_cast<int>(v1::CONDITION_GRADE_TG0);
}

bool IsBacklog(v1::ConditionGrade grade) {
  return grade == v1::CONDITION_GRADE_TG2 || grade == v1::CONDITION_GRADE_TG3;
}

Tally TallyOf(const Question& asked) {
  Tally tally(asked.query);
  const std::map<std::string, double> areas = OwnedAreas(asked);
  for (const auto& [component, survey] : LatestSurveys(asked)) {
    const v1::Building* building = asked.known.BuildingOf(component.first);
    const auto area = areas.find(component.first);
    if (building == nullptr || area == areas.end()) continue;
    const v1::ConditionSurvey& found = *survey;
    Add(asked, tally, {*building, {{"component", ComponentCategory(found.component())}}},
        [&, m2 = area->second](Cell& cell) {
          cell.components.push_back({m2, NumberOf(found.grade())});
          if (IsBacklog(found.grade())) cell.ore += found.lift_cost_ore();
          ++cell.records;
          cell.synthetic |= found.synthetic();
        });
  }
  return tally;
}

// Every grade has its cell, so that a share of none is 0 and not unknown.
void AddToGrades(const Question& asked, const v1::ConditionSurvey& survey, double m2,
                 Tally& tally) {
  const v1::Building* building = asked.known.BuildingOf(survey.building());
  if (building == nullptr) return;
  std::vector<v1::ConditionGrade> grades = {survey.grade()};
  if (tally.AskedBy("grade")) grades = {std::begin(kGrades), std::end(kGrades)};
  for (const v1::ConditionGrade grade : grades) {
    const bool own = grade == survey.grade();
    Add(asked, tally, {*building, {{"grade", GradeCategory(grade)}}}, [&](Cell& cell) {
      cell.base += m2;
      cell.amount += own ? m2 : 0;
      cell.records += own ? 1 : 0;
      cell.synthetic |= survey.synthetic();
    });
  }
}

Figure OrMissing(std::optional<double> number) {
  if (!number) return Absent{};
  return Value{*number};
}

}  // namespace

Entries ConditionSurveyCoverage(const Question& asked) {
  std::set<std::string> surveyed;
  for (const auto& [component, survey] : LatestSurveys(asked)) surveyed.insert(component.first);
  if (surveyed.empty()) return {};
  Tally tally(asked.query);
  for (const auto& [name, area] : OwnedAreas(asked)) {
    const v1::Building& building = *asked.known.BuildingOf(name);
    const bool counts = surveyed.contains(name);
    Add(asked, tally, {building}, [&, m2 = area](Cell& cell) {
      cell.base += m2;
      if (counts) {
        cell.amount += m2;
        ++cell.records;
      }
      cell.synthetic |= building.synthetic();
    });
  }
  return tally.Entries(asked.period, asked.status, [](const Cell& cell) -> Figure {
    return Value{100 * cell.amount / cell.base};
  });
}

Entries ConditionGradeMean(const Question& asked) {
  return TallyOf(asked).Entries(asked.period, asked.status, [](const Cell& cell) {
    return OrMissing(MeanGrade(cell.components));
  });
}

Entries ConditionNotInspectedShare(const Question& asked) {
  return TallyOf(asked).Entries(asked.period, asked.status, [](const Cell& cell) {
    return OrMissing(NotInspectedPercent(cell.components));
  });
}

Entries ConditionDistribution(const Question& asked) {
  Tally tally(asked.query);
  const std::map<std::string, double> areas = OwnedAreas(asked);
  for (const auto& [component, survey] : LatestSurveys(asked)) {
    const auto area = areas.find(component.first);
    if (area != areas.end()) AddToGrades(asked, *survey, area->second, tally);
  }
  return tally.Entries(asked.period, asked.status, [](const Cell& cell) -> Figure {
    return Value{100 * cell.amount / cell.base};
  });
}

Entries ConditionBacklog(const Question& asked) {
  return TallyOf(asked).Entries(asked.period, asked.status, [](const Cell& cell) -> Figure {
    return Value{static_cast<double>(cell.ore) / kOreInKrone};
  });
}

}  // namespace ett::property
