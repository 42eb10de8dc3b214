#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "json/plan.h"

namespace ett::json {

using FieldPath = std::vector<const FieldPlan*>;

enum class Through { kSingular, kRepeated };

// Where a path such as `building.year_built` or `building.yearBuilt` leads.
struct FoundPath {
  FieldPath fields;                     // that it leads through; empty when it leads nowhere
  const MessagePlan* inside = nullptr;  // the message that has the last field, or lacks it
};

// Below a map, and below what JSON does not write as an object of its fields, there is nothing;
// below a repeated field only where `through` lets it.
FoundPath FindPath(const MessagePlan& plan, absl::string_view path, Through through);

// A set of fields of one message type, at any depth: what a read mask shows, or what the path of a
// request has set. A field holds all that is below it. Refers to the plan.
class FieldTree {
 public:
  FieldTree() = default;
  // A field mask's paths; `*` is everything. INVALID_ARGUMENT names `field` for one that leads
  // nowhere.
  static absl::StatusOr<FieldTree> Of(const MessagePlan& plan,
                                      const std::vector<std::string>& paths,
                                      absl::string_view field);

  void Add(const FieldPath& path);

  bool whole() const { return whole_; }
  // What is in it at and below a field of this level; null for nothing.
  const FieldTree* Find(const FieldPlan& field) const;

 private:
  FieldTree& Below(const FieldPlan& field);

  int index_ = -1;  // of the field in its message
  bool whole_ = false;
  std::vector<FieldTree> below_;
};

}  // namespace ett::json
