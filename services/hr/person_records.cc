#include "services/hr/person_records.h"

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "records/clock.h"
#include "records/row.h"
#include "services/hr/kinds.h"
#include "status/macros.h"

namespace ett::hr {
namespace {

using records::Kind;

// $1 municipality, $2 pseudonym; `of` is the table whose column `employment` is looked at. The
// employment's newest version of those that this one was known with decides.
std::string HeldBy(const std::string& of) {
  return absl::StrCat(of, R"sql(.employment IN
    (SELECT held.id FROM employment held WHERE held.municipality = $1 AND held.person = $2)
    AND EXISTS (SELECT 1 FROM employment held
      WHERE held.municipality = $1 AND held.person = $2 AND held.id = )sql",
                      of, ".employment AND held.recorded_at < ", of, R"sql(.superseded_at
      AND NOT EXISTS (SELECT 1 FROM employment later
        WHERE later.municipality = $1 AND later.id = held.id
        AND later.recorded_at > held.recorded_at AND later.recorded_at < )sql",
                      of, ".superseded_at))");
}

// FROM and WHERE of a person's versions: $1 municipality, $2 pseudonym.
std::string Versions(const Kind& kind) {
  const std::string from = absl::StrCat(" FROM ", kind.table, " WHERE municipality = $1 AND ");
  if (&kind == &EmploymentKind()) return absl::StrCat(from, "person = $2");
  if (&kind != &QualificationKind()) return absl::StrCat(from, HeldBy(kind.table));
  return absl::StrCat(from, "(person = $2 OR (", HeldBy(kind.table), "))");
}

// A person as they were known up to a time, in microseconds.
struct Known {
  const Person& person;
  std::int64_t at;
};

template <class T>
absl::Status Visit(sql::Session& session, const Known& known, const Kind& kind,
                   T* (v1::PersonRecord::*record)(),
                   absl::FunctionRef<void(const v1::PersonRecord&)> visit) {
  return session.ForEach(absl::StrCat("SELECT ", kind.selected, ", superseded_at", Versions(kind),
                                      " AND recorded_at <= $3 ORDER BY id, recorded_at"),
                         {known.person.municipality, known.person.pseudonym, known.at},
                         [&](const sql::Row& row) -> absl::Status {
                           v1::PersonRecord version;
                           RETURN_IF_ERROR(records::FromRow(kind, known.person.municipality, row,
                                                            *(version.*record)()));
                           const std::int64_t superseded_at = sql::Int(row.back());
                           if (superseded_at != records::kNotSuperseded) {
                             *version.mutable_superseded_time() =
                                 records::ToTimestamp(superseded_at);
                           }
                           visit(version);
                           return absl::OkStatus();
                         });
}

void Add(const Kind& kind, std::int64_t versions, v1::VersionCounts& counts) {
  if (&kind == &EmploymentKind()) {
    counts.set_employment_count(counts.employment_count() + versions);
  } else if (&kind == &AbsenceKind()) {
    counts.set_absence_count(counts.absence_count() + versions);
  } else if (&kind == &LeaveKind()) {
    counts.set_leave_count(counts.leave_count() + versions);
  } else {
    counts.set_qualification_count(counts.qualification_count() + versions);
  }
}

// A day as a text of a column, and its first microsecond.
std::vector<sql::Value> Before(absl::CivilDay day) {
  return {records::PrintDate(records::DateOf(day)),
          absl::ToUnixMicros(absl::FromCivil(day, absl::UTCTimeZone()))};
}

// $1 municipality, $2 and $3 the day, $4 how many at most. The newest version decides, also of what
// was removed.
std::string OldRecords(const std::string& table) {
  return absl::StrCat("SELECT id FROM ", table, R"sql( newest WHERE municipality = $1
    AND (end_date < $2 OR superseded_at < $3)
    AND NOT EXISTS (SELECT 1 FROM )sql",
                      table, R"sql( later WHERE later.municipality = $1 AND later.id = newest.id
      AND later.recorded_at > newest.recorded_at)
    ORDER BY id LIMIT $4)sql");
}

// The same parameters. The newest version of each employment that a person had decides.
constexpr char kOldPersons[] = R"sql(
  SELECT DISTINCT old.person FROM employment old WHERE old.municipality = $1
    AND NOT EXISTS (SELECT 1 FROM employment newest
      WHERE newest.municipality = $1 AND newest.person = old.person
      AND (newest.end_date IS NULL OR newest.end_date >= $2) AND newest.superseded_at >= $3
      AND NOT EXISTS (SELECT 1 FROM employment later
        WHERE later.municipality = $1 AND later.id = newest.id
        AND later.person = newest.person AND later.recorded_at > newest.recorded_at))
  ORDER BY old.person LIMIT $4)sql";

// What finds old things: a statement and its parameters but the last.
struct Search {
  std::string statement;
  std::vector<sql::Value> arguments;
};

Search SearchFor(std::string statement, const std::string& municipality, absl::CivilDay before) {
  Search search{std::move(statement), Before(before)};
  search.arguments.insert(search.arguments.begin(), municipality);
  return search;
}

// Reads the names of what is old, then erases one after the other until `most` is reached.
absl::Status EraseEach(sql::Session& session, Search search, std::int64_t most,
                       v1::RunRetentionResponse& erased,
                       absl::FunctionRef<absl::Status(const sql::Value&)> erase) {
  const std::int64_t rest = most - Total(erased.erased());
  if (rest <= 0) return absl::OkStatus();
  search.arguments.emplace_back(rest);
  ASSIGN_OR_RETURN(const auto rows, session.Query(search.statement, search.arguments));
  for (const sql::Row& row : rows) {
    if (Total(erased.erased()) >= most) break;
    RETURN_IF_ERROR(erase(row[0]));
  }
  return absl::OkStatus();
}

absl::Status EraseOldRecords(sql::Session& session, const Kind& kind,
                             const std::string& municipality, const Age& age,
                             v1::RunRetentionResponse& erased) {
  Search search = SearchFor(OldRecords(kind.table), municipality, age.absences_before);
  const std::string erase =
      absl::StrCat("DELETE FROM ", kind.table, " WHERE municipality = $1 AND id = $2");
  return EraseEach(
      session, std::move(search), age.most, erased, [&](const sql::Value& id) -> absl::Status {
        ASSIGN_OR_RETURN(const std::int64_t versions, session.Execute(erase, {municipality, id}));
        Add(kind, versions, *erased.mutable_erased());
        return absl::OkStatus();
      });
}

}  // namespace

std::vector<const Kind*> PersonalKinds() {
  return {&EmploymentKind(), &AbsenceKind(), &LeaveKind(), &QualificationKind()};
}

absl::Status ForEachVersion(sql::Session& session, const Person& person, std::int64_t known_at,
                            absl::FunctionRef<void(const v1::PersonRecord&)> visit) {
  const Known known{person, known_at};
  RETURN_IF_ERROR(
      Visit(session, known, EmploymentKind(), &v1::PersonRecord::mutable_employment, visit));
  RETURN_IF_ERROR(Visit(session, known, AbsenceKind(), &v1::PersonRecord::mutable_absence, visit));
  RETURN_IF_ERROR(Visit(session, known, LeaveKind(), &v1::PersonRecord::mutable_leave, visit));
  return Visit(session, known, QualificationKind(), &v1::PersonRecord::mutable_qualification,
               visit);
}

void Count(const v1::PersonRecord& record, v1::VersionCounts& counts) {
  if (record.has_employment()) Add(EmploymentKind(), 1, counts);
  if (record.has_absence()) Add(AbsenceKind(), 1, counts);
  if (record.has_leave()) Add(LeaveKind(), 1, counts);
  if (record.has_qualification()) Add(QualificationKind(), 1, counts);
}

std::int64_t Total(const v1::VersionCounts& counts) {
  return counts.employment_count() + counts.absence_count() + counts.leave_count() +
         counts.qualification_count();
}

absl::Status Erase(sql::Session& session, const Person& person, v1::VersionCounts& erased) {
  // Employments last: they tell whose the others are.
  for (const Kind* kind : {&AbsenceKind(), &LeaveKind(), &QualificationKind(), &EmploymentKind()}) {
    ASSIGN_OR_RETURN(const std::int64_t versions,
                     session.Execute(absl::StrCat("DELETE", Versions(*kind)),
                                     {person.municipality, person.pseudonym}));
    Add(*kind, versions, erased);
  }
  return absl::OkStatus();
}

absl::Status EraseOlder(sql::Session& session, const std::string& municipality, const Age& age,
                        v1::RunRetentionResponse& erased) {
  if (age.absences_before != absl::CivilDay::min()) {
    for (const Kind* kind : {&AbsenceKind(), &LeaveKind()}) {
      RETURN_IF_ERROR(EraseOldRecords(session, *kind, municipality, age, erased));
    }
  }
  if (age.persons_before != absl::CivilDay::min()) {
    Search search = SearchFor(kOldPersons, municipality, age.persons_before);
    RETURN_IF_ERROR(
        EraseEach(session, std::move(search), age.most, erased, [&](const sql::Value& pseudonym) {
          erased.set_person_count(erased.person_count() + 1);
          return Erase(session, {municipality, sql::Text(pseudonym)}, *erased.mutable_erased());
        }));
  }
  erased.set_done(Total(erased.erased()) < age.most);
  return absl::OkStatus();
}

}  // namespace ett::hr
