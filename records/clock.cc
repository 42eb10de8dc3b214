#include "records/clock.h"

#include <openssl/evp.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::records {
namespace {

constexpr char kTables[] = R"sql(
CREATE TABLE recorded_clock (
  id BIGINT NOT NULL PRIMARY KEY,
  at BIGINT NOT NULL
);
INSERT INTO recorded_clock (id, at) VALUES (1, 0);
CREATE TABLE request (
  municipality TEXT NOT NULL,
  method       TEXT NOT NULL,
  request_id   TEXT NOT NULL,
  fingerprint  TEXT NOT NULL,
  answer       TEXT NOT NULL,
  recorded_at  BIGINT NOT NULL,
  PRIMARY KEY (municipality, method, request_id)
);
)sql";

constexpr char kTick[] = R"sql(
  UPDATE recorded_clock SET at = CASE WHEN at + 1 > $1 THEN at + 1 ELSE $1 END
  WHERE id = 1 RETURNING at)sql";

constexpr char kLast[] = R"sql(SELECT at FROM recorded_clock WHERE id = 1)sql";

constexpr char kFind[] = R"sql(
  SELECT fingerprint, answer FROM request
  WHERE municipality = $1 AND method = $2 AND request_id = $3)sql";

constexpr char kAge[] = R"sql(
CREATE INDEX request_age ON request (municipality, recorded_at);
)sql";

constexpr std::int64_t kAnswersAreKeptFor = 30 * std::int64_t{86'400} * 1'000'000;

constexpr char kForget[] = R"sql(
  DELETE FROM request WHERE municipality = $1 AND recorded_at < $2)sql";

constexpr char kKeep[] = R"sql(
  INSERT INTO request (municipality, method, request_id, fingerprint, answer, recorded_at)
  VALUES ($1, $2, $3, $4, $5, $6))sql";

absl::StatusOr<std::int64_t> OneNumber(absl::StatusOr<std::vector<sql::Row>> rows) {
  RETURN_IF_ERROR(rows.status());
  if (rows->empty()) return absl::DataLossError("the clock row is gone");
  return sql::Int((*rows)[0][0]);
}

}  // namespace

sql::Migration RecordsMigration() { return {1, "0001_records", kTables}; }

sql::Migration AnswerAgeMigration() { return {3, "0003_answer_age", kAge}; }

absl::StatusOr<std::int64_t> NextRecordedAt(sql::Session& session, absl::Time now) {
  return OneNumber(session.Query(kTick, {absl::ToUnixMicros(now)}));
}

absl::StatusOr<std::int64_t> LastRecordedAt(sql::Session& session) {
  return OneNumber(session.Query(kLast, {}));
}

google::protobuf::Timestamp ToTimestamp(std::int64_t micros) {
  google::protobuf::Timestamp time;
  time.set_seconds(micros / 1'000'000);
  time.set_nanos(static_cast<std::int32_t>(micros % 1'000'000) * 1000);
  return time;
}

absl::StatusOr<std::optional<std::string>> FindAnswer(sql::Session& session,
                                                      const RequestKey& key) {
  if (key.request_id.empty()) return std::nullopt;
  ASSIGN_OR_RETURN(const auto rows,
                   session.Query(kFind, {key.municipality, key.method, key.request_id}));
  if (rows.empty()) return std::nullopt;
  if (sql::Text(rows[0][0]) != key.fingerprint) {
    return status::Precondition(
        "IDEMPOTENCY_KEY_REUSED",
        absl::StrCat("request_id: \"", key.request_id, "\" was used for another request"));
  }
  std::string answer;
  if (!absl::Base64Unescape(sql::Text(rows[0][1]), &answer)) {
    return absl::DataLossError("a kept answer is not base64");
  }
  return answer;
}

absl::Status KeepAnswer(sql::Session& session, const RequestKey& key, absl::string_view answer,
                        std::int64_t recorded_at) {
  if (key.request_id.empty()) return absl::OkStatus();
  RETURN_IF_ERROR(
      session.Execute(kForget, {key.municipality, recorded_at - kAnswersAreKeptFor}).status());
  return session
      .Execute(kKeep, {key.municipality, key.method, key.request_id, key.fingerprint,
                       absl::Base64Escape(answer), recorded_at})
      .status();
}

Fingerprint::Fingerprint() : context_(EVP_MD_CTX_new()) {
  EVP_DigestInit_ex(static_cast<EVP_MD_CTX*>(context_), EVP_sha256(), nullptr);
}

Fingerprint::~Fingerprint() { EVP_MD_CTX_free(static_cast<EVP_MD_CTX*>(context_)); }

void Fingerprint::Add(absl::string_view piece) {
  const std::uint64_t size = piece.size();  // so that "ab","c" and "a","bc" differ
  EVP_DigestUpdate(static_cast<EVP_MD_CTX*>(context_), &size, sizeof size);
  Append(piece);
}

void Fingerprint::Append(absl::string_view piece) {
  EVP_DigestUpdate(static_cast<EVP_MD_CTX*>(context_), piece.data(), piece.size());
}

std::string Fingerprint::Hex() {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_DigestFinal_ex(static_cast<EVP_MD_CTX*>(context_), digest, &size);
  return absl::BytesToHexString(absl::string_view(reinterpret_cast<const char*>(digest), size));
}

}  // namespace ett::records
