#include "services/property/project_figures.h"

#include <functional>
#include <iterator>
#include <optional>

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

constexpr double kOreInKrone = 100;

bool InPeriod(bool given, const Date& date, const figures::Period& period) {
  return given && period.Contains(records::FirstDayOf(date)) &&
         period.Contains(records::LastDayOf(date));
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

struct Phase {
  const char* id;
  const char* nb;
  const char* en;
};
constexpr Phase kPhases[] = {{"idea", "Idé", "Idea"},
                             {"competition", "Konkurranse", "Competition"},
                             {"planning", "Planlegging", "Planning"},
                             {"construction", "Bygging", "Construction"},
                             {"completed", "Ferdigstilt", "Completed"},
                             {"cancelled", "Avlyst", "Cancelled"}};

// The last that was reached by the day; null for none.
const Phase* PhaseOn(const v1::Project& project, absl::CivilDay day) {
  const bool reached[] = {
      Reached(project.has_idea_date(), project.idea_date(), day),
      Reached(project.has_competition_date(), project.competition_date(), day),
      Reached(project.has_planning_date(), project.planning_date(), day),
      Reached(project.has_construction_date(), project.construction_date(), day),
      Reached(project.has_completed_date(), project.completed_date(), day),
      Reached(project.has_cancelled_date(), project.cancelled_date(), day)};
  const Phase* last = nullptr;
  for (std::size_t i = 0; i < std::size(kPhases); ++i) {
    if (reached[i]) last = &kPhases[i];
  }
  return last;
}

// Adds what `ore_of` finds of the projects under way.
Entries Money(const Question& asked,
              const std::function<std::optional<std::int64_t>(const v1::Project&)>& ore_of) {
  Tally tally(asked.query);
  const absl::CivilDay day = asked.period.last_day();
  for (const v1::Project& project : asked.known.projects) {
    const std::optional<std::int64_t> ore = ore_of(project);
    if (!ore || !Begun(project, day) || Ended(project, day)) continue;
    Cell* cell = tally.CellOf([&](const std::string&) { return ProjectCategory(project); });
    if (cell == nullptr) continue;
    cell->ore += *ore;
    ++cell->records;
    cell->synthetic |= project.synthetic();
  }
  return tally.Entries(asked.period, asked.status, [](const Cell& cell) -> Figure {
    return Value{static_cast<double>(cell.ore) / kOreInKrone};
  });
}

}  // namespace

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

Entries ProjectsByPhase(const Question& asked) {
  Tally tally(asked.query);
  const absl::CivilDay day = asked.period.last_day();
  for (const v1::Project& project : asked.known.projects) {
    const Phase* phase = PhaseOn(project, day);
    if (phase == nullptr || Ended(project, asked.period.first_day() - 1)) continue;
    Cell* cell = tally.CellOf([&](const std::string& dimension) {
      return dimension == "phase" ? Category{phase->id, MakeText(phase->nb, phase->en)}
                                  : ProjectCategory(project);
    });
    if (cell == nullptr) continue;
    ++cell->records;
    cell->synthetic |= project.synthetic();
  }
  return tally.Entries(asked.period, asked.status, [](const Cell& cell) -> Figure {
    return Value{static_cast<double>(cell.records)};
  });
}

Entries ProjectBudget(const Question& asked) {
  return Money(asked, [](const v1::Project& project) {
    return project.has_budget_ore() ? std::optional(project.budget_ore()) : std::nullopt;
  });
}

Entries ProjectForecast(const Question& asked) {
  return Money(asked, [](const v1::Project& project) {
    return project.has_forecast_ore() ? std::optional(project.forecast_ore()) : std::nullopt;
  });
}

}  // namespace ett::property
