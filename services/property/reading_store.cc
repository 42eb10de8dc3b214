#include "services/property/reading_store.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "records/page_token.h"
#include "records/row.h"
#include "services/property/kinds.h"
#include "services/property/metering.h"
#include "services/property/reading_write.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::property {
namespace {

constexpr char kMonths[] = R"sql(
  SELECT meter, month, synthetic, sum_wh, present_quarters, estimated_quarters
  FROM reading_series JOIN reading_month
    ON reading_month.municipality = reading_series.municipality
    AND reading_month.series = reading_series.series
  WHERE reading_series.municipality = $1 AND recorded_at <= $2 AND superseded_at > $2
  ORDER BY meter, month)sql";

constexpr char kDays[] = R"sql(
  SELECT meter, day, resolution, packed_values, packed_statuses, synthetic, sum_wh,
         present_quarters, estimated_quarters, recorded_at
  FROM reading_series JOIN reading_day
    ON reading_day.municipality = reading_series.municipality
    AND reading_day.series = reading_series.series
  WHERE reading_series.municipality = $1 AND meter = $2 AND day >= $3 AND day <= $4
    AND recorded_at <= $5 AND superseded_at > $5
  ORDER BY day LIMIT $6)sql";

// A page to read: what was asked, with the token's place.
struct Page {
  records::RecordName meter;
  std::int64_t gsrn = 0;
  std::int64_t first_day = 0;
  std::int64_t last_day = 0;
  std::int64_t known_at = 0;
  int size = 0;
  std::string query;  // see records::PageToken
};

absl::StatusOr<std::int64_t> DayAsked(const char* field, bool given, const google::type::Date& date,
                                      absl::CivilDay otherwise) {
  if (!given) return DayNumber(otherwise);
  if (records::IsPossible(date)) return DayNumber(records::FirstDayOf(date));
  return status::InvalidField(field, "a day", records::PrintDate(date), "MALFORMED");
}

std::string QueryOf(v1::ListReadingsRequest request) {
  request.clear_page_size();
  request.clear_page_token();
  records::Fingerprint fingerprint;
  fingerprint.Add(request.SerializeAsString());
  return fingerprint.Hex();
}

absl::StatusOr<Page> PageOf(const v1::ListReadingsRequest& request, records::Records& records) {
  Page page;
  ASSIGN_OR_RETURN(page.meter, records::ParseName(MeterKind(), request.parent(), "parent"));
  ASSIGN_OR_RETURN(page.size, records::PageSize(request.page_size()));
  ASSIGN_OR_RETURN(page.first_day, DayAsked("from_date", request.has_from_date(),
                                            request.from_date(), absl::CivilDay(1, 1, 1)));
  ASSIGN_OR_RETURN(page.last_day, DayAsked("to_date", request.has_to_date(), request.to_date(),
                                           absl::CivilDay(9999, 12, 31)));
  ASSIGN_OR_RETURN(page.known_at,
                   records.KnownAt(request.has_as_known_at() ? &request.as_known_at() : nullptr));
  page.query = QueryOf(request);
  // Of a virtual meter there are none.
  page.gsrn = GsrnOf(request.parent());
  if (request.page_token().empty()) return page;
  ASSIGN_OR_RETURN(const records::PageToken token,
                   records::DecodePageToken(request.page_token(), page.query));
  page.known_at = token.known_at;
  std::int64_t after = 0;
  if (!absl::SimpleAtoi(token.after_id, &after)) {
    return status::InvalidField("page_token", "a token of this list", request.page_token());
  }
  page.first_day = after + 1;
  return page;
}

}  // namespace

absl::StatusOr<v1::ListReadingsResponse> ReadingStore::List(
    const v1::ListReadingsRequest& request) {
  ASSIGN_OR_RETURN(const Page page, PageOf(request, records_));
  const google::protobuf::Timestamp known_at = records::ToTimestamp(page.known_at);
  RETURN_IF_ERROR(records_.Get<v1::Meter>(MeterKind(), request.parent(), &known_at).status());
  v1::ListReadingsResponse response;
  std::int64_t last = 0;
  const DaysAsked asked = {page.meter.municipality, page.gsrn,     page.first_day,
                           page.last_day,           page.known_at, std::int64_t{page.size} + 1};
  RETURN_IF_ERROR(
      ForEachDay(asked, [&](const ReadingRow& day, std::int64_t recorded_at) -> absl::Status {
        if (response.readings_size() == page.size) {
          response.set_next_page_token(
              records::Encode({page.query, page.known_at, absl::StrCat(last)}));
          return absl::OkStatus();
        }
        last = day.day;
        ASSIGN_OR_RETURN(*response.add_readings(), ToReading(day, request.parent(), recorded_at));
        return absl::OkStatus();
      }));
  return response;
}

absl::Status ReadingStore::ForEachDay(
    const DaysAsked& asked,
    absl::FunctionRef<absl::Status(const ReadingRow&, std::int64_t recorded_at)> visit) {
  return records_.database().ReadRecent([&](sql::Session& session) {
    return session.ForEach(
        kDays,
        {NumberOf(asked.municipality), asked.gsrn, asked.first, asked.last, asked.known_at,
         asked.most},
        [&](const sql::Row& row) { return visit(DayFromRow(row), sql::Int(row[9])); });
  });
}

absl::StatusOr<std::vector<MeterMonth>> ReadingStore::Months(const std::string& municipality,
                                                             std::int64_t known_at) {
  std::vector<MeterMonth> months;
  RETURN_IF_ERROR(records_.database().ReadRecent([&](sql::Session& session) {
    return session.ForEach(kMonths, {NumberOf(municipality), known_at}, [&](const sql::Row& row) {
      months.push_back({sql::Int(row[0]),
                        sql::Int(row[1]),
                        sql::Int(row[2]) != 0,
                        {sql::Int(row[3]), 0, sql::Int(row[4]), sql::Int(row[5])}});
      return absl::OkStatus();
    });
  }));
  return months;
}

absl::StatusOr<Meters> ReadingStore::KnownMeters(const std::string& municipality) {
  ASSIGN_OR_RETURN(const std::int64_t known_at, records_.KnownAt(nullptr));
  ASSIGN_OR_RETURN(const std::vector<v1::Meter> all,
                   records_.All<v1::Meter>(MeterKind(), municipality, known_at));
  Meters meters;
  for (const v1::Meter& meter : all) {
    const absl::CivilDay last =
        meter.has_valid_to() ? records::LastDayOf(meter.valid_to()) : absl::CivilDay(9999, 12, 31);
    meters[meter.name()] = {records::FirstDayOf(meter.valid_from()), last, IsVirtual(meter),
                            meter.carrier() == v1::CARRIER_WATER};
  }
  return meters;
}

absl::StatusOr<ReadingStore::Written> ReadingStore::Write(const std::string& municipality,
                                                          const std::vector<ReadingRow>& rows) {
  Written written;
  RETURN_IF_ERROR(records_.database().Transact([&](sql::Session& session) -> absl::Status {
    ASSIGN_OR_RETURN(const std::int64_t recorded_at,
                     records::NextRecordedAt(session, records_.now()));
    ReadingWrite write(session, municipality, recorded_at);
    ASSIGN_OR_RETURN(written.verdicts, write.Run(rows));
    written.recorded_at = write.changed() ? recorded_at : 0;
    return absl::OkStatus();
  }));
  return written;
}

}  // namespace ett::property
