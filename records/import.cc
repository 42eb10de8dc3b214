#include "records/import.h"

#include "absl/strings/str_cat.h"
#include "records/row.h"
#include "records/version.h"
#include "status/macros.h"

namespace ett::records {
namespace {

using imports::v1::ImportReport;
using imports::v1::Verdict;

constexpr std::size_t kBatch = 1000;
std::string NameOf(const Kind& kind, const Message& row) {
  return row.GetReflection()->GetString(row, kind.message->FindFieldByName("name"));
}

// True for errors that are the row's own fault.
bool IsRowError(const absl::Status& status) { return !status::FieldErrorsOf(status).empty(); }

std::string KeyToShow(const Kind& kind, const Message& message) {
  const std::string key = NameOf(kind, message);
  return kind.withhold && kind.withhold(key) ? "" : key;
}

status::FieldError ErrorToShow(const Kind& kind, status::FieldError error) {
  if (!kind.withhold || !kind.withhold(error.message)) return error;
  error.reason = "PERSONAL_DATA";
  error.message = "want no personal data; what came is not repeated";
  return error;
}

}  // namespace

Import::Import(Records& records, const Kind& kind)
    : records_(records), kind_(kind), session_(records, absl::StrCat("Import ", kind.type)) {}

absl::Status Import::Begin(const ImportStart& start) {
  return session_.Begin(start, ParseParent(kind_, start.parent));
}

absl::StatusOr<Import::Row> Import::Read(const Message& message) {
  ASSIGN_OR_RETURN(RecordName name, ParseName(kind_, NameOf(kind_, message)));
  if (name.municipality != session_.municipality()) {
    return status::InvalidField("name",
                                absl::StrCat("a record of municipality ", session_.municipality()),
                                name.municipality, "ANOTHER_MUNICIPALITY");
  }
  FieldErrors errors;
  Validate(kind_, message, errors);
  if (!errors.empty()) return status::InvalidFields(errors.all());
  ASSIGN_OR_RETURN(sql::Row columns, ToRow(kind_, message));
  return Row{std::move(name), std::move(columns)};
}

absl::StatusOr<Import::Row> Import::Check(const Message& message) {
  ASSIGN_OR_RETURN(Row row, Read(message));
  RETURN_IF_ERROR(CheckReferences(row));
  return row;
}

absl::Status Import::CheckReferences(const Row& row) {
  for (std::size_t i = 0; i < kind_.columns.size(); ++i) {
    const Kind* to = kind_.columns[i].reference;
    const std::string id = to == nullptr ? "" : sql::Text(row.columns[i]);
    if (id.empty()) continue;
    ASSIGN_OR_RETURN(const std::set<std::string>* ids, IdsOf(*to));
    if (ids->contains(id)) continue;
    return status::InvalidField(kind_.columns[i].name(), absl::StrCat("an existing ", to->type),
                                FormatName(*to, session_.municipality(), id), "UNKNOWN_REFERENCE");
  }
  return absl::OkStatus();
}

absl::StatusOr<const std::set<std::string>*> Import::IdsOf(const Kind& kind) {
  const auto [entry, fresh] = ids_.try_emplace(&kind);
  if (!fresh) return &entry->second;
  std::set<std::string>& ids = entry->second;
  RETURN_IF_ERROR(records_.database().Read([&](sql::Session& session) {
    return session.ForEach(absl::StrCat("SELECT id FROM ", kind.table,
                                        " WHERE municipality = $1 AND superseded_at = $2"),
                           {session_.municipality(), kNotSuperseded}, [&](const sql::Row& row) {
                             ids.insert(sql::Text(row[0]));
                             return absl::OkStatus();
                           });
  }));
  if (&kind == &kind_) ids.insert(batch_ids_.begin(), batch_ids_.end());
  return &ids;
}

absl::Status Import::Add(const Message& message) {
  session_.Count(message.SerializeAsString());
  if (session_.replay()) return absl::OkStatus();
  absl::StatusOr<Row> row = Check(message);
  if (!row.ok()) {
    if (!IsRowError(row.status())) return row.status();
    // The rows before it must be counted first.
    RETURN_IF_ERROR(Flush());
    session_.verdicts().Reject(KeyToShow(kind_, message),
                               ErrorToShow(kind_, status::FieldErrorsOf(row.status()).front()));
    return absl::OkStatus();
  }
  // Two versions of one record cannot be learnt at the same time.
  if (batch_ids_.contains(row->name.id)) RETURN_IF_ERROR(Flush());
  batch_ids_.insert(row->name.id);
  const auto own = ids_.find(&kind_);
  if (own != ids_.end()) own->second.insert(row->name.id);
  batch_.push_back(*std::move(row));
  return batch_.size() < kBatch ? absl::OkStatus() : Flush();
}

absl::Status Import::Flush() {
  if (batch_.empty()) return absl::OkStatus();
  std::vector<Verdict> verdicts;
  RETURN_IF_ERROR(records_.database().Transact([&](sql::Session& session) {
    verdicts.clear();
    return Write(session, verdicts);
  }));
  for (const Verdict verdict : verdicts) session_.verdicts().Add(verdict);
  batch_.clear();
  batch_ids_.clear();
  return absl::OkStatus();
}

absl::StatusOr<std::map<std::string, sql::Row>> Import::CurrentOfBatch(sql::Session& session) {
  std::string statement =
      absl::StrCat(kind_.select, " WHERE municipality = $1 AND superseded_at = $2 AND id IN (");
  std::vector<sql::Value> arguments = {session_.municipality(), kNotSuperseded};
  for (const Row& row : batch_) {
    arguments.emplace_back(row.name.id);
    absl::StrAppend(&statement, arguments.size() == 3 ? "$" : ", $", arguments.size());
  }
  std::map<std::string, sql::Row> current;
  RETURN_IF_ERROR(
      session.ForEach(absl::StrCat(statement, ")"), arguments, [&](const sql::Row& row) {
        current[sql::Text(row[0])] = row;
        return absl::OkStatus();
      }));
  return current;
}

absl::Status Import::Write(sql::Session& session, std::vector<Verdict>& verdicts) {
  ASSIGN_OR_RETURN(const std::int64_t recorded_at, NextRecordedAt(session, records_.now()));
  ASSIGN_OR_RETURN(const auto current, CurrentOfBatch(session));
  std::vector<sql::Row> supersede;
  std::vector<sql::Row> insert;
  for (const Row& row : batch_) {
    const auto found = current.find(row.name.id);
    if (found != current.end() &&
        std::equal(row.columns.begin(), row.columns.end(), found->second.begin() + 2)) {
      verdicts.push_back(imports::v1::VERDICT_UNCHANGED);
      continue;
    }
    verdicts.push_back(imports::v1::VERDICT_ACCEPTED);
    if (found != current.end())
      supersede.push_back({recorded_at, session_.municipality(), row.name.id});
    sql::Row values = {session_.municipality(), row.name.id, recorded_at, kNotSuperseded};
    values.insert(values.end(), row.columns.begin(), row.columns.end());
    insert.push_back(std::move(values));
  }
  RETURN_IF_ERROR(session.ExecuteMany(kind_.supersede, supersede));
  RETURN_IF_ERROR(session.ExecuteMany(kind_.insert, insert));
  if (!insert.empty()) session_.Recorded(recorded_at);
  return absl::OkStatus();
}

absl::StatusOr<ImportReport> Import::Finish() {
  if (!session_.replay()) RETURN_IF_ERROR(Flush());
  return session_.Finish();
}

}  // namespace ett::records
