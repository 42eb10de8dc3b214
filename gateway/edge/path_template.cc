#include "gateway/edge/path_template.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "gateway/edge/percent.h"

namespace ett::edge {

// Reads a template from left to right.
class TemplateParser {
 public:
  explicit TemplateParser(absl::string_view text) : text_(text) {}

  absl::StatusOr<PathTemplate> Parse() {
    if (!Take('/') || !Segments(false)) return Wrong();
    if (Take(':')) {
      result_.verb_ = std::string(text_.substr(at_));
      if (result_.verb_.empty() || absl::StrContains(result_.verb_, '/')) return Wrong();
      at_ = text_.size();
    }
    if (at_ != text_.size()) return Wrong();
    return std::move(result_);
  }

 private:
  using Segment = PathTemplate::Segment;

  bool Take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  bool Segments(bool inside) {
    do {
      if (!inside && Take('{')) {
        if (!Variable()) return false;
      } else if (!Plain()) {
        return false;
      }
    } while (Take('/'));
    return true;
  }

  // A second `**` is refused: what each of them takes would be anybody's guess.
  bool Plain() {
    if (Take('*')) {
      const bool many = Take('*');
      if (many && std::exchange(has_many_, true)) return false;
      result_.segments_.push_back({many ? Segment::Kind::kMany : Segment::Kind::kOne, ""});
      return true;
    }
    const std::string literal = Until("/:{}=*");
    if (literal.empty()) return false;
    result_.segments_.push_back({Segment::Kind::kLiteral, literal});
    return true;
  }

  bool Variable() {
    PathTemplate::Variable variable;
    variable.field = Until("/:{}=*");
    variable.first = result_.segments_.size();
    if (variable.field.empty()) return false;
    if (Take('=')) {
      if (!Segments(true)) return false;
    } else {
      result_.segments_.push_back({Segment::Kind::kOne, ""});
    }
    variable.end = result_.segments_.size();
    result_.variables_.push_back(std::move(variable));
    return Take('}');
  }

  std::string Until(absl::string_view stops) {
    const std::size_t start = at_;
    while (at_ < text_.size() && !absl::StrContains(stops, text_[at_])) ++at_;
    return std::string(text_.substr(start, at_ - start));
  }

  absl::Status Wrong() const {
    return absl::InvalidArgumentError(
        absl::StrCat("path template \"", text_, "\": not understood at ", at_ + 1));
  }

  absl::string_view text_;
  std::size_t at_ = 0;
  bool has_many_ = false;
  PathTemplate result_;
};

absl::StatusOr<PathTemplate> PathTemplate::Parse(absl::string_view text) {
  return TemplateParser(text).Parse();
}

// Where each segment of the template begins among the parts of a path, and where the last ends;
// nothing when they do not fit. `**` takes what the other segments leave.
std::optional<std::vector<std::size_t>> PathTemplate::Align(
    const std::vector<absl::string_view>& parts) const {
  const auto is_many = [](const Segment& each) { return each.kind == Segment::Kind::kMany; };
  const bool open = std::any_of(segments_.begin(), segments_.end(), is_many);
  if (open ? parts.size() + 1 < segments_.size() : parts.size() != segments_.size()) {
    return std::nullopt;
  }
  std::vector<std::size_t> starts;
  std::size_t at = 0;
  for (const Segment& segment : segments_) {
    starts.push_back(at);
    if (is_many(segment)) {
      at += parts.size() + 1 - segments_.size();
      continue;
    }
    const bool fits = segment.kind == Segment::Kind::kOne
                          ? !parts[at].empty()
                          : PercentDecode(parts[at], Keep::kNothing) == segment.literal;
    if (!fits) return std::nullopt;
    ++at;
  }
  starts.push_back(at);
  return starts;
}

std::optional<PathValues> PathTemplate::Match(absl::string_view path) const {
  if (!absl::ConsumePrefix(&path, "/")) return std::nullopt;
  if (!verb_.empty() && !absl::ConsumeSuffix(&path, absl::StrCat(":", verb_))) return std::nullopt;
  const std::vector<absl::string_view> parts = absl::StrSplit(path, '/');
  const auto starts = Align(parts);
  if (!starts.has_value()) return std::nullopt;
  PathValues values;
  for (const Variable& variable : variables_) {
    const bool single = variable.end - variable.first == 1 &&
                        segments_[variable.first].kind != Segment::Kind::kMany;
    const auto part = [&](std::size_t segment) {
      return parts.begin() + static_cast<std::ptrdiff_t>((*starts)[segment]);
    };
    const std::string raw = absl::StrJoin(part(variable.first), part(variable.end), "/");
    values.emplace_back(variable.field, PercentDecode(raw, single ? Keep::kNothing : Keep::kSlash));
  }
  return values;
}

}  // namespace ett::edge
