#include "services/property/energy_question.h"

#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "records/page_token.h"
#include "services/property/domain/energy.h"
#include "services/property/domain/local_day.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::property {
namespace {

using status::InvalidField;

constexpr const char* kDimensions[] = {kMeterDimension, "building", kGroupDimension, "function",
                                       "carrier"};
constexpr char kDimensionsWanted[] = "meter, building, group, function or carrier, each once";
constexpr std::int64_t kQuartersOfTwentyYears = std::int64_t{20} * 366 * 96;
// 2200-01-01.
constexpr std::int64_t kLastSecond = 7'258'118'400;
constexpr int kUsualSize = 1000;
constexpr int kMostSize = 10'000;

bool IsDimension(const std::string& name) {
  return std::find(std::begin(kDimensions), std::end(kDimensions), name) != std::end(kDimensions);
}

absl::StatusOr<std::int64_t> QuarterOf(const char* field, bool given,
                                       const google::protobuf::Timestamp& time) {
  const bool is_whole = time.nanos() == 0 && time.seconds() % kSecondsOfAQuarter == 0;
  if (given && is_whole && time.seconds() >= 0 && time.seconds() <= kLastSecond) {
    return time.seconds() / kSecondsOfAQuarter;
  }
  return InvalidField(field, "a whole quarter of an hour, 1970 to 2200",
                      given ? absl::StrCat(time.seconds(), " s") : "", "MALFORMED");
}

absl::StatusOr<Window> TimeOf(const v1::QueryEnergyRequest& request) {
  Window time;
  ASSIGN_OR_RETURN(time.first,
                   QuarterOf("start_time", request.has_start_time(), request.start_time()));
  ASSIGN_OR_RETURN(time.end, QuarterOf("end_time", request.has_end_time(), request.end_time()));
  const std::int64_t quarters = time.end - time.first;
  if (quarters > 0 && quarters <= kQuartersOfTwentyYears) return time;
  return InvalidField("end_time", "after start_time, by twenty years at most",
                      absl::StrCat(quarters * kSecondsOfAQuarter, " s after it"), "OUT_OF_RANGE");
}

absl::StatusOr<std::map<std::string, std::set<std::string>>> FiltersOf(
    const v1::QueryEnergyRequest& request) {
  std::map<std::string, std::set<std::string>> filters;
  for (const std::string& filter : request.filters()) {
    const std::pair<std::string, std::string> parts =
        absl::StrSplit(filter, absl::MaxSplits('=', 1));
    if (!IsDimension(parts.first) || parts.second.empty()) {
      return InvalidField("filters",
                          "dimension=category, the dimension one of meter, building, "
                          "group, function and carrier",
                          filter, "MALFORMED");
    }
    filters[parts.first].insert(parts.second);
  }
  return filters;
}

absl::Status CheckGroups(const v1::QueryEnergyRequest& request) {
  std::set<std::string> seen;
  for (const std::string& dimension : request.group_by()) {
    if (IsDimension(dimension) && seen.insert(dimension).second) continue;
    return InvalidField("group_by", kDimensionsWanted, dimension, "UNKNOWN_VALUE");
  }
  return absl::OkStatus();
}

absl::Status CheckChoices(const v1::QueryEnergyRequest& request) {
  if (request.resolution() <= v1::WINDOW_LENGTH_UNSPECIFIED ||
      !v1::WindowLength_IsValid(request.resolution())) {
    return InvalidField("resolution", "a WindowLength", absl::StrCat(request.resolution()),
                        "UNKNOWN_VALUE");
  }
  if (request.has_least_coverage() &&
      !(request.least_coverage() >= 0 && request.least_coverage() <= 1)) {
    return InvalidField("least_coverage", "0..1", absl::StrCat(request.least_coverage()),
                        "OUT_OF_RANGE");
  }
  if (request.page_size() < 0) {
    return InvalidField("page_size", "0..10000", absl::StrCat(request.page_size()), "OUT_OF_RANGE");
  }
  return CheckGroups(request);
}

std::string QueryOf(v1::QueryEnergyRequest request) {
  request.clear_page_size();
  request.clear_page_token();
  records::Fingerprint fingerprint;
  fingerprint.Add(request.SerializeAsString());
  return fingerprint.Hex();
}

}  // namespace

bool EnergyQuestion::IsGroupedBy(const std::string& dimension) const {
  return std::find(group_by.begin(), group_by.end(), dimension) != group_by.end();
}

absl::StatusOr<EnergyQuestion> ToQuestion(const v1::QueryEnergyRequest& request,
                                          records::Records& records) {
  EnergyQuestion question;
  ASSIGN_OR_RETURN(question.municipality, records::ParseMunicipality(request.parent()));
  RETURN_IF_ERROR(CheckChoices(request));
  ASSIGN_OR_RETURN(question.time, TimeOf(request));
  question.length = static_cast<WindowLength>(request.resolution());
  question.group_by = {request.group_by().begin(), request.group_by().end()};
  ASSIGN_OR_RETURN(question.filters, FiltersOf(request));
  question.least_coverage =
      request.has_least_coverage() ? request.least_coverage() : kLeastCoverage;
  question.with_load = request.with_load();
  question.size = std::min(request.page_size() == 0 ? kUsualSize : request.page_size(), kMostSize);
  question.query = QueryOf(request);
  ASSIGN_OR_RETURN(question.known_at,
                   records.KnownAt(request.has_as_known_at() ? &request.as_known_at() : nullptr));
  if (request.page_token().empty()) return question;
  ASSIGN_OR_RETURN(const records::PageToken token,
                   records::DecodePageToken(request.page_token(), question.query));
  question.known_at = token.known_at;
  if (absl::SimpleAtoi(token.after_id, &question.first) && question.first > 0) return question;
  return InvalidField("page_token", "a token of this query", request.page_token());
}

}  // namespace ett::property
