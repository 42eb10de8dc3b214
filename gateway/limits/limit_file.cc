#include "gateway/limits/limit_file.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "status/macros.h"

namespace ett::limits {
namespace {

using nlohmann::json;

// So that the interval between calls is of microseconds, of which a nanosecond is nothing.
constexpr std::int64_t kMostCallsInSecond = 1'000'000;
constexpr std::int64_t kLargestBurst = 1'000'000;
constexpr std::size_t kMostLimits = 1000;
constexpr std::size_t kShownBytes = 100;

// Where in a file something is.
struct Place {
  absl::string_view file;
  std::string path;  // `[0]`

  absl::Status Wants(absl::string_view field, absl::string_view wanted, const json& came) const {
    const std::string shown =
        came.dump(-1, ' ', false, json::error_handler_t::replace).substr(0, kShownBytes);
    const bool is_inside = !path.empty() && !field.empty();
    const bool is_somewhere = !path.empty() || !field.empty();
    return absl::InvalidArgumentError(absl::StrCat(file, ": ", path, is_inside ? "." : "", field,
                                                   is_somewhere ? ": " : "", "want ", wanted,
                                                   ", got ", shown));
  }
};

// Like nlohmann's parser of whole documents, but duplicate names are refused.
absl::StatusOr<json> ParseStrictly(absl::string_view file, absl::string_view text) {
  std::vector<std::set<std::string>> names;
  std::string twice;
  const json::parser_callback_t look = [&](int, json::parse_event_t event, json& parsed) {
    if (event == json::parse_event_t::object_start) names.emplace_back();
    if (event == json::parse_event_t::object_end) names.pop_back();
    if (event == json::parse_event_t::key && !names.back().insert(parsed).second) twice = parsed;
    return true;
  };
  try {
    json document = json::parse(text.begin(), text.end(), look);
    if (twice.empty()) return document;
    return absl::InvalidArgumentError(
        absl::StrCat(file, ": want each field once, got \"", twice, "\" twice in one limit"));
  } catch (const json::parse_error& error) {
    const std::size_t at = std::min(error.byte, text.size());
    const auto line = 1 + std::count(text.begin(), text.begin() + at, '\n');
    const absl::string_view why = error.what();
    const std::size_t reason = why.find("syntax error");
    return absl::InvalidArgumentError(
        absl::StrCat(file, ":", line, ": want JSON, got ",
                     reason == absl::string_view::npos ? why : why.substr(reason)));
  }
}

absl::StatusOr<std::int64_t> ReadCount(const Place& place, const json& limit, const char* field,
                                       std::int64_t most) {
  const json& value = limit.contains(field) ? limit[field] : json();
  const bool is_right = value.is_number_integer() && value >= 1 && value <= most;
  if (is_right) return value.get<std::int64_t>();
  return place.Wants(field, absl::StrCat("a whole number of 1..", most), value);
}

absl::StatusOr<std::string> ReadText(const Place& place, const json& limit, const char* field,
                                     const char* wanted) {
  const json& value = limit.contains(field) ? limit[field] : json();
  if (value.is_string() && !value.get_ref<const std::string&>().empty()) return value;
  return place.Wants(field, wanted, value);
}

absl::StatusOr<Quota> ReadQuota(const Place& place, const json& limit) {
  constexpr char kWantedPer[] = "\"1s\", \"1m\" or \"1h\"";
  Quota quota;
  ASSIGN_OR_RETURN(const std::string per, ReadText(place, limit, "per", kWantedPer));
  if (per != "1s" && per != "1m" && per != "1h") return place.Wants("per", kWantedPer, per);
  quota.per = per == "1s" ? absl::Seconds(1) : per == "1m" ? absl::Minutes(1) : absl::Hours(1);
  ASSIGN_OR_RETURN(quota.calls, ReadCount(place, limit, "rate",
                                          kMostCallsInSecond * absl::ToInt64Seconds(quota.per)));
  quota.burst = std::min(quota.calls, kLargestBurst);
  if (!limit.contains("burst")) return quota;
  ASSIGN_OR_RETURN(quota.burst, ReadCount(place, limit, "burst", kLargestBurst));
  return quota;
}

absl::StatusOr<Limit> ReadLimit(const Place& place, const json& given) {
  static const auto& known =
      *new std::set<std::string>{"methods", "callers", "rate", "per", "burst"};
  constexpr char kWantedMethods[] =
      "\"*\", \"ett.hr.v1.*\", \"ett.hr.v1.HrService/*\" or \"ett.hr.v1.HrService/GetOrgUnit\"";
  if (!given.is_object()) return place.Wants("", "an object", given);
  for (const auto& [name, value] : given.items()) {
    if (!known.contains(name)) {
      return place.Wants("", "methods, callers, rate, per and burst", name);
    }
  }
  Limit limit;
  ASSIGN_OR_RETURN(limit.methods, ReadText(place, given, "methods", kWantedMethods));
  if (!AreMethods(limit.methods)) return place.Wants("methods", kWantedMethods, limit.methods);
  if (given.contains("callers")) {
    ASSIGN_OR_RETURN(limit.callers, ReadText(place, given, "callers", "a caller's name or \"*\""));
  }
  ASSIGN_OR_RETURN(limit.quota, ReadQuota(place, given));
  return limit;
}

}  // namespace

bool IsOf(absl::string_view methods, absl::string_view method) {
  return absl::ConsumeSuffix(&methods, "*") ? absl::StartsWith(method, methods) : method == methods;
}

bool AreMethods(absl::string_view text) {
  if (text == "*") return true;
  absl::string_view name = text;
  const bool is_beginning = absl::ConsumeSuffix(&name, "*");
  const bool is_plain = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.' || c == '/';
  });
  const auto slashes = std::count(name.begin(), name.end(), '/');
  if (!is_plain || slashes > 1 || name.front() == '/') return false;
  if (is_beginning) return name.back() == '.' || name.back() == '/';
  return slashes == 1 && name.back() != '/';
}

absl::StatusOr<std::vector<Limit>> ParseLimits(absl::string_view file, absl::string_view text) {
  ASSIGN_OR_RETURN(const json document, ParseStrictly(file, text));
  if (!document.is_array() || document.size() > kMostLimits) {
    return Place{file, ""}.Wants("", absl::StrCat("a list of at most ", kMostLimits, " limits"),
                                 document);
  }
  std::vector<Limit> limits;
  std::set<std::pair<std::string, std::string>> seen;
  for (const json& given : document) {
    const Place place{file, absl::StrCat("[", limits.size(), "]")};
    ASSIGN_OR_RETURN(Limit limit, ReadLimit(place, given));
    if (!seen.emplace(limit.methods, limit.callers).second) {
      return place.Wants("methods", "one limit for the same methods and callers", limit.methods);
    }
    limits.push_back(std::move(limit));
  }
  return limits;
}

}  // namespace ett::limits
