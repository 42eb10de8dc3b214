#pragma once

#include <string>

#include "ett/property/v1/property.pb.h"
#include "figures/figure.h"

// Categories of the dimensions, with names in both languages.
namespace ett::property {

figures::Category BuildingCategory(const v1::Building& building);
// `222`, and so on.
figures::Category FunctionCategory(int kostra_function);
// `planned`, and so on.
figures::Category MaintenanceKindCategory(v1::MaintenanceKind kind);
// `district-heating`, and so on.
figures::Category CarrierCategory(v1::Carrier carrier);
figures::Category ProjectCategory(const v1::Project& project);
// The id is the lender's name in lower-case letters, digits and hyphens.
figures::Category LenderCategory(const std::string& lender);

}  // namespace ett::property
