#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "json/field_tree.h"
#include "json/plan.h"

namespace ett::json {

// Fields of one message that are given as text, such as the variables of a path or the parameters
// of a query: `building.year_built` is `1970`. To be appended to the wire of the rest.
class TextFields {
 public:
  // `plan` outlives this.
  explicit TextFields(const MessagePlan& plan) : plan_(&plan) {}

  // What a body may say of a field that is said beside it.
  enum class InBody { kTheSame, kAnything };

  // `path` has names of the contract or of JSON. A repeated field takes one value after the other.
  // Numbers, truth values, bytes and times are as JSON says them, without quotes; enums are names
  // or numbers; wrappers are what they wrap; the paths of a FieldMask may be in either case.
  //
  // INVALID_ARGUMENT, field `path`, with the reasons UNKNOWN_PARAMETER; REPEATED_PARAMETER for a
  // second value of a singular field; NOT_A_VALUE for maps and messages that no text says;
  // ONEOF_CONFLICT; and INVALID_FIELD for a value that the field cannot hold.
  absl::Status Add(absl::string_view path, absl::string_view value,
                   InBody in_body = InBody::kTheSame);

  bool empty() const { return fields_.empty(); }
  // The fields that have a value, for whoever else must leave them alone.
  const FieldTree& tree() const { return tree_; }
  // What one of them is: as text, values between commas, and on the wire of the message that has
  // it.
  struct Said {
    std::string text;
    std::string wire;
  };
  // Nothing where nothing is said, or a body may say anything. `path` as above.
  std::optional<Said> Find(absl::string_view path) const;
  // Appends them, also those that have their default: on the wire the last value wins.
  void AppendTo(std::string& wire) const;

 private:
  struct Field {
    FieldPath path;
    InBody in_body = InBody::kTheSame;
    std::string text;    // values between commas
    std::string values;  // of a packed field without tags, else with them
  };

  // Without the messages that it is in.
  static std::string WireOf(const Field& field);
  absl::Status CheckOneofs(const FieldPath& path, absl::string_view name,
                           absl::string_view value) const;

  const MessagePlan* plan_;
  std::vector<Field> fields_;
  FieldTree tree_;
};

}  // namespace ett::json
