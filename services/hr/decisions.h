#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "sql/database.h"

namespace ett::hr {

// What was withheld newly in a month: by the cell's name, the persons that it was about.
using WithheldCells = std::map<std::string, int>;

// Whether a cell that was withheld earlier stays so: until it has changed by kFewestPersons persons
// or more.
bool StaysWithheld(const WithheldCells& earlier, const std::string& cell, std::int64_t persons);

// Of all that a decision depends on, in whatever order, and of the method by which it is made.
std::string FingerprintOfLines(const std::string& method, std::vector<std::string> lines);

// Decisions on what is withheld, kept: so that the same records give the same decision at any later
// time, after a restart and in another replica, and so that one on corrected records does not
// publish what an earlier one had to hide.
class Decisions {
 public:
  struct Month {
    std::string municipality;
    std::string scope;
    int year = 0;
    int month = 0;
  };

  // Told of each decision that is kept anew: how many cells it withholds newly.
  using Told = std::function<void(const std::string& scope, std::size_t withheld)>;

  explicit Decisions(sql::Database& database, Told told = nullptr)
      : database_(database), told_(std::move(told)) {}

  // That on records with this fingerprint.
  absl::StatusOr<std::optional<WithheldCells>> Find(const Month& month,
                                                    const std::string& fingerprint);
  // The years that anything was decided on.
  absl::StatusOr<std::set<int>> YearsOf(const std::string& municipality);
  // The latest; nothing withheld when there is none.
  absl::StatusOr<WithheldCells> FindLatest(const Month& month);
  // Keeps it, unless another replica was first; returns what is kept.
  absl::StatusOr<WithheldCells> Keep(const Month& month, const std::string& fingerprint,
                                     const WithheldCells& withheld);

 private:
  sql::Database& database_;
  const Told told_;
};

}  // namespace ett::hr
