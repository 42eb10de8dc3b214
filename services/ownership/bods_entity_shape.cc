#include "services/ownership/bods_shapes.h"

namespace ett::ownership::bods {
namespace {

constexpr absl::string_view kArrangement[] = {"arrangement"};
constexpr absl::string_view kLegalEntity[] = {"legalEntity"};
constexpr absl::string_view kStateBody[] = {"stateBody"};
constexpr absl::string_view kOtherTypes[] = {"registeredEntity", "state", "anonymousEntity",
                                             "unknownEntity"};

constexpr absl::string_view kArrangementCodes[] = {"trust", "nomination", "other"};
constexpr absl::string_view kLegalEntityCodes[] = {"trust", "other"};
constexpr absl::string_view kStateBodyCodes[] = {"governmentDepartment", "stateAgency", "other"};
constexpr absl::string_view kOtherCodes[] = {"other"};

constexpr Shape kArrangementSubtype = {.codes = kArrangementCodes};
constexpr Shape kLegalEntitySubtype = {.codes = kLegalEntityCodes};
constexpr Shape kStateBodySubtype = {.codes = kStateBodyCodes};
constexpr Shape kOtherSubtype = {.codes = kOtherCodes};

// Between them they have every type, so that the subtype needs no list of its own.
constexpr Condition kTypeConditions[] = {
    {.property = "type", .values = kArrangement, .then = "subtype", .shape = &kArrangementSubtype},
    {.property = "type", .values = kLegalEntity, .then = "subtype", .shape = &kLegalEntitySubtype},
    {.property = "type", .values = kStateBody, .then = "subtype", .shape = &kStateBodySubtype},
    {.property = "type", .values = kOtherTypes, .then = "subtype", .shape = &kOtherSubtype},
};

constexpr Shape kTypeCode = {.codes = kEntityTypes};
constexpr Property kTypeProperties[] = {
    {"type", &kTypeCode, Presence::kRequired}, {"subtype", &kText}, {"details", &kText}};
constexpr Shape kType = {
    .want = Want::kObject, .properties = kTypeProperties, .conditions = kTypeConditions};

constexpr absl::string_view kAddressCodes[] = {"registered", "business", "alternative"};
constexpr Shape kAddressType = {.codes = kAddressCodes};
constexpr Property kAddressProperties[] = {
    {"type", &kAddressType}, {"address", &kText}, {"postCode", &kText}, {"country", &kCountry}};
constexpr Shape kAddress = {.want = Want::kObject, .properties = kAddressProperties};
constexpr Shape kAddresses = {.want = Want::kArray, .items = &kAddress};

constexpr absl::string_view kSecuritySchemes[] = {"isin", "figi", "cusip", "cins"};
constexpr Shape kSecurityScheme = {.codes = kSecuritySchemes};
constexpr Property kSecurityProperties[] = {
    {"idScheme", &kSecurityScheme}, {"id", &kText}, {"ticker", &kText, Presence::kRequired}};
constexpr Shape kSecurity = {.want = Want::kObject, .properties = kSecurityProperties};

constexpr Property kListingProperties[] = {
    {"marketIdentifierCode", &kText},
    {"operatingMarketIdentifierCode", &kText},
    {"stockExchangeJurisdiction", &kJurisdictionCode, Presence::kRequired},
    {"stockExchangeName", &kText, Presence::kRequired},
    {"security", &kSecurity, Presence::kRequired}};
constexpr Shape kListing = {.want = Want::kObject, .properties = kListingProperties};
constexpr Shape kListings = {.want = Want::kArray, .items = &kListing};

constexpr Shape kUris = {.want = Want::kArray, .items = &kUri};
constexpr Property kPublicListingProperties[] = {
    {"hasPublicListing", &kBoolean, Presence::kRequired},
    {"companyFilingsURLs", &kUris},
    {"securitiesListings", &kListings}};
constexpr Shape kPublicListing = {.want = Want::kObject, .properties = kPublicListingProperties};

constexpr Property kStatuteProperties[] = {{"name", &kText}, {"date", &kDay}};
constexpr Shape kStatute = {.want = Want::kObject, .properties = kStatuteProperties};

constexpr Property kProperties[] = {{"isComponent", &kBoolean, Presence::kRequired},
                                    {"entityType", &kType, Presence::kRequired},
                                    {"unspecifiedEntityDetails", &kUnspecified},
                                    {"name", &kText},
                                    {"alternateNames", &kTexts},
                                    {"jurisdiction", &kJurisdiction},
                                    {"identifiers", &kIdentifiers},
                                    {"foundingDate", &kDay},
                                    {"dissolutionDate", &kDay},
                                    {"addresses", &kAddresses},
                                    {"uri", &kUri},
                                    {"publicListing", &kPublicListing},
                                    {"formedByStatute", &kStatute}};
constexpr Shape kEntity = {.want = Want::kObject, .properties = kProperties};

}  // namespace

const Shape& EntityShape() { return kEntity; }

}  // namespace ett::ownership::bods
