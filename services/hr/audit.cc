#include "services/hr/audit.h"

#include "records/clock.h"
#include "status/macros.h"

namespace ett::hr {
namespace {

constexpr char kNumber[] = R"sql(
  UPDATE privacy_audit_number SET last = last + 1 WHERE id = 1 RETURNING last)sql";

constexpr char kAdd[] = R"sql(
  INSERT INTO privacy_audit (number, municipality, called_at, officer, method, person_fingerprint,
    purpose, outcome, validate_only, employments, absences, leaves, qualifications)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13))sql";

constexpr char kRead[] = R"sql(
  SELECT number, called_at, officer, method, person_fingerprint, purpose, outcome, validate_only,
    employments, absences, leaves, qualifications
  FROM privacy_audit WHERE municipality IN ($1, '') AND number < $2
  ORDER BY number DESC LIMIT $3)sql";

std::int64_t MicrosOf(const google::protobuf::Timestamp& time) {
  return time.seconds() * 1'000'000 + time.nanos() / 1000;
}

v1::AuditEntry EntryOf(const sql::Row& row) {
  v1::AuditEntry entry;
  entry.set_number(sql::Int(row[0]));
  *entry.mutable_call_time() = records::ToTimestamp(sql::Int(row[1]));
  entry.set_officer(sql::Text(row[2]));
  entry.set_method(sql::Text(row[3]));
  entry.set_person_fingerprint(sql::Text(row[4]));
  entry.set_purpose(sql::Text(row[5]));
  entry.set_outcome(sql::Text(row[6]));
  entry.set_validate_only(sql::Int(row[7]) != 0);
  v1::VersionCounts& counts = *entry.mutable_counts();
  counts.set_employment_count(sql::Int(row[8]));
  counts.set_absence_count(sql::Int(row[9]));
  counts.set_leave_count(sql::Int(row[10]));
  counts.set_qualification_count(sql::Int(row[11]));
  return entry;
}

}  // namespace

absl::Status WriteAuditEntry(sql::Session& session, const std::string& municipality,
                             const v1::AuditEntry& entry) {
  ASSIGN_OR_RETURN(const auto number, session.Query(kNumber, {}));
  if (number.empty()) return absl::DataLossError("the number of the privacy audit is gone");
  const v1::VersionCounts& counts = entry.counts();
  return session
      .Execute(kAdd, {number[0][0], municipality, MicrosOf(entry.call_time()), entry.officer(),
                      entry.method(), entry.person_fingerprint(), entry.purpose(), entry.outcome(),
                      std::int64_t{entry.validate_only()}, counts.employment_count(),
                      counts.absence_count(), counts.leave_count(), counts.qualification_count()})
      .status();
}

absl::StatusOr<std::vector<v1::AuditEntry>> ReadAuditEntries(sql::Session& session,
                                                             const std::string& municipality,
                                                             std::int64_t before, int most) {
  std::vector<v1::AuditEntry> entries;
  RETURN_IF_ERROR(
      session.ForEach(kRead, {municipality, before, std::int64_t{most}}, [&](const sql::Row& row) {
        entries.push_back(EntryOf(row));
        return absl::OkStatus();
      }));
  return entries;
}

}  // namespace ett::hr
