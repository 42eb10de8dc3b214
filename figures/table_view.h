#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "ett/figures/v1/figures.pb.h"
#include "figures/figure.h"
#include "figures/round.h"

namespace ett::figures {

const std::string& In(const Text& text, Language language);

// "1. januar 2020", "1 January 2020".
std::string PrintDay(absl::CivilDay day, Language language);

// "a, b og c".
std::string PrintList(const std::vector<std::string>& items, Language language);

// Reads a table by names instead of positions. The table must outlive the view.
class TableView {
 public:
  explicit TableView(const pb::Table& table);

  // The cell at these places; dimensions left out are at `total`. Null when there is none.
  const pb::Cell* Find(const std::string& metric, const std::string& period,
                       const std::map<std::string, std::string>& places = {}) const;

  // The categories of a dimension, in order, without the total.
  std::vector<pb::Category> Categories(absl::string_view dimension) const;

  // Null when the metric is not in the table.
  const pb::Metric* FindMetric(const std::string& key) const;

  const pb::Table& table() const { return table_; }

  // The value for people, with its decimals but without its unit; for a cell without value the
  // symbol of Statistics Norway: ":" confidential, ".." missing, "." not applicable, "–" when the
  // domain did not answer.
  std::string PrintCell(const std::string& metric, const pb::Cell& cell, Language language) const;

  // Decimals that the cell is printed with.
  int Decimals(const std::string& metric, const pb::Cell& cell) const;

 private:
  const pb::Table& table_;
};

}  // namespace ett::figures
