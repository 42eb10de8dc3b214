#include "records/records.h"

#include "absl/strings/str_cat.h"
#include "records/field_mask.h"
#include "records/filter.h"
#include "records/page_token.h"
#include "records/row.h"
#include "records/succession.h"
#include "records/version.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::records {
namespace {

using google::protobuf::Timestamp;

constexpr absl::Duration kClockTolerance = absl::Seconds(10);

std::string NameOf(const Kind& kind, const Message& record) {
  return record.GetReflection()->GetString(record, kind.message->FindFieldByName("name"));
}

std::string EtagField(const Kind& kind, const Message& record) {
  const auto* field = kind.message->FindFieldByName("etag");
  return field == nullptr ? "" : record.GetReflection()->GetString(record, field);
}

absl::Status CheckEtag(const Kind& kind, const std::string& name, const std::string& etag,
                       const sql::Row& current) {
  if (etag.empty() || etag == EtagOf(sql::Int(current[1]))) return absl::OkStatus();
  return status::EtagMismatch(kind.type, name);
}

std::string FingerprintOf(const std::vector<std::string>& pieces) {
  Fingerprint fingerprint;
  for (const std::string& piece : pieces) fingerprint.Add(piece);
  return fingerprint.Hex();
}

absl::Status CheckReferences(sql::Session& session, const Kind& kind, const RecordName& name,
                             const sql::Row& columns) {
  for (std::size_t i = 0; i < kind.columns.size(); ++i) {
    const Kind* to = kind.columns[i].reference;
    const std::string id = to == nullptr ? "" : sql::Text(columns[i]);
    if (id.empty()) continue;
    ASSIGN_OR_RETURN(const bool exists, Exists(session, *to, name.municipality, id));
    if (!exists) {
      return status::InvalidField(kind.columns[i].name(), absl::StrCat("an existing ", to->type),
                                  FormatName(*to, name.municipality, id), "UNKNOWN_REFERENCE");
    }
  }
  return absl::OkStatus();
}

// False where nothing is kept of it.
absl::StatusOr<bool> FoundAnswer(sql::Session& session, const RequestKey& key, Message& answer) {
  ASSIGN_OR_RETURN(const auto kept, FindAnswer(session, key));
  if (!kept.has_value()) return false;
  if (answer.ParseFromString(*kept)) return true;
  return absl::DataLossError("a kept answer cannot be read");
}

}  // namespace

Records::Records(sql::Database& database, Now now, std::vector<const Kind*> kinds, Judges judges)
    : database_(database),
      now_(std::move(now)),
      kinds_(std::move(kinds)),
      judges_(std::move(judges)) {}

std::unique_ptr<Judge> Records::MakeJudge(const Kind& kind) const {
  const auto found = judges_.find(&kind);
  return found == judges_.end() ? nullptr : found->second();
}

absl::Status Records::AskJudge(sql::Session& session, const Kind& kind, const RecordName& name,
                               const Message& record) {
  const std::unique_ptr<Judge> judge = MakeJudge(kind);
  if (judge == nullptr) return absl::OkStatus();
  std::vector<Candidate> one = {{name.id, &record, std::nullopt}};
  RETURN_IF_ERROR(judge->Decide(session, name.municipality, one));
  return one[0].error.has_value() ? status::InvalidFields({*one[0].error}) : absl::OkStatus();
}

absl::StatusOr<std::int64_t> Records::KnownAt(const Timestamp* asked) {
  if (asked == nullptr) return DataVersion();
  const absl::Time time =
      absl::FromUnixSeconds(asked->seconds()) + absl::Nanoseconds(asked->nanos());
  if (time > now_() + kClockTolerance) {
    return status::InvalidField("as_known_at", "a time that is not in the future",
                                absl::FormatTime(time, absl::UTCTimeZone()), "IN_THE_FUTURE");
  }
  return absl::ToUnixMicros(time);
}

absl::StatusOr<std::int64_t> Records::DataVersion() {
  std::int64_t last = 0;
  RETURN_IF_ERROR(database_.ReadRecent([&](sql::Session& session) -> absl::Status {
    ASSIGN_OR_RETURN(last, LastRecordedAt(session));
    return absl::OkStatus();
  }));
  return last;
}

absl::Status Records::Once(sql::Session& session, const RequestKey& key, Message& answer,
                           absl::FunctionRef<absl::Status(std::int64_t recorded_at)> write) {
  ASSIGN_OR_RETURN(bool found, FoundAnswer(session, key, answer));
  if (found) return absl::OkStatus();
  // From here on writers take turns: nobody changes what is looked at until this is committed. The
  // one before may have been the same request.
  ASSIGN_OR_RETURN(const std::int64_t recorded_at, NextRecordedAt(session, now_()));
  ASSIGN_OR_RETURN(found, FoundAnswer(session, key, answer));
  if (found) return absl::OkStatus();
  RETURN_IF_ERROR(write(recorded_at));
  return KeepAnswer(session, key, answer.SerializeAsString(), recorded_at);
}

// Validated and inserted in the session's transaction, then read back.
absl::Status Records::WriteVersion(sql::Session& session, const NewVersion& version,
                                   const Message& record, Message& written) {
  const auto& [kind, name, recorded_at] = version;
  FieldErrors errors;
  Validate(kind, record, errors);
  if (!errors.empty()) return status::InvalidFields(errors.all());
  ASSIGN_OR_RETURN(sql::Row columns, ToRow(kind, record));
  RETURN_IF_ERROR(CheckReferences(session, kind, name, columns));
  RETURN_IF_ERROR(AskJudge(session, kind, name, record));
  RETURN_IF_ERROR(Supersede(session, kind, name, recorded_at));
  RETURN_IF_ERROR(Insert(session, kind, name, recorded_at, std::move(columns)));
  ASSIGN_OR_RETURN(const auto row, Current(session, kind, name));
  return FromRow(kind, name.municipality, *row, written);
}

absl::Status Records::CreateAny(const Kind& kind, const CreateArgs& args, const Message& record,
                                Message& created) {
  ASSIGN_OR_RETURN(const std::string municipality, ParseParent(kind, args.parent));
  if (!args.id.empty()) RETURN_IF_ERROR(CheckId(absl::StrCat(kind.table, "_id"), args.id));
  const RecordName name{municipality, args.id.empty() ? NewId() : args.id};
  const RequestKey key{municipality, absl::StrCat("Create ", kind.type), args.request_id,
                       FingerprintOf({args.parent, args.id, record.SerializeAsString()})};
  return database_.Transact([&](sql::Session& session) {
    return Once(session, key, created, [&](std::int64_t recorded_at) -> absl::Status {
      ASSIGN_OR_RETURN(const bool exists, Exists(session, kind, municipality, name.id));
      if (exists) {
        return status::AlreadyExists(kind.type, FormatName(kind, municipality, name.id));
      }
      return WriteVersion(session, {kind, name, recorded_at}, record, created);
    });
  });
}

absl::Status Records::GetAny(const Kind& kind, const std::string& name,
                             const Timestamp* as_known_at, Message& record) {
  ASSIGN_OR_RETURN(const RecordName parsed, ParseName(kind, name));
  ASSIGN_OR_RETURN(const std::int64_t known_at, KnownAt(as_known_at));
  std::vector<sql::Row> rows;
  RETURN_IF_ERROR(database_.ReadRecent([&](sql::Session& session) -> absl::Status {
    ASSIGN_OR_RETURN(rows,
                     session.Query(absl::StrCat(kind.select,
                                                " WHERE municipality = $1 AND id = $2"
                                                " AND recorded_at <= $3 AND superseded_at > $3"),
                                   {parsed.municipality, parsed.id, known_at}));
    return absl::OkStatus();
  }));
  if (rows.empty()) return status::NotFound(kind.type, name);
  return FromRow(kind, parsed.municipality, rows[0], record);
}

absl::StatusOr<std::string> Records::ListAny(const Kind& kind, const ListArgs& args,
                                             absl::FunctionRef<Message&()> add) {
  ASSIGN_OR_RETURN(const std::string municipality, ParseParent(kind, args.parent));
  ASSIGN_OR_RETURN(const int page_size, PageSize(args.page_size));
  ASSIGN_OR_RETURN(const Condition condition, CompileFilter(kind, args.filter, 5));
  const std::string asked =
      args.as_known_at == nullptr ? "" : args.as_known_at->SerializeAsString();
  PageToken token{FingerprintOf({kind.type, args.parent, args.filter, asked}), 0, ""};
  if (args.page_token.empty()) {
    ASSIGN_OR_RETURN(token.known_at, KnownAt(args.as_known_at));
  } else {
    ASSIGN_OR_RETURN(token, DecodePageToken(args.page_token, token.query));
  }
  std::vector<sql::Value> arguments = {municipality, token.known_at, token.after_id,
                                       std::int64_t{page_size} + 1};
  arguments.insert(arguments.end(), condition.arguments.begin(), condition.arguments.end());
  const std::string filter = condition.sql.empty() ? "" : absl::StrCat(" AND ", condition.sql);
  int count = 0;
  RETURN_IF_ERROR(database_.ReadRecent([&](sql::Session& session) {
    return session.ForEach(
        absl::StrCat(kind.select, " WHERE municipality = $1 AND recorded_at <= $2",
                     " AND superseded_at > $2 AND id > $3", filter, " ORDER BY id LIMIT $4"),
        arguments, [&](const sql::Row& row) -> absl::Status {
          if (++count > page_size) return absl::OkStatus();
          token.after_id = sql::Text(row[0]);
          return FromRow(kind, municipality, row, add());
        });
  }));
  return count > page_size ? Encode(token) : "";
}

absl::Status Records::UpdateAny(const Kind& kind, const UpdateArgs& args, const Message& record,
                                Message& updated) {
  const std::string full_name = NameOf(kind, record);
  ASSIGN_OR_RETURN(const RecordName name, ParseName(kind, full_name));
  RETURN_IF_ERROR(CheckMask(kind, args.mask));
  ASSIGN_OR_RETURN(const auto effective, EffectiveDay(kind, args.effective_date));
  const RequestKey key{name.municipality, absl::StrCat("Update ", kind.type), args.request_id,
                       FingerprintOf({record.SerializeAsString(), args.mask.SerializeAsString(),
                                      args.effective_date.SerializeAsString()})};
  return database_.Transact([&](sql::Session& session) {
    return Once(session, key, updated, [&](std::int64_t recorded_at) -> absl::Status {
      ASSIGN_OR_RETURN(const auto current, Current(session, kind, name));
      if (!current.has_value()) return status::NotFound(kind.type, full_name);
      RETURN_IF_ERROR(CheckEtag(kind, full_name, EtagField(kind, record), *current));
      const std::unique_ptr<Message> merged(record.New());
      RETURN_IF_ERROR(FromRow(kind, name.municipality, *current, *merged));
      Merge(kind, record, args.mask, *merged);
      if (effective) {
        RETURN_IF_ERROR(Succeed(kind, {*current, name.municipality, *effective}, *merged));
      }
      return WriteVersion(session, {kind, name, recorded_at}, *merged, updated);
    });
  });
}

absl::Status Records::Delete(const Kind& kind, const std::string& name, const std::string& etag) {
  ASSIGN_OR_RETURN(const RecordName parsed, ParseName(kind, name));
  return database_.Transact([&](sql::Session& session) -> absl::Status {
    ASSIGN_OR_RETURN(const std::int64_t recorded_at, NextRecordedAt(session, now_()));
    ASSIGN_OR_RETURN(const auto current, Current(session, kind, parsed));
    if (!current.has_value()) return status::NotFound(kind.type, name);
    RETURN_IF_ERROR(CheckEtag(kind, name, etag, *current));
    RETURN_IF_ERROR(CheckUnreferenced(session, kind, parsed));
    if (const std::unique_ptr<Judge> judge = MakeJudge(kind)) {
      RETURN_IF_ERROR(judge->DecideRemoval(session, parsed.municipality, parsed.id));
    }
    return Supersede(session, kind, parsed, recorded_at);
  });
}

absl::Status Records::CheckUnreferenced(sql::Session& session, const Kind& kind,
                                        const RecordName& name) {
  for (const Kind* other : kinds_) {
    for (const Column& column : other->columns) {
      if (column.reference != &kind) continue;
      ASSIGN_OR_RETURN(
          const auto rows,
          session.Query(absl::StrCat("SELECT id FROM ", other->table,
                                     " WHERE municipality = $1 AND superseded_at = $2 AND ",
                                     column.name(), " = $3 LIMIT 1"),
                        {name.municipality, kNotSuperseded, name.id}));
      if (rows.empty()) continue;
      return status::Precondition("STILL_REFERENCED",
                                  absl::StrCat(FormatName(kind, name.municipality, name.id),
                                               " is still referred to by ", other->collection));
    }
  }
  return absl::OkStatus();
}

absl::Status Records::AllAny(const Kind& kind, const std::string& municipality,
                             std::int64_t known_at, absl::FunctionRef<Message&()> add) {
  return database_.ReadRecent([&](sql::Session& session) {
    return session.ForEach(absl::StrCat(kind.select,
                                        " WHERE municipality = $1 AND recorded_at <= $2"
                                        " AND superseded_at > $2 ORDER BY id"),
                           {municipality, known_at}, [&](const sql::Row& row) {
                             return FromRow(kind, municipality, row, add());
                           });
  });
}

absl::Status Records::ForEachAny(const Kind& kind, const ForEachArgs& args, Message& record,
                                 absl::FunctionRef<void()> visit) {
  std::string statement =
      absl::StrCat(kind.select, " WHERE municipality = $1 AND recorded_at <= $2",
                   args.superseded_too ? "" : " AND superseded_at > $2");
  std::vector<sql::Value> arguments = {args.municipality, args.known_at};
  if (args.days) {
    absl::StrAppend(&statement, " AND start_date <= $3 AND (end_date IS NULL OR end_date >= $4)");
    arguments.insert(arguments.end(), {args.days->last, args.days->first});
  }
  return database_.ReadRecent([&](sql::Session& session) {
    return session.ForEach(statement, arguments, [&](const sql::Row& row) -> absl::Status {
      record.Clear();
      RETURN_IF_ERROR(FromRow(kind, args.municipality, row, record));
      visit();
      return absl::OkStatus();
    });
  });
}

}  // namespace ett::records
