#include "gateway/well_known.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "status/errors.h"

namespace ett::gateway {
namespace {

constexpr absl::Duration kGoodFor = absl::Hours(24 * 180);

}  // namespace

std::string ApiCatalog() {
  const nlohmann::ordered_json catalog = {
      {"linkset",
       {{{"anchor", "/"},
         {"service-desc", {{{"href", "/openapi.json"}, {"type", "application/json"}}}},
         {"service-doc",
          {{{"href", "/docs"}, {"type", "text/html"}, {"hreflang", {"nb", "en"}}}}}}}}};
  return catalog.dump(2) + "\n";
}

absl::Status CheckSecurityContact(const std::string& contact) {
  const bool is_address = absl::StartsWith(contact, "https://") ||
                          absl::StartsWith(contact, "mailto:") || absl::StartsWith(contact, "tel:");
  const bool is_one_line =
      std::all_of(contact.begin(), contact.end(), [](char c) { return absl::ascii_isgraph(c); });
  if (contact.empty() || (is_address && is_one_line)) return absl::OkStatus();
  return status::InvalidField("security-contact", "an address: https://…, mailto:… or tel:…",
                              contact);
}

std::string SecurityText(absl::string_view contact, absl::Time now) {
  return absl::StrCat("Contact: ", contact, "\nExpires: ",
                      absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", now + kGoodFor, absl::UTCTimeZone()),
                      "\nPreferred-Languages: nb, en\n");
}

}  // namespace ett::gateway
