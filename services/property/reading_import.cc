#include "services/property/reading_import.h"

#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "records/import_session.h"
#include "records/kind.h"
#include "records/row.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::property {
namespace {

using imports::v1::ImportReport;

constexpr std::size_t kBatch = 5000;

std::string KeyOf(const v1::Reading& reading) {
  return absl::StrCat(reading.meter(), " ", records::PrintDate(reading.local_date()));
}

status::FieldError OtherResolution() {
  return status::Refusal("resolution", "OTHER_RESOLUTION",
                         "that in which the day is known, or a reading of the whole day",
                         "a part of a day in another");
}

class ReadingImport final : public chassis::Receiver<v1::ImportReadingsRequest, ImportReport> {
 public:
  explicit ReadingImport(ReadingStore& store)
      : store_(store), session_(store.records(), "Import ett.no/Reading") {}

  absl::Status Receive(const v1::ImportReadingsRequest& request) override;
  absl::StatusOr<ImportReport> Finish() override;

 private:
  struct Refused {
    std::string key;
    status::FieldError error;
  };
  struct Accepted {
    std::string key;
  };
  using Pending = std::variant<Accepted, Refused>;

  absl::Status Begin(const v1::ImportReadingsRequest& request);
  absl::Status Add(const v1::Reading& reading);
  absl::Status Flush();

  ReadingStore& store_;
  records::ImportSession session_;
  bool begun_ = false;
  Meters meters_;
  // What waits to be written, in order of arrival; the rows of those accepted, in the same order.
  std::vector<Pending> pending_;
  std::vector<ReadingRow> rows_;
  std::set<std::pair<std::int64_t, std::int64_t>> keys_;  // meter and day of `rows_`
};

absl::Status ReadingImport::Receive(const v1::ImportReadingsRequest& request) {
  RETURN_IF_ERROR(Begin(request));
  for (const v1::Reading& reading : request.readings()) RETURN_IF_ERROR(Add(reading));
  return absl::OkStatus();
}

absl::Status ReadingImport::Begin(const v1::ImportReadingsRequest& request) {
  RETURN_IF_ERROR(session_.Begin({request.parent(), request.request_id()},
                                 records::ParseMunicipality(request.parent())));
  if (begun_) return absl::OkStatus();
  begun_ = true;
  ASSIGN_OR_RETURN(meters_, store_.KnownMeters(session_.municipality()));
  return absl::OkStatus();
}

absl::Status ReadingImport::Add(const v1::Reading& reading) {
  session_.Count(reading.SerializeAsString());
  if (session_.replay()) return absl::OkStatus();
  absl::StatusOr<ReadingRow> row = ToReadingRow(reading, meters_);
  if (!row.ok()) {
    const std::vector<status::FieldError> errors = status::FieldErrorsOf(row.status());
    if (errors.empty()) return row.status();
    pending_.push_back(Refused{KeyOf(reading), errors.front()});
  } else {
    // Two versions of one day cannot be learnt at the same time.
    if (keys_.contains({row->meter, row->day})) RETURN_IF_ERROR(Flush());
    keys_.emplace(row->meter, row->day);
    // Only a part of a day may still be refused, by its name.
    pending_.push_back(Accepted{row->is_partial ? KeyOf(reading) : ""});
    rows_.push_back(*std::move(row));
  }
  return pending_.size() < kBatch ? absl::OkStatus() : Flush();
}

absl::Status ReadingImport::Flush() {
  ReadingStore::Written written;
  if (!rows_.empty()) {
    ASSIGN_OR_RETURN(written, store_.Write(session_.municipality(), rows_));
  }
  auto verdict = written.verdicts.begin();
  for (const Pending& pending : pending_) {
    if (const auto* refused = std::get_if<Refused>(&pending)) {
      session_.verdicts().Reject(refused->key, refused->error);
    } else if (*verdict++ == imports::v1::VERDICT_REJECTED) {
      session_.verdicts().Reject(std::get<Accepted>(pending).key, OtherResolution());
    } else {
      session_.verdicts().Add(verdict[-1]);
    }
  }
  if (written.recorded_at > 0) session_.Recorded(written.recorded_at);
  pending_.clear();
  rows_.clear();
  keys_.clear();
  return absl::OkStatus();
}

absl::StatusOr<ImportReport> ReadingImport::Finish() {
  RETURN_IF_ERROR(Flush());
  return session_.Finish();
}

}  // namespace

std::unique_ptr<chassis::Receiver<v1::ImportReadingsRequest, ImportReport>> MakeReadingImport(
    ReadingStore& store) {
  return std::make_unique<ReadingImport>(store);
}

}  // namespace ett::property
