#pragma once

#include "services/ownership/bods_schema.h"

// Shapes that several tables of the schema use.
namespace ett::ownership::bods {

inline constexpr Shape kText = {};
inline constexpr Shape kBoolean = {.want = Want::kBoolean};
inline constexpr Shape kUri = {.form = TextForm::kUri};
inline constexpr Shape kDay = {.form = TextForm::kDay};
inline constexpr Shape kInstant = {.form = TextForm::kInstant};
inline constexpr Shape kCoarseDay = {.form = TextForm::kCoarseDay};
inline constexpr Shape kTexts = {.want = Want::kArray, .items = &kText};
inline constexpr Shape kJurisdictionCode = {.least_characters = 2, .most_characters = 6};

inline constexpr Shape kCountryCode = {.least_characters = 2, .most_characters = 2};
inline constexpr Property kCountryProperties[] = {{"name", &kText, Presence::kRequired},
                                                  {"code", &kCountryCode}};
inline constexpr Shape kCountry = {.want = Want::kObject, .properties = kCountryProperties};

inline constexpr Property kJurisdictionProperties[] = {{"name", &kText, Presence::kRequired},
                                                       {"code", &kJurisdictionCode}};
inline constexpr Shape kJurisdiction = {.want = Want::kObject,
                                        .properties = kJurisdictionProperties};

inline constexpr Property kIdentifierProperties[] = {{"id", &kText},
                                                     {"scheme", &kText, Presence::kEither},
                                                     {"schemeName", &kText, Presence::kEither},
                                                     {"uri", &kUri}};
inline constexpr Shape kIdentifier = {.want = Want::kObject, .properties = kIdentifierProperties};
inline constexpr Shape kIdentifiers = {.want = Want::kArray, .items = &kIdentifier};

inline constexpr Shape kUnspecifiedReason = {.codes = kUnspecifiedReasons};
inline constexpr Property kUnspecifiedProperties[] = {
    {"reason", &kUnspecifiedReason, Presence::kRequired}, {"description", &kText}};
inline constexpr Shape kUnspecified = {.want = Want::kObject, .properties = kUnspecifiedProperties};

inline constexpr Shape kSourceType = {.codes = kSourceTypes};
inline constexpr Shape kSourceTypeList = {.want = Want::kArray, .items = &kSourceType};
inline constexpr Property kAgentProperties[] = {{"name", &kText}, {"uri", &kUri}};
inline constexpr Shape kAgent = {.want = Want::kObject, .properties = kAgentProperties};
inline constexpr Shape kAgents = {.want = Want::kArray, .items = &kAgent};
inline constexpr Property kSourceProperties[] = {{"type", &kSourceTypeList},
                                                 {"description", &kText},
                                                 {"url", &kUri},
                                                 {"retrievedAt", &kInstant},
                                                 {"assertedBy", &kAgents}};
inline constexpr Shape kSource = {.want = Want::kObject, .properties = kSourceProperties};

}  // namespace ett::ownership::bods
