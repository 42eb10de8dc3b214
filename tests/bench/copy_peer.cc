#include "tests/bench/copy_peer.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "status/macros.h"

namespace ett::bench {
namespace {

constexpr char kTable[] =
    "CREATE TABLE value (meter BIGINT NOT NULL, start BIGINT NOT NULL, wh BIGINT NOT NULL, "
    "status SMALLINT NOT NULL, PRIMARY KEY (meter, start))";

// As much as libpq takes at once well.
constexpr std::size_t kBytesTogether = 1 << 20;

}  // namespace

absl::StatusOr<std::unique_ptr<CopyPeer>> CopyPeer::Create(const std::string& url) {
  std::unique_ptr<CopyPeer> peer(new CopyPeer(Connection(PQconnectdb(url.c_str()))));
  if (PQstatus(peer->connection_.get()) != CONNECTION_OK) return peer->Failed();
  const Result made(PQexec(peer->connection_.get(), kTable));
  RETURN_IF_ERROR(peer->Check(made, PGRES_COMMAND_OK));
  return peer;
}

absl::Status CopyPeer::Failed() const {
  return absl::InternalError(PQerrorMessage(connection_.get()));
}

absl::Status CopyPeer::Check(const Result& result, ExecStatusType wanted) const {
  return PQresultStatus(result.get()) == wanted ? absl::OkStatus() : Failed();
}

absl::StatusOr<absl::Duration> CopyPeer::Copy(const std::vector<ValueRow>& rows) {
  std::vector<std::string> texts(1);
  for (const ValueRow& row : rows) {
    if (texts.back().size() > kBytesTogether) texts.emplace_back();
    absl::StrAppend(&texts.back(), row.meter, "\t", row.start, "\t", row.wh, "\t", row.status,
                    "\n");
  }
  const absl::Time start = absl::Now();
  const Result begun(PQexec(connection_.get(), "COPY value FROM STDIN"));
  RETURN_IF_ERROR(Check(begun, PGRES_COPY_IN));
  for (const std::string& text : texts) {
    if (PQputCopyData(connection_.get(), text.data(), static_cast<int>(text.size())) != 1) {
      return Failed();
    }
  }
  if (PQputCopyEnd(connection_.get(), nullptr) != 1) return Failed();
  const Result copied(PQgetResult(connection_.get()));
  RETURN_IF_ERROR(Check(copied, PGRES_COMMAND_OK));
  const absl::Duration took = absl::Now() - start;
  PQclear(PQgetResult(connection_.get()));
  return took;
}

}  // namespace ett::bench
