#include "records/import_session.h"

#include <optional>

#include "absl/strings/escaping.h"
#include "absl/time/time.h"
#include "status/macros.h"

namespace ett::records {
namespace {

using imports::v1::ImportReport;
using imports::v1::Verdict;

constexpr int kListedRejections = 10'000;
constexpr int kListedRuns = 100'000;

constexpr char kAnswered[] = R"sql(
  SELECT 1 FROM request WHERE municipality = $1 AND method = $2 AND request_id = $3)sql";

constexpr char kReports[] = R"sql(
  SELECT request_id, answer FROM request
  WHERE municipality = $1 AND method IN ('Import ' || $2, 'ImportFile ' || $2))sql";

constexpr char kReplace[] = R"sql(
  UPDATE request SET answer = $4
  WHERE municipality = $1 AND request_id = $2
  AND method IN ('Import ' || $3, 'ImportFile ' || $3) AND answer = $5)sql";

// The kept report without its rejections; nothing where it has none.
absl::StatusOr<std::optional<std::string>> WithoutRejections(const std::string& kept) {
  std::string bytes;
  ImportReport report;
  if (!absl::Base64Unescape(kept, &bytes) || !report.ParseFromString(bytes)) {
    return absl::DataLossError("a kept import report cannot be read");
  }
  if (report.rejections().empty()) return std::nullopt;
  report.set_rejections_omitted_count(report.rejections_omitted_count() + report.rejections_size());
  report.clear_rejections();
  return absl::Base64Escape(report.SerializeAsString());
}

}  // namespace

void Verdicts::List(Verdict verdict) {
  auto& runs = *report_.mutable_verdicts();
  const bool begins = runs.empty() || runs.rbegin()->verdict() != verdict;
  if (report_.verdicts_omitted_count() > 0 || (begins && runs.size() == kListedRuns)) {
    report_.set_verdicts_omitted_count(report_.verdicts_omitted_count() + 1);
    return;
  }
  if (begins) {
    auto* run = runs.Add();
    run->set_first_row(rows_);
    run->set_verdict(verdict);
  }
  runs.rbegin()->set_row_count(runs.rbegin()->row_count() + 1);
}

void Verdicts::Add(Verdict verdict) {
  List(verdict);
  ++rows_;
  switch (verdict) {
    case imports::v1::VERDICT_ACCEPTED:
      report_.set_accepted_count(report_.accepted_count() + 1);
      break;
    case imports::v1::VERDICT_UNCHANGED:
      report_.set_unchanged_count(report_.unchanged_count() + 1);
      break;
    default:
      report_.set_rejected_count(report_.rejected_count() + 1);
  }
}

void Verdicts::Remark(std::int64_t row, const std::string& key, const status::FieldError& error) {
  if (report_.rejections_size() >= kListedRejections) {
    report_.set_rejections_omitted_count(report_.rejections_omitted_count() + 1);
    return;
  }
  auto* rejection = report_.add_rejections();
  rejection->set_row(row);
  rejection->set_key(key);
  rejection->set_field(error.field);
  rejection->set_reason(error.reason);
  rejection->set_message(error.message);
}

void Verdicts::Reject(const std::string& key, const status::FieldError& error) {
  Remark(rows_, key, error);
  Add(imports::v1::VERDICT_REJECTED);
}

absl::Status ImportSession::Begin(const ImportStart& start,
                                  const absl::StatusOr<std::string>& municipality) {
  if (begun_ && start.parent.empty()) return absl::OkStatus();
  RETURN_IF_ERROR(municipality.status());
  if (begun_) {
    if (*municipality == municipality_) return absl::OkStatus();
    return status::InvalidField("parent", "the parent of the first message", start.parent,
                                "PARENT_CHANGED");
  }
  begun_ = true;
  municipality_ = *municipality;
  request_id_ = start.request_id;
  if (request_id_.empty()) return absl::OkStatus();
  return records_.database().Read([&](sql::Session& session) -> absl::Status {
    const RequestKey key = Key();
    ASSIGN_OR_RETURN(const auto rows,
                     session.Query(kAnswered, {key.municipality, key.method, key.request_id}));
    replay_ = !rows.empty();
    return absl::OkStatus();
  });
}

absl::StatusOr<ImportReport> ImportSession::KeptReport(const RequestKey& key) {
  ImportReport report;
  RETURN_IF_ERROR(records_.database().Read([&](sql::Session& session) -> absl::Status {
    ASSIGN_OR_RETURN(const auto kept, FindAnswer(session, key));
    if (kept.has_value() && report.ParseFromString(*kept)) return absl::OkStatus();
    return absl::DataLossError("a kept import report cannot be read");
  }));
  return report;
}

absl::StatusOr<ImportReport> ImportSession::Finish() {
  if (!begun_) {
    return status::InvalidField("parent", "a first message with the parent", "an empty stream",
                                "REQUIRED");
  }
  RequestKey key = Key();
  key.fingerprint = fingerprint_.Hex();
  if (replay_) return KeptReport(key);
  ImportReport& report = verdicts_.report();
  if (recorded_at_ > 0) {
    report.set_known_at(absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", absl::FromUnixMicros(recorded_at_),
                                         absl::UTCTimeZone()));
  }
  const absl::Status done = records_.database().Transact([&](sql::Session& session) {
    // Also of one that changed nothing.
    const std::int64_t at = recorded_at_ > 0 ? recorded_at_ : absl::ToUnixMicros(records_.now());
    return KeepAnswer(session, key, report.SerializeAsString(), at);
  });
  // The same request was sent twice, and the other one ended first: its report is the one.
  if (absl::IsAlreadyExists(done)) return KeptReport(key);
  RETURN_IF_ERROR(done);
  // The method ends with the kind's type, `ett.no/Employment`.
  if (records_.imported()) {
    records_.imported()(key.method.substr(key.method.rfind('/') + 1), report);
  }
  return report;
}

absl::Status ForgetRejections(sql::Session& session, const std::string& municipality,
                              const std::vector<const Kind*>& kinds) {
  for (const Kind* kind : kinds) {
    ASSIGN_OR_RETURN(const auto reports, session.Query(kReports, {municipality, kind->type}));
    for (const sql::Row& row : reports) {
      ASSIGN_OR_RETURN(const auto without, WithoutRejections(sql::Text(row[1])));
      if (!without.has_value()) continue;
      RETURN_IF_ERROR(
          session.Execute(kReplace, {municipality, row[0], kind->type, *without, row[1]}).status());
    }
  }
  return absl::OkStatus();
}

}  // namespace ett::records
