#pragma once

#include <vector>

#include "ett/property/v1/property.pb.h"
#include "records/kind.h"

// The kinds of record that property keeps, each with its own rules besides those of its contract.
// Readings have a store of their own: see reading_store.h.
namespace ett::property {

const records::Kind& BuildingKind();
const records::Kind& AreaKind();
const records::Kind& MaintenanceEntryKind();
const records::Kind& ConditionSurveyKind();
const records::Kind& ProjectKind();
const records::Kind& GreenLoanQualificationKind();
const records::Kind& MeterKind();

const records::Kind& SiteKind();
const records::Kind& BuildingGroupKind();
const records::Kind& GroupMembershipKind();
const records::Kind& EnergyCertificateKind();
const records::Kind& LeaseKind();

const records::Kind& GreenLoanRuleKind();
const records::Kind& EmissionFactorSetKind();

// Whether it is made of other meters.
bool IsVirtual(const v1::Meter& meter);

// Those of counters and of the weather too.
std::vector<const records::Kind*> Kinds();

}  // namespace ett::property
