#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "services/ownership/bods_json.h"
#include "services/ownership/bods_rule.h"

namespace ett::ownership::bods {

// What a statement breaks. No text in it holds a Norwegian birth number, nor what is only for the
// reader of a person's statement: identifiers, days of birth and death, addresses.
struct Problem {
  std::int64_t statement = 0;  // its number in the file, from 1
  std::string statement_id;    // empty for one without
  std::string path;            // JSON Pointer from the statement's root
  Rule rule;
  std::string wanted;
  std::string came;

  friend bool operator==(const Problem&, const Problem&) = default;
};

using OnProblem = std::function<void(const Problem&)>;

// Where a problem is told to stand.
struct Place {
  std::int64_t statement = 0;
  std::string statement_id = {};
  bool of_person = false;
};

// Takes problems, and leaves out of them what is not to be told.
class Findings {
 public:
  explicit Findings(OnProblem on_problem) : on_problem_(std::move(on_problem)) {}

  // Of which statement the next problems are, and that none is known.
  void Begin(Place place);
  const std::shared_ptr<const Place>& place() const { return place_; }
  // Whether the statement has no errors, as far as it was looked at.
  bool sound() const { return sound_; }

  void Add(Rule rule, absl::string_view path, absl::string_view wanted, absl::string_view came);
  // At `json`, which came.
  void Add(Rule rule, const Json& json, absl::string_view wanted);
  // Of an earlier statement.
  void AddAt(const Place& place, Rule rule, absl::string_view path, absl::string_view wanted,
             absl::string_view came);

 private:
  const OnProblem on_problem_;
  std::shared_ptr<const Place> place_ = std::make_shared<const Place>();
  bool sound_ = true;
};

// A value as a problem shows it: texts in quotes, cut at 60 characters; `nothing` for none.
std::string Shown(const Json& json);

}  // namespace ett::ownership::bods
