#include "services/hr/domain/testing/peer_tables.h"

#include <cstdint>
#include <fstream>
#include <map>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace ett::hr {

namespace {

using Rule = Publication::Rule;

// The cells that a line is in, by name: each once.
std::vector<std::string> NamesOf(const std::vector<std::string>& row, bool by_age) {
  std::vector<std::string> ages = {""};
  if (by_age) ages.push_back(row[4]);
  std::vector<std::string> names;
  for (const std::string& unit : {std::string(), row[0], row[1], row[2]}) {
    for (const std::string& sex : {std::string(), row[3]}) {
      for (const std::string& age : ages) names.push_back(absl::StrCat(unit, "|", sex, "|", age));
    }
  }
  return names;
}

Rule RuleOf(std::int64_t persons) {
  return persons > 0 && persons < 5 ? Rule::kSensitive : Rule::kOpen;
}

}  // namespace

// A line is: sector, department, unit, sex, age, persons.
std::optional<Publication> ReadPeerTable(const std::string& folder, const PeerTable& table) {
  std::ifstream file(folder + "/" + table.file);
  if (!file) return std::nullopt;
  Publication publication;
  AtomCounts counts;
  std::map<std::string, int> cells;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const std::vector<std::string> row = absl::StrSplit(line, ',');
    int persons = 0;
    if (row.size() != 6 || !absl::SimpleAtoi(row[5], &persons)) return std::nullopt;
    std::vector<int> of_atom;
    for (const std::string& name : NamesOf(row, table.by_age)) {
      const auto [cell, fresh] = cells.emplace(name, static_cast<int>(cells.size()));
      if (fresh) publication.weight.push_back(0);
      publication.weight[cell->second] += persons;
      of_atom.push_back(cell->second);
    }
    if (persons == 0) of_atom.clear();
    publication.cells_of.push_back(std::move(of_atom));
    counts.push_back(persons);
  }
  for (const std::int64_t persons : publication.weight) publication.rule.push_back(RuleOf(persons));
  publication.tables = {std::move(counts)};
  return publication;
}

}  // namespace ett::hr
