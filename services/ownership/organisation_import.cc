#include "services/ownership/organisation_import.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "records/import.h"
#include "records/row.h"
#include "services/ownership/domain/transaction.h"
#include "services/ownership/kinds.h"
#include "services/ownership/known_records.h"
#include "services/ownership/stated_entity.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

using status::FieldError;

constexpr std::size_t kBatch = 1000;
constexpr char kPrefix[] = "no-";

class OrganisationImport final : public records::RowSink {
 public:
  OrganisationImport(records::Records& records, const records::Kind& kind,
                     records::ImportOptions options)
      : records_(records), kind_(kind), import_(records, kind, std::move(options)) {}

  absl::Status Begin(const records::ImportStart& start) override;
  records::ImportSession& session() override { return import_.session(); }
  absl::Status Take(std::unique_ptr<records::Message> message, std::string where) override {
    return Push({std::move(message), std::move(where), std::nullopt});
  }
  absl::Status TakeUnreadable(FieldError error, std::string where) override {
    return Push({nullptr, std::move(where), std::move(error)});
  }
  absl::StatusOr<imports::v1::ImportReport> Finish() override;

 private:
  struct Row {
    std::unique_ptr<records::Message> message;
    std::string where;
    std::optional<FieldError> error;
  };

  absl::Status Push(Row row);
  absl::Status PassOn();
  absl::Status AddKeptTo(const std::vector<v1::Entity*>& entities);
  v1::Entity* Resolve(v1::Entity& entity);
  std::optional<FieldError> Resolve(v1::RegisteredPosition& position);
  std::string Meant(const std::string& id) const;

  records::Records& records_;
  const records::Kind& kind_;
  records::Import import_;
  bool begun_ = false;
  KnownRecords known_;
  std::vector<Row> rows_;
};

absl::Status OrganisationImport::Begin(const records::ImportStart& start) {
  RETURN_IF_ERROR(import_.Begin(start));
  if (std::exchange(begun_, true)) return absl::OkStatus();
  return records_.database().Read([this](sql::Session& session) {
    return known_.Load(session, import_.session().municipality());
  });
}

// The id of the entity that an id stands for.
std::string OrganisationImport::Meant(const std::string& id) const {
  absl::string_view number = id;
  if (!absl::ConsumePrefix(&number, kPrefix) || number.size() != 9) return id;
  return known_.EntityWith(number).value_or(id);
}

std::string NameWith(const std::string& municipality, const std::string& id) {
  return records::FormatName(EntityKind(), municipality, id);
}

// The entity itself, where what is kept of it is to be added.
v1::Entity* OrganisationImport::Resolve(v1::Entity& entity) {
  const std::string& municipality = import_.session().municipality();
  const std::string id = records::IdOf(entity.name());
  const std::string meant = Meant(id);
  if (meant != id) entity.set_name(NameWith(municipality, meant));
  return absl::StartsWith(entity.source(), kRegisterSource) ? &entity : nullptr;
}

std::optional<FieldError> OrganisationImport::Resolve(v1::RegisteredPosition& position) {
  if (position.owner() == kNaturalPerson) {
    return status::Refusal("owner", "NATURAL_PERSON", "an owner with an organisation number",
                           "a natural person, or none that is told");
  }
  const std::string& municipality = import_.session().municipality();
  const std::string company = records::IdOf(position.company());
  const std::string meant = Meant(company);
  if (meant != company) position.set_company(NameWith(municipality, meant));
  const bool is_own = position.owner() == IdOfNumber(municipality);
  position.set_owner(is_own ? kMunicipality : Meant(position.owner()));
  return std::nullopt;
}

absl::Status OrganisationImport::AddKeptTo(const std::vector<v1::Entity*>& entities) {
  if (entities.empty()) return absl::OkStatus();
  std::set<std::string> ids;
  for (const v1::Entity* each : entities) ids.insert(records::IdOf(each->name()));
  ASSIGN_OR_RETURN(const auto kept,
                   CurrentEntities(records_, import_.session().municipality(), ids));
  for (v1::Entity* each : entities) {
    const auto found = kept.find(records::IdOf(each->name()));
    if (found != kept.end()) AddKept(found->second, *each);
  }
  return absl::OkStatus();
}

absl::Status OrganisationImport::Push(Row row) {
  rows_.push_back(std::move(row));
  return rows_.size() < kBatch ? absl::OkStatus() : PassOn();
}

absl::Status OrganisationImport::PassOn() {
  std::vector<v1::Entity*> told;
  for (Row& row : rows_) {
    if (row.message == nullptr) continue;
    if (&kind_ == &EntityKind()) {
      v1::Entity* entity = Resolve(static_cast<v1::Entity&>(*row.message));
      if (entity != nullptr) told.push_back(entity);
    } else {
      row.error = Resolve(static_cast<v1::RegisteredPosition&>(*row.message));
    }
  }
  RETURN_IF_ERROR(AddKeptTo(told));
  for (Row& row : rows_) {
    RETURN_IF_ERROR(row.error ? import_.TakeUnreadable(*std::move(row.error), std::move(row.where))
                              : import_.Take(std::move(row.message), std::move(row.where)));
  }
  rows_.clear();
  return absl::OkStatus();
}

absl::StatusOr<imports::v1::ImportReport> OrganisationImport::Finish() {
  if (!session().replay()) RETURN_IF_ERROR(PassOn());
  return import_.Finish();
}

records::RowCollection CollectionOf(records::Records& records, const records::Kind& kind) {
  return {&kind,
          [&records, &kind](records::ImportOptions options) -> std::unique_ptr<records::RowSink> {
            return std::make_unique<OrganisationImport>(records, kind, std::move(options));
          }};
}

}  // namespace

std::string IdOfNumber(absl::string_view organisation_number) {
  return absl::StrCat(kPrefix, organisation_number);
}

records::RowCollection EntityCollection(records::Records& records) {
  return CollectionOf(records, EntityKind());
}

records::RowCollection RegisteredPositionCollection(records::Records& records) {
  return CollectionOf(records, RegisteredPositionKind());
}

}  // namespace ett::ownership
