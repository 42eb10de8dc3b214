#pragma once

#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace ett::edge {

// Takes a stream of JSON apart into its values as they come: the elements of an array, or values
// with blanks between them, such as lines. What the values are is not looked at.
class JsonValues {
 public:
  enum class Form { kArray, kLines };
  // `most`: bytes of one value.
  JsonValues(Form form, std::size_t most) : form_(form), most_(most) {}

  using OnValue = absl::FunctionRef<absl::Status(absl::string_view)>;
  // INVALID_ARGUMENT for what is no such stream, RESOURCE_EXHAUSTED for a value that is too large;
  // or what `on_value` says.
  absl::Status Take(absl::string_view bytes, OnValue on_value);
  absl::Status End(OnValue on_value);

 private:
  enum class Place { kBefore, kValue, kAfter, kDone };

  absl::Status Step(char c, OnValue on_value);
  absl::Status Between(char c);
  absl::Status Open(char c);
  absl::Status Close();
  absl::Status Separate(char c);
  absl::Status Inside(char c, OnValue on_value);
  void Nest(char c);
  absl::Status Emit(OnValue on_value);
  absl::Status Malformed(const char* wanted, char came) const;

  const Form form_;
  const std::size_t most_;
  Place place_ = Place::kBefore;
  bool opened_ = false;  // the array
  bool after_comma_ = false;
  int depth_ = 0;
  bool in_string_ = false;
  bool escaped_ = false;
  std::string value_;
  int count_ = 0;
};

}  // namespace ett::edge
