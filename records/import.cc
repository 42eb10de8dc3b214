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
constexpr int kListedRejections = 10'000;

constexpr char kAnswered[] = R"sql(
  SELECT 1 FROM request WHERE municipality = $1 AND method = $2 AND request_id = $3)sql";

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

void Verdicts::Add(Verdict verdict) {
  auto& runs = *report_.mutable_verdicts();
  if (runs.empty() || runs.rbegin()->verdict() != verdict) {
    auto* run = runs.Add();
    run->set_first_row(rows_);
    run->set_verdict(verdict);
  }
  runs.rbegin()->set_row_count(runs.rbegin()->row_count() + 1);
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

void Verdicts::Reject(const std::string& key, const status::FieldError& error) {
  if (report_.rejections_size() < kListedRejections) {
    auto* rejection = report_.add_rejections();
    rejection->set_row(rows_);
    rejection->set_key(key);
    rejection->set_field(error.field);
    rejection->set_reason(error.reason);
    rejection->set_message(error.message);
  } else {
    report_.set_rejections_omitted_count(report_.rejections_omitted_count() + 1);
  }
  Add(imports::v1::VERDICT_REJECTED);
}

Import::Import(Records& records, const Kind& kind) : records_(records), kind_(kind) {}

RequestKey Import::Key() {
  return {municipality_, absl::StrCat("Import ", kind_.type), request_id_, ""};
}

absl::Status Import::Begin(const ImportStart& start) {
  if (begun_ && start.parent.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::string municipality, ParseParent(kind_, start.parent));
  if (begun_) {
    if (municipality == municipality_) return absl::OkStatus();
    return status::InvalidField("parent", "the parent of the first message", start.parent,
                                "PARENT_CHANGED");
  }
  begun_ = true;
  municipality_ = municipality;
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

absl::StatusOr<Import::Row> Import::Read(const Message& message) {
  ASSIGN_OR_RETURN(RecordName name, ParseName(kind_, NameOf(kind_, message)));
  if (name.municipality != municipality_) {
    return status::InvalidField("name", absl::StrCat("a record of municipality ", municipality_),
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
                                FormatName(*to, municipality_, id), "UNKNOWN_REFERENCE");
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
                           {municipality_, kNotSuperseded}, [&](const sql::Row& row) {
                             ids.insert(sql::Text(row[0]));
                             return absl::OkStatus();
                           });
  }));
  if (&kind == &kind_) ids.insert(batch_ids_.begin(), batch_ids_.end());
  return &ids;
}

absl::Status Import::Add(const Message& message) {
  fingerprint_.Add(message.SerializeAsString());
  if (replay_) return absl::OkStatus();
  absl::StatusOr<Row> row = Check(message);
  if (!row.ok()) {
    if (!IsRowError(row.status())) return row.status();
    // The rows before it must be counted first.
    RETURN_IF_ERROR(Flush());
    verdicts_.Reject(KeyToShow(kind_, message),
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
  for (const Verdict verdict : verdicts) verdicts_.Add(verdict);
  batch_.clear();
  batch_ids_.clear();
  return absl::OkStatus();
}

absl::StatusOr<std::map<std::string, sql::Row>> Import::CurrentOfBatch(sql::Session& session) {
  std::string statement =
      absl::StrCat(kind_.select, " WHERE municipality = $1 AND superseded_at = $2 AND id IN (");
  std::vector<sql::Value> arguments = {municipality_, kNotSuperseded};
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
    if (found != current.end()) supersede.push_back({recorded_at, municipality_, row.name.id});
    sql::Row values = {municipality_, row.name.id, recorded_at, kNotSuperseded};
    values.insert(values.end(), row.columns.begin(), row.columns.end());
    insert.push_back(std::move(values));
  }
  RETURN_IF_ERROR(session.ExecuteMany(kind_.supersede, supersede));
  RETURN_IF_ERROR(session.ExecuteMany(kind_.insert, insert));
  if (!insert.empty()) recorded_at_ = recorded_at;
  return absl::OkStatus();
}

absl::StatusOr<ImportReport> Import::Finish() {
  if (!begun_) {
    return status::InvalidField("parent", "a first message with the parent", "an empty stream",
                                "REQUIRED");
  }
  RequestKey key = Key();
  key.fingerprint = fingerprint_.Hex();
  if (replay_) {
    ImportReport report;
    RETURN_IF_ERROR(records_.database().Read([&](sql::Session& session) -> absl::Status {
      ASSIGN_OR_RETURN(const auto kept, FindAnswer(session, key));
      if (kept.has_value() && report.ParseFromString(*kept)) return absl::OkStatus();
      return absl::DataLossError("a kept import report cannot be read");
    }));
    return report;
  }
  RETURN_IF_ERROR(Flush());
  ImportReport& report = verdicts_.report();
  if (recorded_at_ > 0) {
    report.set_known_at(absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", absl::FromUnixMicros(recorded_at_),
                                         absl::UTCTimeZone()));
  }
  RETURN_IF_ERROR(records_.database().Transact([&](sql::Session& session) {
    return KeepAnswer(session, key, report.SerializeAsString(), recorded_at_);
  }));
  return report;
}

}  // namespace ett::records
