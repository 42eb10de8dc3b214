#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "figures/round.h"
#include "gateway/composition/report_definition.h"
#include "gateway/composition/report_figures.h"

namespace ett::composition {

// The year and the language of a report.
struct Voice {
  int year = 0;
  figures::Language language = figures::Language::kNb;
};

// What stands behind a piece of a report besides its values.
struct Evidence {
  bool synthetic = false;
  std::map<std::string, pb::Footnote> footnotes;  // by id

  void Add(const pb::Table& table, const pb::Cell& cell);
};

// A statement in words.
struct Sentence {
  std::string text;
  std::string markdown;  // the same, escaped
  Evidence evidence;
};

// Nothing when a figure that the statement needs has no value.
std::optional<Sentence> Say(const Statement& statement, const ReportFigures& figures,
                            const Voice& voice);

}  // namespace ett::composition
