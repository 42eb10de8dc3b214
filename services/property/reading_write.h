#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "ett/imports/v1/import.pb.h"
#include "services/property/reading_row.h"
#include "sql/database.h"

namespace ett::property {

// An organisation number, as readings are kept by it; 0 for another text, which has none.
std::int64_t NumberOf(const std::string& municipality);

// The columns meter, day, resolution, packed_values, packed_statuses, synthetic, sum_wh,
// present_quarters, estimated_quarters, in this order.
ReadingRow DayFromRow(const sql::Row& row);

// The first and the last day of each meter's rows, by GSRN.
std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>> DaySpansOf(
    const std::vector<ReadingRow>& rows);

// Writes readings within a transaction: the days, then the months that they change.
class ReadingWrite {
 public:
  ReadingWrite(sql::Session& session, const std::string& municipality, std::int64_t recorded_at)
      : session_(session), municipality_(NumberOf(municipality)), recorded_at_(recorded_at) {}

  // The verdict of each row; no two have the same meter and day. Rejected are parts of days that
  // are known in another resolution.
  absl::StatusOr<std::vector<imports::v1::Verdict>> Run(const std::vector<ReadingRow>& rows);

  bool changed() const { return !inserted_.empty(); }

 private:
  // What is known now of a meter, of the days that are written.
  struct Series {
    std::int64_t number = 0;  // 0 where it has none
    std::map<std::int64_t, ReadingRow> days;
  };
  struct Month {
    Energy change;
    bool synthetic = false;
  };

  // By meter; one that is new gets a series.
  absl::StatusOr<std::map<std::int64_t, Series>> Current(const std::vector<ReadingRow>& rows);
  absl::Status ReadSeries(const sql::Row& days, Series& series);
  absl::StatusOr<imports::v1::Verdict> DecidePart(const ReadingRow& part, const Series& series);
  imports::v1::Verdict Decide(const ReadingRow& row, const Series& series);
  absl::Status WriteMonths();
  absl::Status WriteMonthsOf(std::int64_t series, const std::map<std::int64_t, Month>& months);
  absl::Status Insert(const char* head, const std::vector<sql::Row>& rows);

  sql::Session& session_;
  const std::int64_t municipality_;
  const std::int64_t recorded_at_;
  std::vector<sql::Row> superseded_;
  std::vector<sql::Row> inserted_;
  std::map<std::int64_t, std::map<std::int64_t, Month>> months_;  // by series
  std::vector<sql::Row> superseded_months_;
  std::vector<sql::Row> inserted_months_;
};

}  // namespace ett::property
