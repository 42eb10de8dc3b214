#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/ownership/bods_package_testing.h"
#include "services/ownership/bods_testing.h"

namespace ett::ownership::bods {

// A change of the package.
struct Change {
  std::string path;   // JSON Pointer from its root
  std::string value;  // JSON; empty: it is taken away
};

// A rule, what breaks it, and where the only problem that comes of it is told: where the first
// change is, unless another place is named.
struct Breach {
  Rule rule;
  std::vector<Change> changes;
  std::string at = {};
};

inline std::string Changed(const std::vector<Change>& changes) {
  nlohmann::json package = nlohmann::json::parse(kPackage);
  for (const auto& [path, value] : changes) {
    nlohmann::json step = {{"op", "remove"}, {"path", path}};
    const nlohmann::json::json_pointer pointer(path);
    if (!value.empty()) {
      const bool there = pointer.back() != "-" && package.contains(pointer);
      step["op"] = there ? "replace" : "add";
      step["value"] = nlohmann::json::parse(value);
    }
    package = package.patch(nlohmann::json::array({step}));
  }
  return package.dump();
}

inline void ExpectOnlyThat(const Breach& breach) {
  SCOPED_TRACE(absl::StrCat(std::string(IdOf(breach.rule)), " by ", breach.changes[0].path, " ",
                            breach.changes[0].value));
  const Reading reading = ReadBytes(Changed(breach.changes));
  ASSERT_TRUE(reading.status.ok()) << reading.status;
  ASSERT_EQ(reading.problems.size(), 1U) << testing::PrintToString(reading.problems);
  const Problem& problem = reading.problems[0];
  EXPECT_EQ(IdOf(problem.rule), IdOf(breach.rule));
  const std::string at = breach.at.empty() ? breach.changes[0].path : breach.at;
  EXPECT_EQ(absl::StrCat("/", problem.statement - 1, problem.path), at);
  EXPECT_FALSE(problem.wanted.empty());
  EXPECT_FALSE(problem.came.empty());
}

// That every rule from `first` to `last` is broken by one of `breaches`.
inline void ExpectAllBroken(const std::vector<Breach>& breaches, Rule first, Rule last) {
  std::set<Rule> broken;
  for (const Breach& breach : breaches) broken.insert(breach.rule);
  for (const RuleText& text : Rules()) {
    if (text.rule < first || text.rule > last) continue;
    EXPECT_TRUE(broken.contains(text.rule)) << std::string(text.id);
  }
}

}  // namespace ett::ownership::bods
