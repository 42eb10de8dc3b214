#include "services/property/stretch_query.h"

#include <algorithm>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "records/page_token.h"
#include "services/property/domain/local_day.h"
#include "services/property/kinds.h"
#include "services/property/metered_days.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::property {
namespace {

struct Page {
  ReadingStore::DaysAsked meter;
  std::size_t size = 0;
  std::size_t first = 0;
  std::string query;
};

absl::StatusOr<Page> PageOf(const v1::QueryStretchesRequest& request, records::Records& records) {
  Page page;
  ASSIGN_OR_RETURN(const records::RecordName name,
                   records::ParseName(MeterKind(), request.parent(), "parent"));
  page.meter.municipality = name.municipality;
  page.meter.gsrn = GsrnOf(request.parent());
  ASSIGN_OR_RETURN(const int size, records::PageSize(request.page_size()));
  page.size = static_cast<std::size_t>(size);
  ASSIGN_OR_RETURN(page.meter.known_at,
                   records.KnownAt(request.has_as_known_at() ? &request.as_known_at() : nullptr));
  v1::QueryStretchesRequest query = request;
  query.clear_page_size();
  query.clear_page_token();
  records::Fingerprint fingerprint;
  fingerprint.Add(query.SerializeAsString());
  page.query = fingerprint.Hex();
  if (request.page_token().empty()) return page;
  ASSIGN_OR_RETURN(const records::PageToken token,
                   records::DecodePageToken(request.page_token(), page.query));
  page.meter.known_at = token.known_at;
  if (absl::SimpleAtoi(token.after_id, &page.first)) return page;
  return status::InvalidField("page_token", "a token of this query", request.page_token());
}

void Tell(const Stretch& stretch, const OpenTime& open, v1::Stretch& told) {
  told.mutable_start_time()->set_seconds(stretch.time.first * kSecondsOfAQuarter);
  told.mutable_end_time()->set_seconds(stretch.time.end * kSecondsOfAQuarter);
  if (stretch.IsKnown() || stretch.problem == StretchProblem::kOverlap) {
    told.set_energy_wh(stretch.wh);
  }
  told.set_read_wh(open.read_wh);
  told.set_open_quarters(open.quarters);
  const StretchProblem problem = ProblemOf(stretch, open);
  told.set_problem(static_cast<v1::StretchProblem>(problem));
  if (problem == StretchProblem::kNone && open.quarters > 0) {
    told.set_spread_wh(stretch.wh - open.read_wh);
  }
  told.mutable_sources()->Add(stretch.sources.begin(), stretch.sources.end());
}

}  // namespace

absl::StatusOr<v1::QueryStretchesResponse> QueryStretches(
    ReadingStore& readings, const v1::QueryStretchesRequest& request) {
  ASSIGN_OR_RETURN(const Page page, PageOf(request, readings.records()));
  ASSIGN_OR_RETURN(const Metering metering,
                   LoadMetering(readings.records(), page.meter.municipality, page.meter.known_at));
  if (metering.Find(request.parent()) == nullptr) {
    return status::NotFound(MeterKind().type, request.parent());
  }
  const std::vector<Stretch>& stretches = metering.StretchesOf(page.meter.gsrn);
  const std::size_t end = std::min(stretches.size(), page.first + page.size);
  v1::QueryStretchesResponse response;
  for (std::size_t i = page.first; i < end; ++i) {
    ASSIGN_OR_RETURN(const OpenTime open, LoadOpenTime(readings, stretches[i], page.meter));
    Tell(stretches[i], open, *response.add_stretches());
  }
  if (end < stretches.size()) {
    response.set_next_page_token(
        records::Encode({page.query, page.meter.known_at, absl::StrCat(end)}));
  }
  return response;
}

}  // namespace ett::property
