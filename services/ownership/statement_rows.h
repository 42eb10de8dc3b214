#pragma once

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "records/import.h"
#include "services/ownership/bods_statement.h"
#include "services/ownership/stated_entity.h"
#include "status/errors.h"

// What an import of statements decides at a time.
namespace ett::ownership {

// A statement that waits.
struct StatementRow {
  std::string where;
  std::size_t bytes = 0;
  std::string statement_id = {};
  std::optional<bods::Statement> told = std::nullopt;  // where it has no errors of its own
  std::optional<status::FieldError> error = std::nullopt;
  imports::v1::Verdict verdict = imports::v1::VERDICT_UNCHANGED;  // where it makes no record
  bool is_new = false;                                            // of an entity that there was not
};

// A row and what it makes.
using Maker = std::pair<StatementRow*, StatedEntity>;
using Placed = std::pair<StatementRow*, v1::RegisteredPosition>;

// The rows that an import of records is deciding, in the order that it got them.
struct Deciding {
  explicit Deciding(records::Records& records, const records::Kind& kind, bool validate_only)
      : import(
            records, kind,
            {.method = "ImportFile statements",
             .validate_only = validate_only,
             .rejected = [this](std::int64_t,
                                const status::FieldError& error) { rows.front()->error = error; },
             .decided =
                 [this](imports::v1::Verdict verdict) {
                   rows.front()->verdict = verdict;
                   rows.pop_front();
                 },
             .references_are_known = true}) {}

  absl::Status Take(StatementRow& row, std::unique_ptr<records::Message> record) {
    rows.push_back(&row);
    return import.Take(std::move(record), "");
  }

  std::deque<StatementRow*> rows;
  records::Import import;
};

// In rounds, each of which has a record once: two versions of a record are not written together.
template <class Item>
void SortByRound(std::vector<Item>& items, std::string (*id)(const Item&)) {
  std::map<std::string, int> seen;
  std::vector<std::pair<int, Item>> rounds;
  rounds.reserve(items.size());
  for (Item& each : items) {
    const int round = seen[id(each)]++;
    rounds.emplace_back(round, std::move(each));
  }
  std::stable_sort(rounds.begin(), rounds.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (std::size_t i = 0; i < items.size(); ++i) items[i] = std::move(rounds[i].second);
}

}  // namespace ett::ownership
