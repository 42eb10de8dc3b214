#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

// What is below `/.well-known/`.
namespace ett::gateway {

// The API catalogue of RFC 9727: a linkset in JSON that points to the document of everything and to
// the page that shows it.
std::string ApiCatalog();
inline constexpr char kApiCatalogType[] =
    "application/linkset+json; profile=\"https://www.rfc-editor.org/info/rfc9727\"";

// INVALID_ARGUMENT unless it is an address as RFC 9116 wants it: https:, mailto: or tel:.
absl::Status CheckSecurityContact(const std::string& contact);

// security.txt of RFC 9116, good for half a year.
std::string SecurityText(absl::string_view contact, absl::Time now);

}  // namespace ett::gateway
