#include <utility>

#include "absl/strings/str_cat.h"
#include "json/parser.h"
#include "json/well_known_text.h"
#include "status/macros.h"

namespace ett::json {
namespace {

// Of google.protobuf.Value, by number less one.
enum ValueField : std::size_t { kNull, kNumber, kString, kBool, kStruct, kList };

ValueField ValueFieldOf(char first) {
  switch (first) {
    case 'n':
      return kNull;
    case '"':
      return kString;
    case 't':
    case 'f':
      return kBool;
    case '{':
      return kStruct;
    case '[':
      return kList;
    default:
      return kNumber;
  }
}

}  // namespace

absl::Status Parser::WellKnownMessage(const MessagePlan& plan) {
  switch (plan.well_known()) {
    case WellKnown::kAny:
      return Any(plan);
    case WellKnown::kStruct:
      return Map(plan.fields()[0]);
    case WellKnown::kListValue:
      return List(plan.fields()[0]);
    case WellKnown::kValue:
      return Value(plan.fields()[ValueFieldOf(reader_.Peek())], nullptr);
    case WellKnown::kWrapper:
      return Value(plan.fields()[0], nullptr);
    default:
      return TextMessage(plan);
  }
}

absl::Status Parser::TextMessage(const MessagePlan& plan) {
  const absl::string_view wanted = WantedText(plan.well_known());
  if (reader_.Peek() != '"') return Unfit(wanted);
  absl::string_view text;
  if (!reader_.ReadString(text)) return Malformed();
  if (AppendTextWire(plan.well_known(), text, wire_)) return absl::OkStatus();
  return Refused(wanted, text);
}

absl::Status Parser::Any(const MessagePlan& plan) {
  if (reader_.Peek() != '{') return Unfit("an object with `@type`");
  const std::size_t start = reader_.place();
  std::string url;
  RETURN_IF_ERROR(AnyType(url));
  if (url.empty()) return absl::OkStatus();
  const std::size_t slash = url.rfind('/');
  const MessagePlan* type =
      slash == std::string::npos ? nullptr : plan.plans().Find(url.substr(slash + 1));
  if (type == nullptr) {
    return Refused("an `@type` that is known, such as type.googleapis.com/google.protobuf.Empty",
                   url, "UNKNOWN_TYPE");
  }
  reader_.Return(start);
  wire_.append(plan.fields()[0].tag);
  AppendBytes(url, wire_);
  const std::size_t before = wire_.size();
  wire_.append(plan.fields()[1].tag);
  const LengthPrefix length(wire_);
  RETURN_IF_ERROR(type->well_known() == WellKnown::kNone
                      ? Message(*type, nullptr, Names::kFieldsAndType)
                      : AnyValue(*type));
  if (length.size(wire_) == 0) {
    wire_.resize(before);
  } else {
    length.Close(wire_);
  }
  return absl::OkStatus();
}

// Reads the object through for its `@type`, which may stand anywhere. Empty for an empty object.
absl::Status Parser::AnyType(std::string& url) {
  reader_.Take('{');
  if (reader_.Take('}')) return absl::OkStatus();
  bool found = false;
  do {
    RETURN_IF_ERROR(AnyTypeIn(url, found));
  } while (reader_.Take(','));
  if (!reader_.Expect('}')) return Malformed();
  return url.empty() ? Refused("an object with `@type`", "none") : absl::OkStatus();
}

// Of the next member, when it is that one.
absl::Status Parser::AnyTypeIn(std::string& url, bool& found) {
  absl::string_view text;
  if (!reader_.ReadName(text)) return Malformed();
  if (text != "@type") return reader_.Skip() ? absl::OkStatus() : Malformed();
  if (std::exchange(found, true)) return Refused("one `@type`", "another", "DUPLICATE_FIELD");
  if (!reader_.ReadString(text)) return Malformed();
  url = std::string(text);
  return absl::OkStatus();
}

// A well-known type has its own form under `value`.
absl::Status Parser::AnyValue(const MessagePlan& type) {
  reader_.Take('{');
  bool found = false;
  do {
    RETURN_IF_ERROR(AnyMember(type, found));
  } while (reader_.Take(','));
  if (!reader_.Expect('}')) return Malformed();
  return found ? absl::OkStatus() : Refused("an object with `value`", "none", "MISSING_FIELD");
}

absl::Status Parser::AnyMember(const MessagePlan& type, bool& found) {
  absl::string_view name;
  if (!reader_.ReadName(name)) return Malformed();
  if (name == "@type") return reader_.Skip() ? absl::OkStatus() : Malformed();
  if (name != "value") return Unknown(type, name);
  path_.push_back({"value"});
  if (std::exchange(found, true)) return Refused("one value", "another", "DUPLICATE_FIELD");
  RETURN_IF_ERROR(Message(type, nullptr));
  path_.pop_back();
  return absl::OkStatus();
}

}  // namespace ett::json
