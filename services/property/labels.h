#pragma once

#include <string>

#include "ett/property/v1/emission_factor.pb.h"
#include "ett/property/v1/energy_certificate.pb.h"
#include "ett/property/v1/green_loan.pb.h"
#include "ett/property/v1/property.pb.h"
#include "ett/property/v1/site.pb.h"
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
figures::Category SiteCategory(const v1::Site& site);
// `none`: of buildings that are on no site.
figures::Category NoSite();
figures::Category GroupCategory(const v1::BuildingGroup& group);
// `tg0`, and so on.
figures::Category GradeCategory(v1::ConditionGrade grade);
// The id is the component itself.
figures::Category ComponentCategory(const std::string& component);
// `a`, and so on; `none` for no valid certificate.
figures::Category EnergyMarkCategory(v1::EnergyMark mark);
// Called by its name and the days that it is applied to.
figures::Category FactorSetCategory(const v1::EmissionFactorSet& set);
figures::Category VerdictCategory(v1::GreenLoanVerdict verdict);
figures::Category ProjectCategory(const v1::Project& project);
// The id is the name in lower-case letters, digits and hyphens.
figures::Category LenderCategory(const std::string& lender);
figures::Category LessorCategory(const std::string& lessor);

}  // namespace ett::property
