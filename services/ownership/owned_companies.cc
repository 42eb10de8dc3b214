#include "services/ownership/owned_companies.h"

#include "status/macros.h"

namespace ett::ownership {

bool IsCompany(v1::EntityForm form) {
  return form != v1::ENTITY_FORM_KF && form != v1::ENTITY_FORM_FOUNDATION &&
         form != v1::ENTITY_FORM_COOPERATION;
}

absl::StatusOr<std::vector<std::string>> OwnedCompanies(const Register& known, absl::CivilDay day) {
  std::vector<std::string> owned;
  for (const auto& [id, entity] : known.entities) {
    if (!IsCompany(entity.form())) continue;
    ASSIGN_OR_RETURN(const Fraction share, known.ShareOf(id, day));
    if (!(share == Fraction())) owned.push_back(id);
  }
  return owned;
}

}  // namespace ett::ownership
