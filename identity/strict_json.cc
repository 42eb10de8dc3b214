#include "identity/strict_json.h"

#include <set>
#include <string>
#include <vector>

namespace ett::identity {
namespace {

constexpr int kDeepest = 8;

}  // namespace

std::optional<nlohmann::json> ParseStrictObject(absl::string_view text) {
  using Event = nlohmann::json::parse_event_t;
  std::vector<std::set<std::string>> members;
  bool strict = true;
  const auto watch = [&](int depth, Event event, nlohmann::json& parsed) {
    strict = strict && depth <= kDeepest;
    if (!strict) return false;
    if (event == Event::object_start) members.emplace_back();
    if (event == Event::object_end) members.pop_back();
    if (event == Event::key) strict = members.back().insert(parsed.get<std::string>()).second;
    return strict;
  };
  nlohmann::json parsed =
      nlohmann::json::parse(text.begin(), text.end(), watch, /*allow_exceptions=*/false);
  if (!strict || !parsed.is_object()) return std::nullopt;
  return parsed;
}

std::optional<std::string> TextOf(const nlohmann::json& object, const char* member) {
  const auto found = object.find(member);
  if (found == object.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

}  // namespace ett::identity
