#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/container/inlined_vector.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "json/field_tree.h"
#include "json/json_to_wire.h"
#include "json/plan.h"
#include "json/reader.h"

namespace ett::json {

// The fields and oneofs of one message that JSON has said.
class SaidFields {
 public:
  explicit SaidFields(const MessagePlan& plan)
      : first_oneof_(plan.fields().size()), bits_((first_oneof_ + plan.oneof_count()) / 64 + 1) {}

  bool Has(const FieldPlan& field) const {
    return (bits_[field.index / 64] & Bit(field.index)) != 0;
  }
  // False when it was said before.
  bool Add(const FieldPlan& field) {
    next_ = static_cast<std::size_t>(field.index) + 1;
    return Set(field.index);
  }
  bool AddOneof(const FieldPlan& field) { return Set(first_oneof_ + field.oneof); }
  // The index of the field after the one said last, which is often said next.
  std::size_t next() const { return next_; }

 private:
  static std::uint64_t Bit(std::size_t place) { return std::uint64_t{1} << (place % 64); }

  bool Set(std::size_t place) {
    std::uint64_t& word = bits_[place / 64];
    const bool fresh = (word & Bit(place)) == 0;
    word |= Bit(place);
    return fresh;
  }

  std::size_t first_oneof_;
  std::size_t next_ = 0;
  absl::InlinedVector<std::uint64_t, 4> bits_;
};

// Reads one JSON value and appends its wire. Of json_to_wire.cc alone.
class Parser {
 public:
  // All outlive the parser.
  Parser(absl::string_view json, const ParseOptions& options, std::string& wire)
      : reader_(json), options_(options), wire_(wire) {}

  absl::Status Whole(const MessagePlan& plan);
  absl::Status Whole(const FieldPlan& field);

 private:
  // Of an Any, where `@type` is, not a field.
  enum class Names { kFields, kFieldsAndType };
  // A step of the path to what is being read.
  struct Step {
    absl::string_view name;  // of a field; of a map's key as it stands, in quotes
    bool key = false;
    std::size_t place = 0;  // in an array, when there is no name
  };

  // parser.cc: messages, and what repeats.
  absl::Status Message(const MessagePlan& plan, const FieldTree* except,
                       Names names = Names::kFields);
  absl::Status Members(const MessagePlan& plan, const FieldTree* except, Names names);
  absl::Status NextMember(const MessagePlan& plan, const FieldTree* except, Names names,
                          SaidFields& said);
  absl::Status Member(const FieldPlan& field, const FieldTree* except, SaidFields& said);
  absl::Status Present(const FieldPlan& field, const FieldTree* except);
  // Of a field that is said beside the JSON.
  absl::Status Same(const FieldPlan& field);
  const FieldTree* Beside() const;
  absl::Status Unknown(const MessagePlan& plan, absl::string_view name);
  absl::Status Required(const MessagePlan& plan, const FieldTree* except, const SaidFields& said);
  absl::Status Submessage(const FieldPlan& field, const FieldTree* except);
  absl::Status List(const FieldPlan& field);
  absl::Status Elements(const FieldPlan& field);
  absl::Status Map(const FieldPlan& field);
  absl::Status Entry(const FieldPlan& map, absl::flat_hash_set<std::string>& keys);
  absl::Status Key(const FieldPlan& key);

  // parser_values.cc: one value of a field, with its tag.
  absl::Status Value(const FieldPlan& field, const FieldTree* except);
  absl::Status Text(const FieldPlan& field);
  absl::Status Bytes(const FieldPlan& field);
  absl::Status Number(const FieldPlan& field);
  absl::Status Bits(const FieldPlan& field, std::uint64_t& bits);
  absl::Status NumberBits(const FieldPlan& field, std::uint64_t& bits);
  absl::Status EnumBits(const FieldPlan& field, std::uint64_t& bits);

  // parser_well_known.cc: messages that have a form of their own.
  absl::Status WellKnownMessage(const MessagePlan& plan);
  absl::Status TextMessage(const MessagePlan& plan);
  absl::Status Any(const MessagePlan& plan);
  absl::Status AnyType(std::string& url);
  absl::Status AnyTypeIn(std::string& url, bool& found);
  absl::Status AnyValue(const MessagePlan& type);
  absl::Status AnyMember(const MessagePlan& type, bool& found);

  // Errors.
  absl::Status Malformed() const;
  // The value that starts here is not `wanted`.
  absl::Status Unfit(absl::string_view wanted);
  absl::Status Refused(absl::string_view wanted, absl::string_view came,
                       absl::string_view reason = "INVALID_FIELD") const;
  std::string Path() const;

  Reader reader_;
  const ParseOptions& options_;
  std::string& wire_;
  int depth_ = 0;
  // Whether the value just read was the unknown name of an enum, passed over.
  bool dropped_ = false;
  std::vector<Step> path_;
};

}  // namespace ett::json
