#include "json/field_tree.h"

#include <algorithm>

#include "absl/strings/str_split.h"
#include "status/errors.h"

namespace ett::json {
namespace {

bool LeadsOn(const FieldPlan& field, Through through) {
  if (field.message == nullptr || field.map) return false;
  if (field.message->well_known() != WellKnown::kNone) return false;
  return !field.repeated || through == Through::kRepeated;
}

}  // namespace

FoundPath FindPath(const MessagePlan& plan, absl::string_view path, Through through) {
  FoundPath found{{}, &plan};
  for (const absl::string_view name : absl::StrSplit(path, '.')) {
    if (!found.fields.empty()) {
      const FieldPlan& last = *found.fields.back();
      if (!LeadsOn(last, through)) return {{}, found.inside};
      found.inside = last.message;
    }
    const FieldPlan* field = found.inside->FindByName(name);
    if (field == nullptr) return {{}, found.inside};
    found.fields.push_back(field);
  }
  return found;
}

absl::StatusOr<FieldTree> FieldTree::Of(const MessagePlan& plan,
                                        const std::vector<std::string>& paths,
                                        absl::string_view field) {
  FieldTree tree;
  for (const std::string& path : paths) {
    if (path == "*") {
      tree.whole_ = true;
      continue;
    }
    const FoundPath found = FindPath(plan, path, Through::kRepeated);
    if (found.fields.empty()) {
      return status::InvalidField(field, found.inside->Wanted(), path, "UNKNOWN_FIELD");
    }
    tree.Add(found.fields);
  }
  return tree;
}

void FieldTree::Add(const FieldPath& path) {
  FieldTree* tree = this;
  for (const FieldPlan* field : path) tree = &tree->Below(*field);
  tree->whole_ = true;
}

const FieldTree* FieldTree::Find(const FieldPlan& field) const {
  for (const FieldTree& tree : below_) {
    if (tree.index_ == field.index) return &tree;
  }
  return nullptr;
}

FieldTree& FieldTree::Below(const FieldPlan& field) {
  for (FieldTree& tree : below_) {
    if (tree.index_ == field.index) return tree;
  }
  below_.emplace_back();
  below_.back().index_ = field.index;
  return below_.back();
}

}  // namespace ett::json
