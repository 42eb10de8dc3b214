#include "gateway/edge/json_values.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::edge {
namespace {

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

}  // namespace

absl::Status JsonValues::Take(absl::string_view bytes, OnValue on_value) {
  for (const char c : bytes) RETURN_IF_ERROR(Step(c, on_value));
  return absl::OkStatus();
}

absl::Status JsonValues::End(OnValue on_value) {
  if (form_ == Form::kLines) {
    if (place_ != Place::kValue) return absl::OkStatus();
    return Emit(on_value);
  }
  const bool nothing = !opened_ && place_ == Place::kBefore;
  if (nothing || place_ == Place::kDone) return absl::OkStatus();
  return status::InvalidField("body", "an array that is closed", "its end", "TRUNCATED_BODY");
}

absl::Status JsonValues::Malformed(const char* wanted, char came) const {
  return status::InvalidField(absl::StrCat("body[", count_, "]"), wanted, std::string(1, came),
                              "MALFORMED_JSON");
}

absl::Status JsonValues::Step(char c, OnValue on_value) {
  if (place_ == Place::kValue) return Inside(c, on_value);
  return IsBlank(c) ? absl::OkStatus() : Between(c);
}

absl::Status JsonValues::Between(char c) {
  if (place_ == Place::kDone) return Malformed("nothing after the array", c);
  if (form_ == Form::kArray) {
    if (!opened_) return Open(c);
    if (c == ']') return Close();
    if (place_ == Place::kAfter) return Separate(c);
  }
  place_ = Place::kValue;
  after_comma_ = false;
  depth_ = c == '{' || c == '[' ? 1 : 0;
  in_string_ = c == '"';
  value_.assign(1, c);
  return absl::OkStatus();
}

absl::Status JsonValues::Open(char c) {
  opened_ = true;
  return c == '[' ? absl::OkStatus() : Malformed("an array, [", c);
}

absl::Status JsonValues::Close() {
  if (after_comma_) return Malformed("a value", ']');
  place_ = Place::kDone;
  return absl::OkStatus();
}

absl::Status JsonValues::Separate(char c) {
  if (c != ',') return Malformed("a comma or the end of the array", c);
  place_ = Place::kBefore;
  after_comma_ = true;
  return absl::OkStatus();
}

absl::Status JsonValues::Inside(char c, OnValue on_value) {
  const bool is_scalar = depth_ == 0 && !in_string_;
  // A number or a word ends before what cannot be in it.
  if (is_scalar && (IsBlank(c) || c == ',' || c == ']')) {
    RETURN_IF_ERROR(Emit(on_value));
    return Step(c, on_value);
  }
  value_.push_back(c);
  if (value_.size() > most_) {
    return status::Exhausted("MESSAGE_TOO_LARGE",
                             absl::StrCat("a message is larger than ", most_, " bytes"));
  }
  Nest(c);
  const bool whole = depth_ == 0 && !in_string_ && !is_scalar;
  return whole ? Emit(on_value) : absl::OkStatus();
}

void JsonValues::Nest(char c) {
  if (!in_string_) {
    in_string_ = c == '"';
    if (c == '{' || c == '[') ++depth_;
    if (c == '}' || c == ']') --depth_;
    return;
  }
  if (std::exchange(escaped_, false)) return;
  escaped_ = c == '\\';
  if (c == '"') in_string_ = false;
}

absl::Status JsonValues::Emit(OnValue on_value) {
  place_ = form_ == Form::kArray ? Place::kAfter : Place::kBefore;
  ++count_;
  return on_value(value_);
}

}  // namespace ett::edge
