#include "services/ownership/interest_audit.h"

#include "records/clock.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

constexpr char kNumber[] = R"sql(
  UPDATE interest_audit_number SET last = last + 1 WHERE id = 1 RETURNING last)sql";

constexpr char kAdd[] = R"sql(
  INSERT INTO interest_audit (number, municipality, called_at, officer, method,
    member_fingerprint, declared_interest, purpose, outcome, records)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))sql";

constexpr char kRead[] = R"sql(
  SELECT number, called_at, officer, method, member_fingerprint, declared_interest, purpose,
    outcome, records
  FROM interest_audit WHERE municipality IN ($1, '') AND number < $2
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
  entry.set_member_fingerprint(sql::Text(row[4]));
  entry.set_declared_interest(sql::Text(row[5]));
  entry.set_purpose(sql::Text(row[6]));
  entry.set_outcome(sql::Text(row[7]));
  entry.set_record_count(sql::Int(row[8]));
  return entry;
}

}  // namespace

absl::Status WriteAuditEntry(sql::Session& session, const std::string& municipality,
                             const v1::AuditEntry& entry) {
  ASSIGN_OR_RETURN(const auto number, session.Query(kNumber, {}));
  if (number.empty()) return absl::DataLossError("the number of the audit of interests is gone");
  return session
      .Execute(kAdd, {number[0][0], municipality, MicrosOf(entry.call_time()), entry.officer(),
                      entry.method(), entry.member_fingerprint(), entry.declared_interest(),
                      entry.purpose(), entry.outcome(), std::int64_t{entry.record_count()}})
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

}  // namespace ett::ownership
