#include <optional>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "figures/organisation_number.h"
#include "services/ownership/bods_country.h"
#include "services/ownership/bods_format.h"
#include "services/ownership/bods_statement_rules.h"

// Of entities and persons.
namespace ett::ownership::bods {
namespace {

constexpr int kEarliestBirthYear = 1800;
constexpr int kLongestLife = 43'830;  // days, 120 years

// Codes of org-id.guide: a country's code, a hyphen and the code of a register.
bool IsRegisterCode(absl::string_view scheme) {
  const std::vector<absl::string_view> parts = absl::StrSplit(scheme, absl::MaxSplits('-', 1));
  if (parts.size() != 2 || parts[1].empty() || !IsCountryOfTwo(parts[0])) return false;
  for (const char c : parts[1]) {
    const auto byte = static_cast<unsigned char>(c);
    if (!absl::ascii_isupper(byte) && !absl::ascii_isdigit(byte) && c != '_' && c != '-') {
      return false;
    }
  }
  return true;
}

void CheckEntityIdentifiers(const Json& identifiers, Findings& findings) {
  for (Json identifier = identifiers.first(); identifier; identifier = identifier.next()) {
    const Json scheme = identifier["scheme"], id = identifier["id"];
    if (scheme.IsText() && !IsRegisterCode(scheme.text())) {
      findings.Add(Rule::kEntityScheme, scheme, "a code of org-id.guide, such as NO-BRC");
    }
    if (scheme.text() == kNorwegianRegister && id.IsText() &&
        !figures::OrganisationNumber::Parse(id.text()).ok()) {
      findings.Add(Rule::kOrganisationNumber, id,
                   "an organisation number: nine digits, the last a check digit");
    }
  }
}

void CheckListing(const Json& listing, Findings& findings) {
  const bool listed =
      listing["companyFilingsURLs"].first() || listing["securitiesListings"].first();
  const Json has = listing["hasPublicListing"];
  if (listed && has.text() == "false") {
    findings.Add(Rule::kListingDenied, has, "true, since filings or listings are told");
  }
  for (Json security = listing["securitiesListings"].first(); security;
       security = security.next()) {
    const Json market = security["marketIdentifierCode"];
    const Json operating = security["operatingMarketIdentifierCode"];
    if (market.text().empty() == operating.text().empty()) continue;
    const absl::string_view lacking =
        market.text().empty() ? "marketIdentifierCode" : "operatingMarketIdentifierCode";
    findings.Add(Rule::kListingLoneMarket, absl::StrCat(security.path(), "/", lacking),
                 "a code beside that of the market", Shown(security[lacking]));
  }
}

void CheckLife(const Json& birth, const Json& death, absl::CivilDay today, Findings& findings) {
  CheckNotFuture(birth, today, findings);
  CheckNotFuture(death, today, findings);
  CheckDateOrder(birth, death, findings);
  const auto born = ParseCoarseDay(birth.text()), died = ParseCoarseDay(death.text());
  if (born && born->year() < kEarliestBirthYear) {
    findings.Add(Rule::kDateEarly, birth, absl::StrCat("a year from ", kEarliestBirthYear));
  }
  if (born && died && *died - *born > kLongestLife) {
    findings.Add(Rule::kDateLifetime, death, "at most 120 years after the birth");
  }
}

void CheckPersonScheme(const Json& identifier, Findings& findings) {
  const Json scheme = identifier["scheme"];
  const std::vector<absl::string_view> parts = absl::StrSplit(scheme.text(), '-');
  if (parts.size() != 2 || parts[0].empty() || parts[1].empty()) {
    findings.Add(Rule::kPersonScheme, absl::StrCat(identifier.path(), "/scheme"),
                 "a country's code, a hyphen and PASSPORT, TAXID or IDCARD", Shown(scheme));
  } else if (!IsCountryOfThree(parts[0])) {
    findings.Add(Rule::kPersonSchemeCountry, scheme, "a three-letter code of ISO 3166-1 first");
  } else if (parts[1] != "PASSPORT" && parts[1] != "TAXID" && parts[1] != "IDCARD") {
    findings.Add(Rule::kPersonSchemeKind, scheme, "PASSPORT, TAXID or IDCARD last");
  }
}

// A reason for what is not told stands alone, and only where the status is unknown.
void CheckExposureDetail(const Json& detail, bool unknown, Findings& findings) {
  const Json missing = detail["missingInfoReason"];
  CheckDateOrder(detail["startDate"], detail["endDate"], findings);
  if (!missing) return;
  bool alone = true;
  for (Json member = detail.first(); member; member = member.next()) {
    alone = alone && (member.key() == "missingInfoReason" || member.key() == "source");
  }
  if (!unknown || !alone) {
    findings.Add(Rule::kExposureKnown, missing, "it alone, and of an unknown status");
  }
}

void CheckExposure(const Json& exposure, Findings& findings) {
  const Json status = exposure["status"];
  const bool unknown = status.text() == "unknown";
  bool explained = false;
  for (Json detail = exposure["details"].first(); detail; detail = detail.next()) {
    CheckExposureDetail(detail, unknown, findings);
    explained = explained || detail["missingInfoReason"];
  }
  if (unknown && !explained) {
    findings.Add(Rule::kExposureReason, status, "a missingInfoReason among the details");
  }
}

}  // namespace

void CheckEntity(const Json& details, Findings& findings) {
  CheckDateOrder(details["foundingDate"], details["dissolutionDate"], findings);
  CheckUnspecified(details["entityType"]["type"], details["unspecifiedEntityDetails"], findings);
  CheckEntityIdentifiers(details["identifiers"], findings);
  CheckListing(details["publicListing"], findings);
}

void CheckPerson(const Json& details, absl::CivilDay today, Findings& findings) {
  CheckLife(details["birthDate"], details["deathDate"], today, findings);
  CheckUnspecified(details["personType"], details["unspecifiedPersonDetails"], findings);
  for (Json identifier = details["identifiers"].first(); identifier;
       identifier = identifier.next()) {
    if (identifier.IsObject()) CheckPersonScheme(identifier, findings);
  }
  CheckExposure(details["politicalExposure"], findings);
}

}  // namespace ett::ownership::bods
