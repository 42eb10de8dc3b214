#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "gateway/edge/path_template.h"

namespace ett::edge {

// Finds the template that a path fits, segment by segment: a literal goes before `*`, that before
// `**`. A verb is what follows a `:` of the last segment, where a template has that verb.
class RouteTable {
 public:
  struct Found {
    std::optional<std::size_t> id;
    PathValues values;
    // Without an id: the HTTP methods of the templates that the path fits.
    std::vector<std::string> allowed;
  };

  // The first of the same template and HTTP method stays.
  void Add(const std::string& http_method, PathTemplate path, std::size_t id);
  // `path` is raw, without a query.
  Found Find(absl::string_view http_method, absl::string_view path) const;

 private:
  struct End {
    std::string http_method;
    std::string verb;
    PathTemplate path;
    std::size_t id;
  };
  struct Node {
    absl::flat_hash_map<std::string, std::unique_ptr<Node>> literals;
    std::unique_ptr<Node> one;
    std::unique_ptr<Node> many;
    std::vector<End> ends;
  };
  struct Search;

  static bool Walk(const Node& node, std::size_t at, Search& search);
  static bool Visit(const Node& node, Search& search);

  Node root_;
};

}  // namespace ett::edge
