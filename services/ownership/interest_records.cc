#include "services/ownership/interest_records.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "records/judge.h"
#include "records/row.h"
#include "records/version.h"
#include "services/ownership/kinds.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

constexpr char kErase[] = R"sql(
  DELETE FROM declared_interest WHERE municipality = $1 AND id = $2)sql";

constexpr char kWanted[] = R"sql(
  WHERE municipality = $1 AND ($2 = '' OR member = $2) AND ($3 = '' OR entity = $3) AND id > $4
  ORDER BY id LIMIT $5)sql";

std::string NameOf(const records::RecordName& name) {
  return records::FormatName(DeclaredInterestKind(), name.municipality, name.id);
}

absl::Status CheckEntity(sql::Session& session, const records::RecordName& name,
                         const std::string& entity) {
  if (entity.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const bool exists, records::Exists(session, EntityKind(), name.municipality,
                                                      records::IdOf(entity)));
  if (exists) return absl::OkStatus();
  return status::InvalidField("entity", "an existing entity", entity, "UNKNOWN_REFERENCE");
}

absl::StatusOr<sql::Row> ReadRow(sql::Session& session, const records::RecordName& name) {
  ASSIGN_OR_RETURN(auto row, records::Current(session, DeclaredInterestKind(), name));
  if (!row.has_value()) return status::NotFound(DeclaredInterestKind().type, NameOf(name));
  return *std::move(row);
}

}  // namespace

absl::StatusOr<v1::DeclaredInterest> AddInterest(sql::Session& session,
                                                 const records::RecordName& name,
                                                 const v1::DeclaredInterest& interest,
                                                 std::int64_t recorded_at) {
  const records::Kind& kind = DeclaredInterestKind();
  records::FieldErrors errors;
  records::Validate(kind, interest, errors);
  if (!errors.empty()) return status::InvalidFields(errors.all());
  ASSIGN_OR_RETURN(sql::Row columns, records::ToRow(kind, interest));
  RETURN_IF_ERROR(CheckEntity(session, name, interest.entity()));
  ASSIGN_OR_RETURN(const bool exists, records::Exists(session, kind, name.municipality, name.id));
  if (exists) return status::AlreadyExists(kind.type, NameOf(name));
  RETURN_IF_ERROR(records::Insert(session, kind, name, recorded_at, std::move(columns)));
  return ReadInterest(session, name);
}

absl::StatusOr<v1::DeclaredInterest> ReadInterest(sql::Session& session,
                                                  const records::RecordName& name) {
  ASSIGN_OR_RETURN(const sql::Row row, ReadRow(session, name));
  v1::DeclaredInterest interest;
  RETURN_IF_ERROR(records::FromRow(DeclaredInterestKind(), name.municipality, row, interest));
  return interest;
}

absl::Status EraseInterest(sql::Session& session, const records::RecordName& name,
                           const std::string& etag) {
  ASSIGN_OR_RETURN(const sql::Row row, ReadRow(session, name));
  if (!etag.empty() && etag != records::EtagOf(sql::Int(row[1]))) {
    return status::EtagMismatch(DeclaredInterestKind().type, NameOf(name));
  }
  return session.Execute(kErase, {name.municipality, name.id}).status();
}

absl::StatusOr<std::vector<v1::DeclaredInterest>> ReadInterests(sql::Session& session,
                                                                const InterestFilter& filter,
                                                                const std::string& after_id,
                                                                int most) {
  const records::Kind& kind = DeclaredInterestKind();
  std::vector<v1::DeclaredInterest> interests;
  RETURN_IF_ERROR(session.ForEach(
      absl::StrCat(kind.select, kWanted),
      {filter.municipality, filter.member, filter.entity, after_id, std::int64_t{most}},
      [&](const sql::Row& row) {
        return records::FromRow(kind, filter.municipality, row, interests.emplace_back());
      }));
  return interests;
}

}  // namespace ett::ownership
