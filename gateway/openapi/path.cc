#include "gateway/openapi/path.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "gateway/openapi/text.h"

namespace ett::openapi {
namespace {

// Reads a pattern from left to right; grammar in google/api/http.proto.
class PathReader {
 public:
  PathReader(absl::string_view text, const Resources& resources)
      : text_(text), resources_(resources) {}

  std::optional<Path> Read() {
    do {
      if (!Take('/')) return std::nullopt;
      Literal("/");
      if (!(Take('{') ? Variable() : Plain("", {}))) return std::nullopt;
    } while (at_ < text_.size() && text_[at_] == '/');
    if (Take(':')) {
      Literal(absl::StrCat(":", text_.substr(at_)));
      if (at_ == text_.size() || absl::StrContains(text_.substr(at_), "/")) return std::nullopt;
      at_ = text_.size();
    }
    if (at_ != text_.size()) return std::nullopt;
    return std::move(path_);
  }

 private:
  bool Take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  std::string Until(absl::string_view stops) {
    const std::size_t start = at_;
    while (at_ < text_.size() && !absl::StrContains(stops, text_[at_])) ++at_;
    return std::string(text_.substr(start, at_ - start));
  }

  void Literal(absl::string_view literal) {
    absl::StrAppend(&path_.text, literal);
    absl::StrAppend(&path_.shape, literal);
  }

  // A segment; `prefix` has those before it in the same variable.
  bool Plain(const std::string& field, const std::vector<std::string>& prefix) {
    if (!Take('*')) {
      const std::string literal = Until("/:{}=*");
      Literal(literal);
      return !literal.empty();
    }
    const bool many = Take('*');
    std::string name = resources_.SegmentAfter(absl::StrJoin(prefix, "/"));
    if (name.empty()) name = LastPart(field);
    Parameter({std::move(name), field, false, many});
    return true;
  }

  bool Variable() {
    const std::string field = Until("/:{}=*");
    if (field.empty()) return false;
    path_.bound.insert(field);
    if (Take('}')) {
      Parameter({LastPart(field), field, true, false});
      return true;
    }
    if (!Take('=')) return false;
    const std::size_t first = path_.parameters.size();
    std::vector<std::string> prefix;
    do {
      const std::size_t start = at_;
      if (!prefix.empty()) Literal("/");
      if (!Plain(field, prefix)) return false;
      prefix.emplace_back(text_.substr(start, at_ - start));
    } while (Take('/'));
    if (prefix.size() == 1 && path_.parameters.size() > first) path_.parameters[first].whole = true;
    return Take('}');
  }

  static std::string LastPart(const std::string& field) {
    const std::vector<absl::string_view> parts = absl::StrSplit(field, '.');
    return parts.back().empty() ? "segment" : LowerCamel(parts.back());
  }

  // Names are told apart by a number.
  void Parameter(PathParameter parameter) {
    const std::string name = parameter.name;
    const auto taken = [&](const PathParameter& each) { return each.name == parameter.name; };
    auto& all = path_.parameters;
    for (int i = 2; std::any_of(all.begin(), all.end(), taken); ++i) {
      parameter.name = absl::StrCat(name, i);
    }
    absl::StrAppend(&path_.text, "{", parameter.name, "}");
    absl::StrAppend(&path_.shape, "{}");
    all.push_back(std::move(parameter));
  }

  absl::string_view text_;
  const Resources& resources_;
  std::size_t at_ = 0;
  Path path_;
};

}  // namespace

std::optional<Path> ParsePath(const std::string& pattern, const Resources& resources) {
  return PathReader(pattern, resources).Read();
}

}  // namespace ett::openapi
