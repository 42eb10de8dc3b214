#include "records/import.h"

#include "absl/strings/str_cat.h"
#include "records/row.h"
#include "records/succession.h"
#include "records/version.h"
#include "status/macros.h"

namespace ett::records {
namespace {

using imports::v1::ImportReport;
using imports::v1::Verdict;

constexpr std::size_t kBatch = 1000;
// About 200 MB.
constexpr std::size_t kMostRemembered = 1'000'000;

std::string NameOf(const Kind& kind, const Message& row) {
  return row.GetReflection()->GetString(row, kind.message->FindFieldByName("name"));
}

// True for errors that are the row's own fault.
bool IsRowError(const absl::Status& status) { return !status::FieldErrorsOf(status).empty(); }

// `message` is null for a row that could not be read.
std::string KeyToShow(const Kind& kind, const Message* message) {
  if (message == nullptr) return "";
  const std::string key = NameOf(kind, *message);
  return kind.withhold && kind.withhold(key) ? "" : key;
}

status::FieldError ErrorToShow(const Kind& kind, status::FieldError error) {
  if (!kind.withhold || !kind.withhold(error.message)) return error;
  error.reason = "PERSONAL_DATA";
  error.message = "want no personal data; what came is not repeated";
  return error;
}

}  // namespace

Import::Import(Records& records, const Kind& kind, ImportOptions options)
    : records_(records),
      kind_(kind),
      options_(std::move(options)),
      session_(records, absl::StrCat(options_.method, " ", kind.type)),
      judge_(options_.references_are_known && options_.validate_only ? nullptr
                                                                     : records.MakeJudge(kind)) {}

absl::Status Import::Begin(const ImportStart& start) {
  ImportStart begun = start;
  if (options_.validate_only) begun.request_id.clear();
  RETURN_IF_ERROR(session_.Begin(begun, ParseParent(kind_, start.parent)));
  ASSIGN_OR_RETURN(const auto effective, EffectiveDay(kind_, start.effective_date));
  if (!effective) return absl::OkStatus();
  effective_ = effective;
  if (session_.counts()) session_.Count(absl::FormatCivilTime(*effective));
  return absl::OkStatus();
}

absl::Status Import::Read(Row& row) {
  ASSIGN_OR_RETURN(row.name, ParseName(kind_, NameOf(kind_, *row.message)));
  if (row.name.municipality != session_.municipality()) {
    return status::InvalidField("name",
                                absl::StrCat("a record of municipality ", session_.municipality()),
                                row.name.municipality, "ANOTHER_MUNICIPALITY");
  }
  FieldErrors errors;
  Validate(kind_, *row.message, errors);
  if (!errors.empty()) return status::InvalidFields(errors.all());
  ASSIGN_OR_RETURN(row.columns, ToRow(kind_, *row.message));
  return CheckReferences(row);
}

absl::Status Import::CheckReferences(const Row& row) {
  if (options_.references_are_known) return absl::OkStatus();
  for (std::size_t i = 0; i < kind_.columns.size(); ++i) {
    const Kind* to = kind_.columns[i].reference;
    const std::string id = to == nullptr ? "" : sql::Text(row.columns[i]);
    if (id.empty()) continue;
    ASSIGN_OR_RETURN(const Ids* ids, IdsOf(*to));
    if (ids->contains(id)) continue;
    return status::InvalidField(kind_.columns[i].name(), absl::StrCat("an existing ", to->type),
                                FormatName(*to, session_.municipality(), id), "UNKNOWN_REFERENCE");
  }
  return absl::OkStatus();
}

absl::StatusOr<const Import::Ids*> Import::IdsOf(const Kind& kind) {
  const auto [entry, fresh] = ids_.try_emplace(&kind);
  if (!fresh) return &entry->second;
  Ids& ids = entry->second;
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
  if (session_.counts()) session_.Count(message.SerializeAsString());
  if (session_.replay()) return absl::OkStatus();
  std::unique_ptr<Message> copy(message.New());
  copy->MergeFrom(message);
  return Take(std::move(copy), "");
}

absl::Status Import::Take(std::unique_ptr<Message> message, std::string where) {
  Row row;
  row.message = std::move(message);
  row.where = std::move(where);
  absl::Status read = Read(row);
  if (!read.ok()) {
    if (!IsRowError(read)) return read;
    row.error = status::FieldErrorsOf(read).front();
    return Push(std::move(row));
  }
  // Two versions of one record cannot be learnt at the same time.
  if (batch_ids_.contains(row.name.id)) RETURN_IF_ERROR(Flush());
  batch_ids_.insert(row.name.id);
  const auto own = ids_.find(&kind_);
  if (own != ids_.end()) own->second.insert(row.name.id);
  return Push(std::move(row));
}

absl::Status Import::TakeUnreadable(status::FieldError error, std::string where) {
  Row row;
  row.where = std::move(where);
  row.error = std::move(error);
  return Push(std::move(row));
}

absl::Status Import::Push(Row row) {
  batch_.push_back(std::move(row));
  return batch_.size() < kBatch ? absl::OkStatus() : Flush();
}

absl::Status Import::Flush() {
  Decision decision;
  const auto decide = [&](sql::Session& session) {
    decision = Decision();
    return Decide(session, decision);
  };
  if (batch_ids_.empty()) {  // nothing that the database could say anything about
    decision.verdicts.assign(batch_.size(), imports::v1::VERDICT_REJECTED);
  } else {
    sql::Database& database = records_.database();
    RETURN_IF_ERROR(options_.validate_only ? database.Read(decide) : database.Transact(decide));
  }
  Conclude(decision);
  batch_.clear();
  batch_ids_.clear();
  if (judge_ == nullptr || judge_->remembered() <= kMostRemembered) return absl::OkStatus();
  return status::Exhausted(
      "DRY_RUN_TOO_LARGE",
      absl::StrCat("want a dry run of at most ", kMostRemembered, " rows of ", kind_.collection,
                   ", which are checked against each other: split the file"));
}

absl::Status Import::Decide(sql::Session& session, Decision& decision) {
  std::int64_t recorded_at = 0;
  if (!options_.validate_only) {
    ASSIGN_OR_RETURN(recorded_at, NextRecordedAt(session, records_.now()));
  }
  RETURN_IF_ERROR(LoadKept(session, decision));
  for (Row& row : batch_) {
    const auto kept = decision.kept.find(row.name.id);
    if (row.error.has_value()) {
      decision.verdicts.push_back(imports::v1::VERDICT_REJECTED);
      continue;
    }
    std::optional<status::FieldError> error;
    if (effective_ && kept != decision.kept.end()) {
      ASSIGN_OR_RETURN(error, SucceedKept(kept->second, row));
    }
    if (!error && kept != decision.kept.end() &&
        std::equal(row.columns.begin(), row.columns.end(), kept->second.begin() + 2)) {
      decision.verdicts.push_back(imports::v1::VERDICT_UNCHANGED);
    } else {
      decision.verdicts.push_back(imports::v1::VERDICT_ACCEPTED);
      decision.candidates.push_back({row.name.id, row.message.get(), error});
    }
  }
  RETURN_IF_ERROR(AskJudge(session, decision));
  if (options_.validate_only) return absl::OkStatus();
  return Write(session, recorded_at, decision);
}

absl::StatusOr<std::optional<status::FieldError>> Import::SucceedKept(const sql::Row& kept,
                                                                      Row& row) {
  const absl::Status whole =
      Succeed(kind_, {kept, session_.municipality(), *effective_}, *row.message);
  if (IsRowError(whole)) return status::FieldErrorsOf(whole).front();
  RETURN_IF_ERROR(whole);
  ASSIGN_OR_RETURN(row.columns, ToRow(kind_, *row.message));
  return std::nullopt;
}

absl::Status Import::LoadKept(sql::Session& session, Decision& decision) {
  const std::vector<std::string> ids(batch_ids_.begin(), batch_ids_.end());
  return ForEachCurrent(session, {kind_.selected, kind_.table, "id"}, session_.municipality(), ids,
                        [&](const sql::Row& row) {
                          decision.kept[sql::Text(row[0])] = row;
                          return absl::OkStatus();
                        });
}

// Rows that are unchanged are not judged: a rule that came later does not refuse what is kept.
absl::Status Import::AskJudge(sql::Session& session, Decision& decision) {
  if (judge_ != nullptr && !decision.candidates.empty()) {
    RETURN_IF_ERROR(judge_->Decide(session, session_.municipality(), decision.candidates));
  }
  auto candidate = decision.candidates.begin();
  for (Verdict& verdict : decision.verdicts) {
    if (verdict != imports::v1::VERDICT_ACCEPTED) continue;
    if (candidate->error.has_value()) verdict = imports::v1::VERDICT_REJECTED;
    ++candidate;
  }
  return absl::OkStatus();
}

absl::Status Import::Write(sql::Session& session, std::int64_t recorded_at,
                           const Decision& decision) {
  std::vector<sql::Row> supersede;
  std::vector<sql::Row> insert;
  for (std::size_t i = 0; i < batch_.size(); ++i) {
    if (decision.verdicts[i] != imports::v1::VERDICT_ACCEPTED) continue;
    const Row& row = batch_[i];
    if (decision.kept.contains(row.name.id)) {
      supersede.push_back({recorded_at, session_.municipality(), row.name.id});
    }
    sql::Row values = {session_.municipality(), row.name.id, recorded_at, kNotSuperseded};
    values.insert(values.end(), row.columns.begin(), row.columns.end());
    insert.push_back(std::move(values));
  }
  RETURN_IF_ERROR(session.ExecuteMany(kind_.supersede, supersede));
  RETURN_IF_ERROR(session.ExecuteMany(kind_.insert, insert));
  if (!insert.empty()) session_.Recorded(recorded_at);
  return absl::OkStatus();
}

void Import::Conclude(const Decision& decision) {
  std::map<std::string, status::FieldError> judged;
  for (const Candidate& each : decision.candidates) {
    if (each.error.has_value()) judged.emplace(each.id, *each.error);
  }
  for (std::size_t i = 0; i < batch_.size(); ++i) {
    const Row& row = batch_[i];
    if (decision.verdicts[i] != imports::v1::VERDICT_REJECTED) {
      session_.verdicts().Add(decision.verdicts[i]);
      Tell(decision.verdicts[i]);
      continue;
    }
    if (row.error.has_value()) {
      Reject(row, *row.error);
      continue;
    }
    Reject(row, judged.at(row.name.id));
    // A refused row that nothing is kept of is no record that others may refer to.
    const auto own = ids_.find(&kind_);
    if (own != ids_.end() && !decision.kept.contains(row.name.id)) own->second.erase(row.name.id);
  }
  if (judge_ != nullptr && options_.validate_only) judge_->Remember(decision.candidates);
}

void Import::Reject(const Row& row, status::FieldError error) {
  error = ErrorToShow(kind_, std::move(error));
  error.message = absl::StrCat(row.where, error.message);
  if (options_.rejected) options_.rejected(session_.verdicts().rows(), error);
  session_.verdicts().Reject(KeyToShow(kind_, row.message.get()), error);
  Tell(imports::v1::VERDICT_REJECTED);
}

void Import::Tell(Verdict verdict) {
  if (options_.decided) options_.decided(verdict);
}

absl::StatusOr<ImportReport> Import::Finish() {
  if (!session_.replay()) RETURN_IF_ERROR(Flush());
  if (options_.validate_only) return session_.verdicts().report();
  return session_.Finish();
}

}  // namespace ett::records
