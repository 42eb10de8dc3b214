#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "ett/imports/v1/import.pb.h"
#include "google/type/date.pb.h"
#include "records/records.h"

namespace ett::records {

// The verdicts of an import's rows, counted and run-length coded as they come.
class Verdicts {
 public:
  void Add(imports::v1::Verdict verdict);
  void Reject(const std::string& key, const status::FieldError& error);
  // What was found out of a row after its verdict, which stays: listed among the rejections.
  void Remark(std::int64_t row, const std::string& key, const status::FieldError& error);
  std::int64_t rows() const { return rows_; }
  imports::v1::ImportReport& report() { return report_; }

 private:
  void List(imports::v1::Verdict verdict);

  std::int64_t rows_ = 0;
  imports::v1::ImportReport report_;
};

// The start of an import: who it is for, and whether it was answered before.
struct ImportStart {
  std::string parent;
  std::string request_id;
  google::type::Date effective_date = {};  // unset: rows are whole records
};

// What every import has whatever its rows are: the municipality of its first message, the verdicts,
// and one answer for one request id.
class ImportSession {
 public:
  // `method` tells imports of different kinds apart. `records` must outlive it.
  ImportSession(Records& records, std::string method)
      : records_(records), method_(std::move(method)) {}

  // The first message's parent decides; a later one may repeat it or leave it out. `municipality`
  // is that of `start.parent`.
  absl::Status Begin(const ImportStart& start, const absl::StatusOr<std::string>& municipality);

  // Whether what is counted is asked for: only where the same request may come again.
  bool counts() const { return !request_id_.empty(); }
  // Every row, as it came.
  void Count(absl::string_view row) { fingerprint_.Add(row); }
  // Bytes that may be cut anywhere.
  void CountBytes(absl::string_view bytes) { fingerprint_.Append(bytes); }
  // True when the request was answered before: its rows are only counted.
  bool replay() const { return replay_; }
  const std::string& municipality() const { return municipality_; }
  Verdicts& verdicts() { return verdicts_; }
  // Rows were written at this time.
  void Recorded(std::int64_t recorded_at) { recorded_at_ = recorded_at; }
  // When rows were written last; 0 for never.
  std::int64_t recorded_at() const { return recorded_at_; }

  // The answer: that of the verdicts, kept under the request id, or the one that was kept.
  absl::StatusOr<imports::v1::ImportReport> Finish();

 private:
  RequestKey Key() const { return {municipality_, method_, request_id_, ""}; }
  absl::StatusOr<imports::v1::ImportReport> KeptReport(const RequestKey& key);

  Records& records_;
  const std::string method_;
  bool begun_ = false;
  bool replay_ = false;
  std::string municipality_;
  std::string request_id_;
  Fingerprint fingerprint_;
  Verdicts verdicts_;
  std::int64_t recorded_at_ = 0;
};

// Takes the rejections out of the reports that are kept of imports of these kinds: they may name
// records and say what was in them. They count as omitted from then on.
absl::Status ForgetRejections(sql::Session& session, const std::string& municipality,
                              const std::vector<const Kind*>& kinds);

}  // namespace ett::records
