#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace ett::edge {

// Values of a template's variables: field path and value.
using PathValues = std::vector<std::pair<std::string, std::string>>;

// A path of google.api.http, `/v1/{name=municipalities/*/reports/*}:render`; grammar in
// google/api/http.proto.
class PathTemplate {
 public:
  // INVALID_ARGUMENT says where it is wrong.
  static absl::StatusOr<PathTemplate> Parse(absl::string_view text);

  // `path` is raw, without a query. Variables of one segment are percent-decoded whole, those of
  // several all but `%2F`.
  std::optional<PathValues> Match(absl::string_view path) const;

  struct Segment {
    enum class Kind { kLiteral, kOne, kMany } kind = Kind::kLiteral;
    std::string literal;
  };
  const std::vector<Segment>& segments() const { return segments_; }
  // What follows the `:`; empty for none.
  const std::string& verb() const { return verb_; }

 private:
  friend class TemplateParser;
  struct Variable {
    std::string field;
    std::size_t first = 0;
    std::size_t end = 0;  // segments of the template
  };

  std::optional<std::vector<std::size_t>> Align(const std::vector<absl::string_view>& parts) const;

  std::vector<Segment> segments_;
  std::vector<Variable> variables_;
  std::string verb_;
};

}  // namespace ett::edge
