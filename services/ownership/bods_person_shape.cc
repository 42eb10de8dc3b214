#include "services/ownership/bods_shapes.h"

namespace ett::ownership::bods {
namespace {

constexpr Shape kTypeCode = {.codes = kPersonTypes};

constexpr Shape kNameType = {.codes = kNameTypes};
constexpr Property kNameProperties[] = {{"type", &kNameType},
                                        {"fullName", &kText, Presence::kRequired},
                                        {"familyName", &kText},
                                        {"givenName", &kText},
                                        {"patronymicName", &kText}};
constexpr Shape kName = {.want = Want::kObject, .properties = kNameProperties};
constexpr Shape kNames = {.want = Want::kArray, .items = &kName};

constexpr Shape kCountries = {.want = Want::kArray, .items = &kCountry};

constexpr absl::string_view kBirthPlaceCodes[] = {"placeOfBirth"};
constexpr Shape kBirthPlaceType = {.codes = kBirthPlaceCodes};
constexpr Property kBirthPlaceProperties[] = {
    {"type", &kBirthPlaceType}, {"address", &kText}, {"postCode", &kText}, {"country", &kCountry}};
constexpr Shape kBirthPlace = {.want = Want::kObject, .properties = kBirthPlaceProperties};

constexpr absl::string_view kAddressCodes[] = {"residence", "service", "alternative"};
constexpr Shape kAddressType = {.codes = kAddressCodes};
constexpr Property kAddressProperties[] = {
    {"type", &kAddressType}, {"address", &kText}, {"postCode", &kText}, {"country", &kCountry}};
constexpr Shape kAddress = {.want = Want::kObject, .properties = kAddressProperties};
constexpr Shape kAddresses = {.want = Want::kArray, .items = &kAddress};

constexpr Property kExposureDetailProperties[] = {{"reason", &kText},
                                                  {"missingInfoReason", &kText},
                                                  {"jurisdiction", &kJurisdiction},
                                                  {"startDate", &kDay},
                                                  {"endDate", &kDay},
                                                  {"source", &kSource}};
constexpr Shape kExposureDetail = {.want = Want::kObject, .properties = kExposureDetailProperties};
constexpr Shape kExposureDetails = {.want = Want::kArray, .items = &kExposureDetail};

constexpr absl::string_view kExposureCodes[] = {"isPep", "isNotPep", "unknown"};
constexpr Shape kExposureStatus = {.codes = kExposureCodes};
constexpr Property kExposureProperties[] = {{"status", &kExposureStatus, Presence::kRequired},
                                            {"details", &kExposureDetails}};
constexpr Shape kExposure = {.want = Want::kObject, .properties = kExposureProperties};

constexpr Property kProperties[] = {{"isComponent", &kBoolean, Presence::kRequired},
                                    {"personType", &kTypeCode, Presence::kRequired},
                                    {"unspecifiedPersonDetails", &kUnspecified},
                                    {"names", &kNames},
                                    {"identifiers", &kIdentifiers},
                                    {"nationalities", &kCountries},
                                    {"placeOfBirth", &kBirthPlace},
                                    {"birthDate", &kCoarseDay},
                                    {"deathDate", &kCoarseDay},
                                    {"taxResidencies", &kCountries},
                                    {"addresses", &kAddresses},
                                    {"politicalExposure", &kExposure}};
constexpr Shape kPerson = {.want = Want::kObject, .properties = kProperties};

}  // namespace

const Shape& PersonShape() { return kPerson; }

}  // namespace ett::ownership::bods
