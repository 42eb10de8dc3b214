#include "services/property/reading_import.h"

#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "records/clock.h"
#include "records/import.h"
#include "records/row.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::property {
namespace {

using imports::v1::ImportReport;
using records::RequestKey;

constexpr std::size_t kBatch = 5000;

constexpr char kAnswered[] = R"sql(
  SELECT 1 FROM request WHERE municipality = $1 AND method = $2 AND request_id = $3)sql";

class ReadingImport final : public chassis::Receiver<v1::ImportReadingsRequest, ImportReport> {
 public:
  explicit ReadingImport(ReadingStore& store) : store_(store) {}

  absl::Status Receive(const v1::ImportReadingsRequest& request) override;
  absl::StatusOr<ImportReport> Finish() override;

 private:
  struct Refused {
    std::string key;
    status::FieldError error;
  };
  struct Accepted {};
  using Pending = std::variant<Accepted, Refused>;

  absl::Status Begin(const v1::ImportReadingsRequest& request);
  absl::Status Add(const v1::Reading& reading);
  absl::Status Flush();
  absl::StatusOr<ImportReport> KeptReport(const RequestKey& key);
  RequestKey Key() const { return {municipality_, "Import ett.no/Reading", request_id_, ""}; }

  ReadingStore& store_;
  std::string municipality_;
  std::string request_id_;
  bool begun_ = false;
  // Rows of a request that was answered before: counted into the fingerprint only.
  bool replay_ = false;
  records::Fingerprint fingerprint_;
  Meters meters_;
  // What waits to be written, in order of arrival; the rows of those accepted, in the same order.
  std::vector<Pending> pending_;
  std::vector<ReadingRow> rows_;
  std::set<std::pair<std::int64_t, std::int64_t>> keys_;  // meter and day of `rows_`
  records::Verdicts verdicts_;
  std::int64_t recorded_at_ = 0;
};

absl::Status ReadingImport::Receive(const v1::ImportReadingsRequest& request) {
  RETURN_IF_ERROR(Begin(request));
  for (const v1::Reading& reading : request.readings()) RETURN_IF_ERROR(Add(reading));
  return absl::OkStatus();
}

absl::Status ReadingImport::Begin(const v1::ImportReadingsRequest& request) {
  if (begun_ && request.parent().empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::string municipality, records::ParseMunicipality(request.parent()));
  if (begun_) {
    if (municipality == municipality_) return absl::OkStatus();
    return status::InvalidField("parent", "the parent of the first message", request.parent(),
                                "PARENT_CHANGED");
  }
  begun_ = true;
  municipality_ = municipality;
  request_id_ = request.request_id();
  ASSIGN_OR_RETURN(meters_, store_.KnownMeters(municipality_));
  if (request_id_.empty()) return absl::OkStatus();
  return store_.records().database().Read([&](sql::Session& session) -> absl::Status {
    const RequestKey key = Key();
    ASSIGN_OR_RETURN(const auto rows,
                     session.Query(kAnswered, {key.municipality, key.method, key.request_id}));
    replay_ = !rows.empty();
    return absl::OkStatus();
  });
}

absl::Status ReadingImport::Add(const v1::Reading& reading) {
  if (!request_id_.empty()) fingerprint_.Add(reading.SerializeAsString());
  if (replay_) return absl::OkStatus();
  absl::StatusOr<ReadingRow> row = ToReadingRow(reading, meters_);
  if (!row.ok()) {
    const std::vector<status::FieldError> errors = status::FieldErrorsOf(row.status());
    if (errors.empty()) return row.status();
    const std::string key =
        absl::StrCat(reading.meter(), " ", records::PrintDate(reading.local_date()));
    pending_.push_back(Refused{key, errors.front()});
  } else {
    // Two versions of one day cannot be learnt at the same time.
    if (keys_.contains({row->meter, row->day})) RETURN_IF_ERROR(Flush());
    keys_.emplace(row->meter, row->day);
    rows_.push_back(*std::move(row));
    pending_.push_back(Accepted());
  }
  return pending_.size() < kBatch ? absl::OkStatus() : Flush();
}

absl::Status ReadingImport::Flush() {
  ReadingStore::Written written;
  if (!rows_.empty()) {
    ASSIGN_OR_RETURN(written, store_.Write(municipality_, rows_));
  }
  auto verdict = written.verdicts.begin();
  for (const Pending& pending : pending_) {
    if (const auto* refused = std::get_if<Refused>(&pending)) {
      verdicts_.Reject(refused->key, refused->error);
    } else {
      verdicts_.Add(*verdict++);
    }
  }
  if (written.recorded_at > 0) recorded_at_ = written.recorded_at;
  pending_.clear();
  rows_.clear();
  keys_.clear();
  return absl::OkStatus();
}

absl::StatusOr<ImportReport> ReadingImport::KeptReport(const RequestKey& key) {
  ImportReport report;
  RETURN_IF_ERROR(store_.records().database().Read([&](sql::Session& session) -> absl::Status {
    ASSIGN_OR_RETURN(const auto kept, records::FindAnswer(session, key));
    if (kept.has_value() && report.ParseFromString(*kept)) return absl::OkStatus();
    return absl::DataLossError("a kept import report cannot be read");
  }));
  return report;
}

absl::StatusOr<ImportReport> ReadingImport::Finish() {
  if (!begun_) {
    return status::InvalidField("parent", "a first message with the parent", "an empty stream",
                                "REQUIRED");
  }
  RequestKey key = Key();
  key.fingerprint = fingerprint_.Hex();
  if (replay_) return KeptReport(key);
  RETURN_IF_ERROR(Flush());
  ImportReport& report = verdicts_.report();
  if (recorded_at_ > 0) {
    report.set_known_at(absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", absl::FromUnixMicros(recorded_at_),
                                         absl::UTCTimeZone()));
  }
  if (request_id_.empty()) return report;
  RETURN_IF_ERROR(store_.records().database().Transact([&](sql::Session& session) {
    return records::KeepAnswer(session, key, report.SerializeAsString(), recorded_at_);
  }));
  return report;
}

}  // namespace

std::unique_ptr<chassis::Receiver<v1::ImportReadingsRequest, ImportReport>> MakeReadingImport(
    ReadingStore& store) {
  return std::make_unique<ReadingImport>(store);
}

}  // namespace ett::property
