#include "services/property/reading_write.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "records/row.h"
#include "status/macros.h"

namespace ett::property {
namespace {

using imports::v1::Verdict;
using records::kNotSuperseded;

// A row of NULLs for a meter that has a series, but none of the days.
constexpr char kCurrentDays[] = R"sql(
  SELECT meter, day, resolution, packed_values, packed_statuses, synthetic, sum_wh,
         present_quarters, estimated_quarters, reading_series.series
  FROM reading_series LEFT JOIN reading_day
    ON reading_day.municipality = reading_series.municipality
    AND reading_day.series = reading_series.series
    AND day >= $3 AND day <= $4 AND superseded_at = $5
  WHERE reading_series.municipality = $1 AND meter = $2)sql";

constexpr char kNewSeries[] = R"sql(
  INSERT INTO reading_series (municipality, meter, series)
  SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT), COALESCE(MAX(series), 0) + 1
  FROM reading_series WHERE municipality = $1)sql";

constexpr char kSupersedeDay[] = R"sql(
  UPDATE reading_day SET superseded_at = $1
  WHERE municipality = $2 AND series = $3 AND day = $4 AND superseded_at = $5)sql";

constexpr char kCurrentMonths[] = R"sql(
  SELECT month, synthetic, sum_wh, present_quarters, estimated_quarters
  FROM reading_month
  WHERE municipality = $1 AND series = $2 AND month >= $3 AND month <= $4
    AND superseded_at = $5)sql";

constexpr char kSupersedeMonth[] = R"sql(
  UPDATE reading_month SET superseded_at = $1
  WHERE municipality = $2 AND series = $3 AND month = $4 AND superseded_at = $5)sql";

constexpr char kInsertDay[] = R"sql(
  INSERT INTO reading_day (municipality, series, day, recorded_at, superseded_at, resolution,
                           packed_values, packed_statuses, synthetic, sum_wh, present_quarters,
                           estimated_quarters) VALUES )sql";

constexpr char kInsertMonth[] = R"sql(
  INSERT INTO reading_month (municipality, series, month, recorded_at, superseded_at, synthetic,
                             sum_wh, present_quarters, estimated_quarters) VALUES )sql";

// Rows that go to PostgreSQL in one statement, to save round trips. SQLite has none to save, and
// looks up parameters by name, which is slower the more there are.
constexpr std::size_t kRowsToPostgres = 50;

std::string InsertStatement(const char* head, std::size_t columns, std::size_t rows) {
  std::string statement = head;
  for (std::size_t row = 0, parameter = 1; row < rows; ++row) {
    absl::StrAppend(&statement, row == 0 ? "(" : ", (");
    for (std::size_t column = 0; column < columns; ++column, ++parameter) {
      absl::StrAppend(&statement, column == 0 ? "$" : ", $", parameter);
    }
    absl::StrAppend(&statement, ")");
  }
  return statement;
}

Energy Difference(const Energy& to, const Energy& from) {
  return {to.sum_wh - from.sum_wh, 0, to.present_quarters - from.present_quarters,
          to.estimated_quarters - from.estimated_quarters};
}

}  // namespace

std::int64_t NumberOf(const std::string& municipality) {
  std::int64_t number = 0;
  return absl::SimpleAtoi(municipality, &number) ? number : 0;
}

ReadingRow DayFromRow(const sql::Row& row) {
  return {sql::Int(row[0]),
          sql::Int(row[1]),
          sql::Int(row[2]),
          sql::Text(row[3]),
          sql::Text(row[4]),
          sql::Int(row[5]) != 0,
          {sql::Int(row[6]), 0, sql::Int(row[7]), sql::Int(row[8])}};
}

std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>> DaySpansOf(
    const std::vector<ReadingRow>& rows) {
  std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>> spans;
  for (const ReadingRow& row : rows) {
    auto& [first, last] = spans.try_emplace(row.meter, row.day, row.day).first->second;
    first = std::min(first, row.day);
    last = std::max(last, row.day);
  }
  return spans;
}

absl::StatusOr<std::vector<Verdict>> ReadingWrite::Run(const std::vector<ReadingRow>& rows) {
  ASSIGN_OR_RETURN(const auto current, Current(rows));
  std::vector<Verdict> verdicts;
  verdicts.reserve(rows.size());
  for (const ReadingRow& row : rows) {
    const Series& series = current.at(row.meter);
    Verdict& verdict = verdicts.emplace_back();
    if (row.is_partial) {
      ASSIGN_OR_RETURN(verdict, DecidePart(row, series));
    } else {
      verdict = Decide(row, series);
    }
  }
  RETURN_IF_ERROR(session_.ExecuteMany(kSupersedeDay, superseded_));
  RETURN_IF_ERROR(Insert(kInsertDay, inserted_));
  RETURN_IF_ERROR(WriteMonths());
  return verdicts;
}

absl::StatusOr<std::map<std::int64_t, ReadingWrite::Series>> ReadingWrite::Current(
    const std::vector<ReadingRow>& rows) {
  std::map<std::int64_t, Series> current;
  for (const auto& [meter, span] : DaySpansOf(rows)) {
    Series& series = current[meter];
    const sql::Row days = {municipality_, meter, span.first, span.second, kNotSuperseded};
    RETURN_IF_ERROR(ReadSeries(days, series));
    if (series.number != 0) continue;
    RETURN_IF_ERROR(session_.Execute(kNewSeries, {municipality_, meter}).status());
    RETURN_IF_ERROR(ReadSeries(days, series));
  }
  return current;
}

absl::Status ReadingWrite::ReadSeries(const sql::Row& days, Series& series) {
  return session_.ForEach(kCurrentDays, days, [&series](const sql::Row& row) {
    series.number = sql::Int(row[9]);
    if (sql::IsNull(row[1])) return absl::OkStatus();
    ReadingRow day = DayFromRow(row);
    series.days.emplace(day.day, std::move(day));
    return absl::OkStatus();
  });
}

absl::StatusOr<Verdict> ReadingWrite::DecidePart(const ReadingRow& part, const Series& series) {
  const auto known = series.days.find(part.day);
  const absl::StatusOr<ReadingRow> whole =
      Merged(part, known == series.days.end() ? nullptr : &known->second);
  if (absl::IsFailedPrecondition(whole.status())) return imports::v1::VERDICT_REJECTED;
  RETURN_IF_ERROR(whole.status());
  return Decide(*whole, series);
}

Verdict ReadingWrite::Decide(const ReadingRow& row, const Series& series) {
  const auto found = series.days.find(row.day);
  const bool is_new = found == series.days.end();
  if (!is_new && found->second == row) return imports::v1::VERDICT_UNCHANGED;
  Month& month = months_[series.number][MonthNumber(DayOf(row.day))];
  month.synthetic |= row.synthetic;
  month.change += Difference(row.energy, is_new ? Energy() : found->second.energy);
  if (!is_new)
    superseded_.push_back({recorded_at_, municipality_, series.number, row.day, kNotSuperseded});
  inserted_.push_back({municipality_, series.number, row.day, recorded_at_, kNotSuperseded,
                       row.resolution, row.packed_values, row.packed_statuses,
                       std::int64_t{row.synthetic}, row.energy.sum_wh, row.energy.present_quarters,
                       row.energy.estimated_quarters});
  return imports::v1::VERDICT_ACCEPTED;
}

absl::Status ReadingWrite::WriteMonths() {
  for (const auto& [series, months] : months_) RETURN_IF_ERROR(WriteMonthsOf(series, months));
  RETURN_IF_ERROR(session_.ExecuteMany(kSupersedeMonth, superseded_months_));
  return Insert(kInsertMonth, inserted_months_);
}

absl::Status ReadingWrite::WriteMonthsOf(std::int64_t series,
                                         const std::map<std::int64_t, Month>& months) {
  std::map<std::int64_t, Month> sums = months;
  RETURN_IF_ERROR(session_.ForEach(
      kCurrentMonths,
      {municipality_, series, months.begin()->first, months.rbegin()->first, kNotSuperseded},
      [&](const sql::Row& row) {
        const auto found = sums.find(sql::Int(row[0]));
        if (found == sums.end()) return absl::OkStatus();
        found->second.synthetic |= sql::Int(row[1]) != 0;
        found->second.change += {sql::Int(row[2]), 0, sql::Int(row[3]), sql::Int(row[4])};
        superseded_months_.push_back(
            {recorded_at_, municipality_, series, found->first, kNotSuperseded});
        return absl::OkStatus();
      }));
  for (const auto& [month, sum] : sums) {
    inserted_months_.push_back({municipality_, series, month, recorded_at_, kNotSuperseded,
                                std::int64_t{sum.synthetic}, sum.change.sum_wh,
                                sum.change.present_quarters, sum.change.estimated_quarters});
  }
  return absl::OkStatus();
}

absl::Status ReadingWrite::Insert(const char* head, const std::vector<sql::Row>& rows) {
  if (rows.empty()) return absl::OkStatus();
  const std::size_t columns = rows[0].size();
  const std::size_t together = session_.engine() == sql::Engine::kPostgres ? kRowsToPostgres : 1;
  std::vector<sql::Row> wide;
  std::size_t done = 0;
  for (; done + together <= rows.size(); done += together) {
    sql::Row& next = wide.emplace_back();
    for (std::size_t i = done; i < done + together; ++i) {
      next.insert(next.end(), rows[i].begin(), rows[i].end());
    }
  }
  RETURN_IF_ERROR(session_.ExecuteMany(InsertStatement(head, columns, together), wide));
  const std::vector<sql::Row> rest(rows.begin() + static_cast<std::ptrdiff_t>(done), rows.end());
  return session_.ExecuteMany(InsertStatement(head, columns, 1), rest);
}

}  // namespace ett::property
