#include "services/property/project_figures.h"

#include <functional>

#include "records/row.h"
#include "services/property/labels.h"
#include "services/property/tally.h"

namespace ett::property {
namespace {

using figures::Absent;
using figures::Category;
using figures::Figure;
using figures::MakeText;
using figures::Value;
using google::type::Date;

bool InPeriod(bool given, const Date& date, const figures::Period& period) {
  return given && period.Contains(records::FirstDayOf(date)) &&
         period.Contains(records::LastDayOf(date));
}

bool Reached(bool given, const Date& date, absl::CivilDay day) {
  return given && records::LastDayOf(date) <= day;
}

bool Begun(const v1::Project& project, absl::CivilDay day) {
  return Reached(project.has_idea_date(), project.idea_date(), day) ||
         Reached(project.has_competition_date(), project.competition_date(), day) ||
         Reached(project.has_planning_date(), project.planning_date(), day) ||
         Reached(project.has_construction_date(), project.construction_date(), day);
}

bool Ended(const v1::Project& project, absl::CivilDay day) {
  return Reached(project.has_completed_date(), project.completed_date(), day) ||
         Reached(project.has_cancelled_date(), project.cancelled_date(), day);
}

Entries CountProjects(const Question& asked, const std::function<bool(const v1::Project&)>& which) {
  Tally tally(asked.query);
  for (const v1::Project& project : asked.known.projects) {
    if (!which(project)) continue;
    Cell* cell = tally.CellOf([&](const std::string&) { return ProjectCategory(project); });
    if (cell == nullptr) continue;
    ++cell->records;
    cell->synthetic |= project.synthetic();
  }
  return tally.Entries(asked.period, asked.status, [](const Cell& cell) -> Figure {
    return Value{static_cast<double>(cell.records)};
  });
}

}  // namespace

Entries ProjectsCompleted(const Question& asked) {
  return CountProjects(asked, [&](const v1::Project& project) {
    return InPeriod(project.has_completed_date(), project.completed_date(), asked.period);
  });
}

Entries ProjectsUnderWay(const Question& asked) {
  const absl::CivilDay day = asked.period.last_day();
  return CountProjects(asked, [&](const v1::Project& project) {
    return Begun(project, day) && !Ended(project, day);
  });
}

Entries DesignCompetitionsHeld(const Question& asked) {
  return CountProjects(asked, [&](const v1::Project& project) {
    return InPeriod(project.has_competition_date(), project.competition_date(), asked.period);
  });
}

Entries ProjectAmbitions(const Question& asked) {
  if (asked.query.dimensions.empty()) {
    return {{asked.period, {}, Absent{figures::pb::CELL_REASON_NOT_APPLICABLE, {}}}};
  }
  Entries entries;
  for (const v1::Project& project : asked.known.projects) {
    const Category category = ProjectCategory(project);
    if (project.ambitions_nb().empty() || !Begun(project, asked.period.last_day()) ||
        !figures::Keeps(asked.query, "project", category.id)) {
      continue;
    }
    const std::string& en = project.ambitions_en();
    Value value{MakeText(project.ambitions_nb(), en.empty() ? project.ambitions_nb() : en)};
    value.status = asked.status;
    value.synthetic = project.synthetic();
    entries.push_back({asked.period, {category}, std::move(value)});
  }
  return entries;
}

Entries GreenLoansQualified(const Question& asked) {
  Tally tally(asked.query);
  for (const v1::GreenLoanQualification& loan : asked.known.green_loan_qualifications) {
    if (!InPeriod(true, loan.qualified_date(), asked.period)) continue;
    Cell* cell = tally.CellOf([&](const std::string&) { return LenderCategory(loan.lender()); });
    if (cell == nullptr) continue;
    ++cell->records;
    cell->synthetic |= loan.synthetic();
  }
  return tally.Entries(asked.period, asked.status, [](const Cell& cell) -> Figure {
    return Value{static_cast<double>(cell.records)};
  });
}

}  // namespace ett::property
