#include "gateway/edge/route_table.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "gateway/edge/percent.h"

namespace ett::edge {

struct RouteTable::Search {
  absl::string_view http_method;
  absl::string_view path;
  std::vector<std::string> parts;  // decoded; of the last one, without the verb
  absl::string_view verb;
  Found& found;
};

void RouteTable::Add(const std::string& http_method, PathTemplate path, std::size_t id) {
  Node* node = &root_;
  for (const PathTemplate::Segment& segment : path.segments()) {
    std::unique_ptr<Node>* next = nullptr;
    switch (segment.kind) {
      case PathTemplate::Segment::Kind::kLiteral:
        next = &node->literals[segment.literal];
        break;
      case PathTemplate::Segment::Kind::kOne:
        next = &node->one;
        break;
      case PathTemplate::Segment::Kind::kMany:
        next = &node->many;
        break;
    }
    if (*next == nullptr) *next = std::make_unique<Node>();
    node = next->get();
  }
  std::string verb = path.verb();
  node->ends.push_back({http_method, std::move(verb), std::move(path), id});
}

RouteTable::Found RouteTable::Find(absl::string_view http_method, absl::string_view path) const {
  Found found;
  absl::string_view rest = path;
  if (!absl::ConsumePrefix(&rest, "/")) return found;
  Search search{http_method, path, {}, "", found};
  for (const absl::string_view part : absl::StrSplit(rest, '/')) {
    search.parts.push_back(PercentDecode(part, Keep::kNothing));
  }
  // What may be a verb, the longest first; then the path without one.
  const absl::string_view last = path.substr(path.rfind('/') + 1);
  for (std::size_t colon = last.find(':'); colon != absl::string_view::npos;
       colon = last.find(':', colon + 1)) {
    search.verb = last.substr(colon + 1);
    search.parts.back() = PercentDecode(last.substr(0, colon), Keep::kNothing);
    if (!search.verb.empty() && Walk(root_, 0, search)) return found;
  }
  search.verb = "";
  search.parts.back() = PercentDecode(last, Keep::kNothing);
  Walk(root_, 0, search);
  return found;
}

bool RouteTable::Walk(const Node& node, std::size_t at, Search& search) {
  if (at == search.parts.size()) {
    if (Visit(node, search)) return true;
    return node.many != nullptr && Walk(*node.many, at, search);
  }
  const auto literal = node.literals.find(search.parts[at]);
  if (literal != node.literals.end() && Walk(*literal->second, at + 1, search)) return true;
  const bool fits_one = node.one != nullptr && !search.parts[at].empty();
  if (fits_one && Walk(*node.one, at + 1, search)) return true;
  if (node.many == nullptr) return false;
  for (std::size_t end = search.parts.size(); end + 1 > at; --end) {
    if (Walk(*node.many, end, search)) return true;
    if (end == 0) break;
  }
  return false;
}

// Whether one of the templates that end here is asked for.
bool RouteTable::Visit(const Node& node, Search& search) {
  for (const End& end : node.ends) {
    if (end.verb != search.verb) continue;
    std::optional<PathValues> values = end.path.Match(search.path);
    if (!values.has_value()) continue;
    if (end.http_method == search.http_method) {
      search.found.id = end.id;
      search.found.values = *std::move(values);
      return true;
    }
    auto& allowed = search.found.allowed;
    if (std::find(allowed.begin(), allowed.end(), end.http_method) == allowed.end()) {
      allowed.push_back(end.http_method);
    }
  }
  return false;
}

}  // namespace ett::edge
