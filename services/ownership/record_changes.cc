#include "services/ownership/record_changes.h"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "records/page_token.h"
#include "records/row.h"
#include "services/ownership/kinds.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

// Times as the indexes of changes have them.
constexpr char kRecorded[] = "(recorded_at + 0)";
constexpr char kSuperseded[] = "(superseded_at + 0)";
// Comes after every key: all of a moment was told.
constexpr char kAfterAll[] = "~";
constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

absl::StatusOr<std::vector<const records::Kind*>> KindsOf(const v1::WatchRequest& request) {
  const std::vector<const records::Kind*> all = Kinds();
  if (request.collections().empty()) return all;
  std::vector<const records::Kind*> kinds;
  std::vector<std::string> known;
  for (const records::Kind* kind : all) known.push_back(kind->collection);
  for (int i = 0; i < request.collections_size(); ++i) {
    const auto found = std::find(known.begin(), known.end(), request.collections(i));
    if (found == known.end()) {
      return status::InvalidField(absl::StrCat("collections[", i, "]"),
                                  absl::StrCat("one of ", absl::StrJoin(known, ", ")),
                                  request.collections(i), "UNKNOWN_COLLECTION");
    }
    kinds.push_back(all[static_cast<std::size_t>(found - known.begin())]);
  }
  return kinds;
}

// The column that says which company a record is about; empty where none does.
std::string CompanyColumn(const records::Kind& kind) {
  if (&kind == &EntityKind()) return "id";
  const bool names_one = std::any_of(kind.columns.begin(), kind.columns.end(),
                                     [](const auto& each) { return each.name() == "company"; });
  return names_one ? "company" : "''";
}

// Versions of a kind that began or ended at a moment.
struct Versions {
  const std::string& municipality;
  std::int64_t moment;
  const records::Kind* kind;
};

// What became of the record of a row: id, company.
void Tell(const Versions& of, const sql::Row& row, bool begins, v1::RecordChange& change) {
  change.set_name(records::FormatName(*of.kind, of.municipality, sql::Text(row[0])));
  *change.mutable_recorded_time() = records::ToTimestamp(of.moment);
  const bool ended = change.kind() != v1::RECORD_CHANGE_KIND_UNSPECIFIED;
  change.set_kind(!begins ? v1::RECORD_CHANGE_KIND_DELETED
                  : ended ? v1::RECORD_CHANGE_KIND_UPDATED
                          : v1::RECORD_CHANGE_KIND_CREATED);
  const std::string company = sql::IsNull(row[1]) ? "" : sql::Text(row[1]);
  if (!company.empty()) {
    change.set_company(records::FormatName(EntityKind(), of.municipality, company));
  }
}

// Those that ended first, then those that began.
absl::Status ReadKind(sql::Session& session, const Versions& of,
                      std::map<std::string, v1::RecordChange>& changes) {
  for (const bool begins : {false, true}) {
    absl::Status read = session.ForEach(
        absl::StrCat("SELECT id, ", CompanyColumn(*of.kind), " FROM ", of.kind->table,
                     " WHERE municipality = $1 AND ", begins ? kRecorded : kSuperseded, " = $2"),
        {of.municipality, of.moment}, [&](const sql::Row& row) {
          const std::string key = absl::StrCat(of.kind->collection, "/", sql::Text(row[0]));
          Tell(of, row, begins, changes[key]);
          return absl::OkStatus();
        });
    if (!read.ok()) return read;
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<RecordChanges> RecordChanges::From(records::Records& records,
                                                  const v1::WatchRequest& request) {
  RecordChanges changes(records);
  ASSIGN_OR_RETURN(changes.municipality_, records::ParseMunicipality(request.parent()));
  ASSIGN_OR_RETURN(changes.kinds_, KindsOf(request));
  records::Fingerprint fingerprint;
  fingerprint.Add(changes.municipality_);
  for (const records::Kind* kind : changes.kinds_) fingerprint.Add(kind->collection);
  changes.query_ = fingerprint.Hex();
  if (request.resume_token().empty()) {
    ASSIGN_OR_RETURN(changes.moment_, records.DataVersion());
    return changes;
  }
  const auto token = records::DecodePageToken(request.resume_token(), changes.query_);
  if (!token.ok()) {
    return status::InvalidField("resume_token", "a token of the same question",
                                request.resume_token(), "MALFORMED_RESUME_TOKEN");
  }
  changes.moment_ = token->known_at;
  changes.told_ = token->after_id;
  changes.resumes_ = true;
  return changes;
}

std::string RecordChanges::TokenAt(const std::string& key) const {
  return records::Encode({query_, moment_, key});
}

absl::StatusOr<bool> RecordChanges::Next(v1::WatchResponse& message) {
  if (std::exchange(resumes_, false)) RETURN_IF_ERROR(Read(moment_));
  while (read_.empty()) {
    ASSIGN_OR_RETURN(const std::int64_t last, records_->DataVersion());
    ASSIGN_OR_RETURN(const std::int64_t next, MomentAfter(moment_, last));
    told_.clear();
    if (next == kNever) {
      // Nothing of these kinds up to here.
      moment_ = std::max(moment_, last);
      message.set_resume_token(TokenAt(kAfterAll));
      return false;
    }
    moment_ = next;
    RETURN_IF_ERROR(Read(next));
  }
  *message.mutable_change() = std::move(read_.front().told);
  told_ = std::move(read_.front().key);
  read_.pop_front();
  message.set_resume_token(TokenAt(told_));
  return true;
}

absl::StatusOr<std::int64_t> RecordChanges::MomentAfter(std::int64_t moment, std::int64_t last) {
  std::int64_t next = kNever;
  if (last <= moment) return next;
  RETURN_IF_ERROR(records_->database().Read([&](sql::Session& session) -> absl::Status {
    for (const records::Kind* kind : kinds_) {
      for (const char* column : {kRecorded, kSuperseded}) {
        ASSIGN_OR_RETURN(const auto rows,
                         session.Query(absl::StrCat("SELECT MIN(", column, ") FROM ", kind->table,
                                                    " WHERE municipality = $1 AND ", column,
                                                    " > $2 AND ", column, " <= $3"),
                                       {municipality_, moment, last}));
        if (!sql::IsNull(rows[0][0])) next = std::min(next, sql::Int(rows[0][0]));
      }
    }
    return absl::OkStatus();
  }));
  return next;
}

absl::Status RecordChanges::Read(std::int64_t moment) {
  std::map<std::string, v1::RecordChange> changes;  // by key
  absl::Status read = records_->database().Read([&](sql::Session& session) -> absl::Status {
    for (const records::Kind* kind : kinds_) {
      RETURN_IF_ERROR(ReadKind(session, {municipality_, moment, kind}, changes));
    }
    return absl::OkStatus();
  });
  if (!read.ok()) return read;
  for (auto& [key, change] : changes) {
    if (key > told_) read_.push_back({key, std::move(change)});
  }
  return absl::OkStatus();
}

}  // namespace ett::ownership
