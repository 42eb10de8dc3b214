#include "json/parser.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::json {
namespace {

using Field = google::protobuf::FieldDescriptor;

bool TakesNull(const FieldPlan& field) {
  if (field.repeated) return false;
  if (field.enumeration != nullptr) return field.enumeration->is_null_value;
  return field.message != nullptr && field.message->well_known() == WellKnown::kValue;
}

const FieldTree* Below(const FieldTree* except, const FieldPlan& field) {
  return except == nullptr ? nullptr : except->Find(field);
}

bool IsExcepted(const FieldTree* here) { return here != nullptr && here->whole(); }

}  // namespace

absl::Status Parser::Whole(const MessagePlan& plan) {
  RETURN_IF_ERROR(Message(plan, Beside()));
  return reader_.ExpectEnd() ? absl::OkStatus() : Malformed();
}

absl::Status Parser::Whole(const FieldPlan& field) {
  path_.push_back({field.json_name});
  const FieldTree* here = Below(Beside(), field);
  if (reader_.Peek() == 'n' && !TakesNull(field)) {
    if (!reader_.ReadWord("null")) return Malformed();
  } else {
    RETURN_IF_ERROR(IsExcepted(here) ? Same(field) : Present(field, here));
  }
  return reader_.ExpectEnd() ? absl::OkStatus() : Malformed();
}

const FieldTree* Parser::Beside() const {
  return options_.beside == nullptr ? nullptr : &options_.beside->tree();
}

absl::Status Parser::Message(const MessagePlan& plan, const FieldTree* except, Names names) {
  if (depth_ > kMaxDepth) {
    return Refused(absl::StrCat("at most ", kMaxDepth, " messages within one another"), "more",
                   "TOO_DEEP");
  }
  ++depth_;
  if (plan.well_known() != WellKnown::kNone) {
    RETURN_IF_ERROR(WellKnownMessage(plan));
  } else {
    if (!reader_.Take('{')) return Unfit("an object");
    RETURN_IF_ERROR(Members(plan, except, names));
  }
  --depth_;
  return absl::OkStatus();
}

// After the brace.
absl::Status Parser::Members(const MessagePlan& plan, const FieldTree* except, Names names) {
  SaidFields said(plan);
  if (!reader_.Take('}')) {
    do {
      RETURN_IF_ERROR(NextMember(plan, except, names, said));
    } while (reader_.Take(','));
    if (!reader_.Expect('}')) return Malformed();
  }
  return plan.has_required() ? Required(plan, except, said) : absl::OkStatus();
}

absl::Status Parser::NextMember(const MessagePlan& plan, const FieldTree* except, Names names,
                                SaidFields& said) {
  absl::string_view name;
  if (!reader_.ReadName(name)) return Malformed();
  const FieldPlan* field = plan.FindByName(name, said.next());
  if (field != nullptr) return Member(*field, except, said);
  if (names == Names::kFields || name != "@type") return Unknown(plan, name);
  return reader_.Skip() ? absl::OkStatus() : Malformed();
}

absl::Status Parser::Member(const FieldPlan& field, const FieldTree* except, SaidFields& said) {
  path_.push_back({field.json_name});
  if (!said.Add(field)) return Refused("one value", "another", "DUPLICATE_FIELD");
  const FieldTree* here = Below(except, field);
  if (reader_.Peek() == 'n' && !TakesNull(field)) {
    if (!reader_.ReadWord("null")) return Malformed();
  } else if (IsExcepted(here)) {
    RETURN_IF_ERROR(Same(field));
  } else {
    if (field.oneof >= 0 && !said.AddOneof(field)) {
      return Refused(
          absl::StrCat("one field of `", field.descriptor->containing_oneof()->name(), "`"),
          "another", "ONEOF_CONFLICT");
    }
    RETURN_IF_ERROR(Present(field, here));
  }
  path_.pop_back();
  return absl::OkStatus();
}

absl::Status Parser::Present(const FieldPlan& field, const FieldTree* except) {
  if (field.map) return Map(field);
  return field.repeated ? List(field) : Value(field, except);
}

absl::Status Parser::Same(const FieldPlan& field) {
  reader_.Peek();
  const std::size_t start = reader_.place();
  const std::size_t before = wire_.size();
  RETURN_IF_ERROR(Present(field, nullptr));
  const std::string wire = wire_.substr(before);
  wire_.resize(before);
  const std::optional<TextFields::Said> said = options_.beside->Find(Path());
  if (wire.empty() || !said.has_value() || said->wire == wire) return absl::OkStatus();
  absl::string_view came = reader_.Since(start);
  if (absl::ConsumePrefix(&came, "\"")) absl::ConsumeSuffix(&came, "\"");
  return Refused(absl::StrCat("what is said beside the body, \"", said->text, "\""), came,
                 "FIELD_CONFLICT");
}

absl::Status Parser::Unknown(const MessagePlan& plan, absl::string_view name) {
  if (options_.ignore_unknown) return reader_.Skip() ? absl::OkStatus() : Malformed();
  const std::string said(name);
  path_.push_back({said});
  return Refused(plan.Wanted(), said, "UNKNOWN_FIELD");
}

absl::Status Parser::Required(const MessagePlan& plan, const FieldTree* except,
                              const SaidFields& said) {
  for (const FieldPlan& field : plan.fields()) {
    if (!field.required || said.Has(field) || Below(except, field) != nullptr) continue;
    path_.push_back({field.json_name});
    return Refused("a value", "", "MISSING_FIELD");
  }
  return absl::OkStatus();
}

absl::Status Parser::Submessage(const FieldPlan& field, const FieldTree* except) {
  wire_.append(field.tag);
  if (field.type == Field::TYPE_GROUP) {
    RETURN_IF_ERROR(Message(*field.message, except));
    AppendTag(field.number, WireType::kEndGroup, wire_);
    return absl::OkStatus();
  }
  const LengthPrefix length(wire_);
  RETURN_IF_ERROR(Message(*field.message, except));
  length.Close(wire_);
  return absl::OkStatus();
}

absl::Status Parser::List(const FieldPlan& field) {
  if (!reader_.Take('[')) return Unfit("an array");
  if (reader_.Take(']')) return absl::OkStatus();
  if (!field.packed) return Elements(field);
  const std::size_t before = wire_.size();
  AppendTag(field.number, WireType::kBytes, wire_);
  const LengthPrefix length(wire_);
  RETURN_IF_ERROR(Elements(field));
  if (length.size(wire_) == 0) {
    wire_.resize(before);
  } else {
    length.Close(wire_);
  }
  return absl::OkStatus();
}

absl::Status Parser::Elements(const FieldPlan& field) {
  const std::size_t step = path_.size();
  path_.emplace_back();
  do {
    RETURN_IF_ERROR(Value(field, nullptr));
    ++path_[step].place;
  } while (reader_.Take(','));
  path_.pop_back();
  dropped_ = false;
  return reader_.Expect(']') ? absl::OkStatus() : Malformed();
}

absl::Status Parser::Map(const FieldPlan& field) {
  if (!reader_.Take('{')) return Unfit("an object of keys and values");
  if (reader_.Take('}')) return absl::OkStatus();
  absl::flat_hash_set<std::string> keys;
  do {
    RETURN_IF_ERROR(Entry(field, keys));
  } while (reader_.Take(','));
  return reader_.Expect('}') ? absl::OkStatus() : Malformed();
}

absl::Status Parser::Entry(const FieldPlan& map, absl::flat_hash_set<std::string>& keys) {
  reader_.Peek();
  const std::size_t key = reader_.place();
  const std::size_t before = wire_.size();
  wire_.append(map.tag);
  const LengthPrefix length(wire_);
  const std::size_t content = wire_.size();
  RETURN_IF_ERROR(Key(map.message->fields()[0]));
  path_.push_back({reader_.Since(key), /*key=*/true});
  if (!keys.insert(wire_.substr(content)).second) {
    return Refused("one value", "another", "DUPLICATE_FIELD");
  }
  if (!reader_.Expect(':')) return Malformed();
  ++depth_;
  RETURN_IF_ERROR(Value(map.message->fields()[1], nullptr));
  --depth_;
  path_.pop_back();
  if (std::exchange(dropped_, false)) {
    wire_.resize(before);
  } else {
    length.Close(wire_);
  }
  return absl::OkStatus();
}

absl::Status Parser::Malformed() const {
  return Refused(reader_.Problem(), reader_.Found(), "MALFORMED_JSON");
}

absl::Status Parser::Unfit(absl::string_view wanted) {
  reader_.Peek();
  const std::size_t start = reader_.place();
  if (!reader_.Skip()) return Malformed();
  return Refused(wanted, reader_.Since(start));
}

absl::Status Parser::Refused(absl::string_view wanted, absl::string_view came,
                             absl::string_view reason) const {
  return status::InvalidField(Path(), wanted, came, reason);
}

std::string Parser::Path() const {
  if (path_.empty()) return "body";
  std::string path;
  for (const Step& step : path_) {
    if (step.key || step.name.empty()) {
      absl::StrAppend(&path, "[", step.key ? step.name : absl::StrCat(step.place), "]");
    } else {
      absl::StrAppend(&path, path.empty() ? "" : ".", step.name);
    }
  }
  return path;
}

}  // namespace ett::json
