#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "json/field_tree.h"
#include "json/occurrences.h"
#include "json/plan.h"
#include "json/wire_to_json.h"

namespace ett::json {

// Appends one message's JSON. Of wire_to_json.cc alone.
class Printer {
 public:
  // Both outlive the printer.
  Printer(const PrintOptions& options, std::string& json) : options_(options), json_(json) {}

  // `shown` is null for all fields. With its well-known types in their own form.
  absl::Status Message(const MessagePlan& plan, absl::string_view wire, const FieldTree* shown);

 private:
  absl::Status Object(const MessagePlan& plan, absl::string_view wire, const FieldTree* shown);
  // The fields of what was found from `begin` on; takes it from found_.
  absl::Status Members(const MessagePlan& plan, std::size_t begin, const FieldTree* shown);
  absl::Status Member(const FieldPlan& field, Span span, const FieldTree* shown);
  // Of the fields from index `next` up to `end`.
  void Defaults(const MessagePlan& plan, int next, int end, const FieldTree* shown);
  void Key(const FieldPlan& field);

  absl::Status Single(const FieldPlan& field, Span span, const FieldTree* shown);
  absl::Status List(const FieldPlan& field, Span span, const FieldTree* shown);
  absl::Status Packed(const FieldPlan& field, absl::string_view bytes);
  absl::Status Map(const FieldPlan& field, Span span);
  absl::Status Entry(const FieldPlan& map, absl::string_view wire);
  absl::Status Value(const FieldPlan& field, const Piece& piece, const FieldTree* shown);
  absl::Status Text(const FieldPlan& field, absl::string_view text);
  void Enum(const FieldPlan& field, std::uint64_t bits);
  void Default(const FieldPlan& field);

  absl::Status WellKnownMessage(const MessagePlan& plan, absl::string_view wire);
  absl::Status Any(const MessagePlan& plan, std::size_t begin);
  absl::Status AnyOf(const MessagePlan& plan, absl::string_view wire);
  absl::Status UnknownAny(absl::string_view url, absl::string_view bytes);
  absl::Status Moment(const MessagePlan& plan, std::size_t begin);
  absl::Status FieldMask(const MessagePlan& plan, std::size_t begin);
  absl::Status DynamicValue(const MessagePlan& plan, std::size_t begin);
  absl::Status Wrapper(const MessagePlan& plan, std::size_t begin);

  absl::Status Malformed(const MessagePlan& plan) const;

  const PrintOptions& options_;
  std::string& json_;
  int depth_ = 0;
  // What the messages that are being printed hold, the innermost last.
  std::vector<Occurrence> found_;
};

}  // namespace ett::json
