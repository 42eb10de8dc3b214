#pragma once

#include <optional>

#include "absl/strings/string_view.h"
#include "ett/ownership/v1/ownership.pb.h"

namespace ett::ownership {

// The form behind a code of the register of legal entities in Brønnøysund (`AS`, `KOMM`, `STI`);
// OTHER for codes that ownership does not tell apart, nothing for what is no code: not capital
// letters.
std::optional<v1::EntityForm> FormOfCode(absl::string_view code);

// The code; empty for forms without, such as a person.
absl::string_view CodeOfForm(v1::EntityForm form);

// By what a Norwegian name ends with (`Arba AS`) or says (`kommune`); nothing for others.
std::optional<v1::EntityForm> FormOfName(absl::string_view name);

}  // namespace ett::ownership
