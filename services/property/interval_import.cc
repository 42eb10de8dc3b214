#include "services/property/interval_import.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "records/succession.h"
#include "services/property/interval_parts.h"
#include "services/property/reading_write.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::property {
namespace {

using imports::v1::ImportReport;
using imports::v1::Verdict;

// A batch ends where a part of a day would begin, and at the latest at the second of these.
constexpr std::size_t kBatch = 10'000;
constexpr std::size_t kMost = 40'000;

status::FieldError OtherResolution() {
  return status::Refusal("resolution", "OTHER_RESOLUTION",
                         "that in which the day is known, or all intervals of the day",
                         "some in another");
}

class IntervalImport final : public records::RowSink {
 public:
  IntervalImport(ReadingStore& store, records::ImportOptions options)
      : store_(store),
        options_(std::move(options)),
        session_(store.records(), absl::StrCat(options_.method, " ", IntervalKind().type)) {}

  absl::Status Begin(const records::ImportStart& start) override;
  records::ImportSession& session() override { return session_; }
  absl::Status Take(std::unique_ptr<records::Message> message, std::string where) override;
  absl::Status TakeUnreadable(status::FieldError error, std::string where) override;
  absl::StatusOr<ImportReport> Finish() override;

 private:
  struct Row {
    std::string where;
    std::optional<std::pair<std::string, status::FieldError>> refused;  // with its key
  };
  struct Decision {
    KnownDays known;
    std::vector<Verdict> verdicts;  // of the parts
    std::int64_t recorded_at = 0;
  };

  absl::Status Accept(const v1::IntervalValue& row, std::string where);
  absl::Status Push(Row row);
  absl::Status Flush();
  absl::Status Decide(sql::Session& session, const std::vector<ReadingRow>& rows,
                      Decision& decision);
  void Reject(const Row& row, const std::string& key, status::FieldError error);

  ReadingStore& store_;
  const records::ImportOptions options_;
  records::ImportSession session_;
  std::optional<IntervalCheck> check_;
  IntervalParts parts_;
  std::vector<Row> rows_;  // that wait to be decided, in order of arrival
};

absl::Status IntervalImport::Begin(const records::ImportStart& start) {
  records::ImportStart begun = start;
  if (options_.validate_only) begun.request_id.clear();
  RETURN_IF_ERROR(session_.Begin(begun, records::ParseMunicipality(start.parent)));
  if (check_.has_value()) return absl::OkStatus();
  RETURN_IF_ERROR(records::EffectiveDay(IntervalKind(), start.effective_date).status());
  ASSIGN_OR_RETURN(Meters meters, store_.KnownMeters(session_.municipality()));
  check_.emplace(std::move(meters));
  return absl::OkStatus();
}

absl::Status IntervalImport::Take(std::unique_ptr<records::Message> message, std::string where) {
  const auto& row = static_cast<const v1::IntervalValue&>(*message);
  const absl::StatusOr<Interval> interval = check_->Check(row);
  if (!interval.ok()) {
    const std::vector<status::FieldError> errors = status::FieldErrorsOf(interval.status());
    if (errors.empty()) return interval.status();
    return Push({std::move(where), {{KeyOf(row), errors.front()}}});
  }
  const bool is_full = rows_.size() >= kBatch && parts_.Begins(*interval);
  if (is_full || parts_.Contradicts(*interval)) RETURN_IF_ERROR(Flush());
  parts_.Add(*interval);
  return Push({std::move(where), std::nullopt});
}

absl::Status IntervalImport::TakeUnreadable(status::FieldError error, std::string where) {
  return Push({std::move(where), {{"", std::move(error)}}});
}

absl::Status IntervalImport::Push(Row row) {
  rows_.push_back(std::move(row));
  const bool is_full = rows_.size() >= kMost || (rows_.size() >= kBatch && parts_.empty());
  return is_full ? Flush() : absl::OkStatus();
}

absl::Status IntervalImport::Decide(sql::Session& session, const std::vector<ReadingRow>& rows,
                                    Decision& decision) {
  RETURN_IF_ERROR(ReadKnownDays(session, session_.municipality(), rows, decision.known));
  if (!options_.validate_only) {
    ASSIGN_OR_RETURN(const std::int64_t recorded_at,
                     records::NextRecordedAt(session, store_.records().now()));
    ReadingWrite write(session, session_.municipality(), recorded_at);
    ASSIGN_OR_RETURN(decision.verdicts, write.Run(rows));
    decision.recorded_at = write.changed() ? recorded_at : 0;
    return absl::OkStatus();
  }
  for (const ReadingRow& row : rows) {
    const auto day = decision.known.find({row.meter, row.day});
    const bool other =
        row.is_partial && day != decision.known.end() && day->second.resolution != row.resolution;
    decision.verdicts.push_back(other ? imports::v1::VERDICT_REJECTED
                                      : imports::v1::VERDICT_ACCEPTED);
  }
  return absl::OkStatus();
}

absl::Status IntervalImport::Flush() {
  Decision decision;
  std::vector<Verdict> verdicts;
  if (!parts_.empty()) {
    ASSIGN_OR_RETURN(const std::vector<ReadingRow> rows,
                     parts_.Rows(session_.municipality(), check_->meters()));
    const auto decide = [&](sql::Session& session) {
      decision = Decision();
      return Decide(session, rows, decision);
    };
    sql::Database& database = store_.records().database();
    RETURN_IF_ERROR(options_.validate_only ? database.Read(decide) : database.Transact(decide));
    ASSIGN_OR_RETURN(verdicts, parts_.Verdicts(decision.verdicts, decision.known));
  }
  auto verdict = verdicts.begin();
  for (const Row& row : rows_) {
    if (row.refused.has_value()) {
      Reject(row, row.refused->first, row.refused->second);
    } else if (*verdict++ == imports::v1::VERDICT_REJECTED) {
      const auto number = static_cast<std::size_t>(verdict - verdicts.begin()) - 1;
      Reject(row, parts_.KeyOf(number, session_.municipality()), OtherResolution());
    } else {
      session_.verdicts().Add(verdict[-1]);
    }
  }
  if (decision.recorded_at > 0) session_.Recorded(decision.recorded_at);
  rows_.clear();
  parts_.Clear();
  return absl::OkStatus();
}

void IntervalImport::Reject(const Row& row, const std::string& key, status::FieldError error) {
  error.message = absl::StrCat(row.where, error.message);
  if (options_.rejected) options_.rejected(session_.verdicts().rows(), error);
  session_.verdicts().Reject(key, error);
}

absl::StatusOr<ImportReport> IntervalImport::Finish() {
  if (!session_.replay()) RETURN_IF_ERROR(Flush());
  if (options_.validate_only) return session_.verdicts().report();
  return session_.Finish();
}

}  // namespace

records::RowCollection IntervalCollection(ReadingStore& store) {
  return {&IntervalKind(),
          [&store](records::ImportOptions options) -> std::unique_ptr<records::RowSink> {
            return std::make_unique<IntervalImport>(store, std::move(options));
          }};
}

}  // namespace ett::property
