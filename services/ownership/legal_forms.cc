#include "services/ownership/legal_forms.h"

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace ett::ownership {
namespace {

struct CodedForm {
  absl::string_view code;
  v1::EntityForm form;
  bool ends_names = false;
};

// The first of a form is what it is written as.
constexpr CodedForm kForms[] = {{"AS", v1::ENTITY_FORM_AS, true},
                                {"ASA", v1::ENTITY_FORM_ASA, true},
                                {"IKS", v1::ENTITY_FORM_IKS, true},
                                {"KF", v1::ENTITY_FORM_KF, true},
                                {"SA", v1::ENTITY_FORM_SA, true},
                                {"BA", v1::ENTITY_FORM_SA, true},
                                {"STI", v1::ENTITY_FORM_FOUNDATION},
                                {"FLI", v1::ENTITY_FORM_ASSOCIATION},
                                {"KOMM", v1::ENTITY_FORM_MUNICIPALITY},
                                {"FYLK", v1::ENTITY_FORM_COUNTY},
                                {"STAT", v1::ENTITY_FORM_STATE},
                                {"UTLA", v1::ENTITY_FORM_FOREIGN_COMPANY},
                                {"NUF", v1::ENTITY_FORM_FOREIGN_COMPANY, true}};

}  // namespace

std::optional<v1::EntityForm> FormOfCode(absl::string_view code) {
  for (const CodedForm& each : kForms) {
    if (each.code == code) return each.form;
  }
  // Bytes beyond ASCII: `SÆR` is one too.
  const bool is_code = !code.empty() && code.size() <= 5 &&
                       std::all_of(code.begin(), code.end(), [](unsigned char c) {
                         return absl::ascii_isupper(c) || c >= 0x80;
                       });
  if (!is_code) return std::nullopt;
  return v1::ENTITY_FORM_OTHER;
}

absl::string_view CodeOfForm(v1::EntityForm form) {
  for (const CodedForm& each : kForms) {
    if (each.form == form) return each.code;
  }
  return "";
}

std::optional<v1::EntityForm> FormOfName(absl::string_view name) {
  const std::string upper = absl::AsciiStrToUpper(name);
  for (const CodedForm& each : kForms) {
    if (each.ends_names && absl::EndsWith(upper, absl::StrCat(" ", each.code))) return each.form;
  }
  if (absl::EndsWith(upper, "FYLKESKOMMUNE")) return v1::ENTITY_FORM_COUNTY;
  if (absl::EndsWith(upper, " KOMMUNE")) return v1::ENTITY_FORM_MUNICIPALITY;
  return std::nullopt;
}

}  // namespace ett::ownership
