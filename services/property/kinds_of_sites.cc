#include "ett/property/v1/energy_certificate.pb.h"
#include "ett/property/v1/lease.pb.h"
#include "ett/property/v1/site.pb.h"
#include "services/property/checks.h"
#include "services/property/kinds.h"

namespace ett::property {
namespace {

namespace pb = ::ett::property::v1;
using records::FieldErrors;
using records::Kind;

constexpr int kMostMonthsOfNotice = 120;

void CheckMembership(const pb::GroupMembership& membership, FieldErrors& errors) {
  CheckOrder("valid_to", Set(membership.has_valid_from(), membership.valid_from()),
             Set(membership.has_valid_to(), membership.valid_to()), errors);
}

void CheckCertificate(const pb::EnergyCertificate& certificate, FieldErrors& errors) {
  if (certificate.has_calculated_kwh_per_m2()) {
    CheckNumber("calculated_kwh_per_m2", certificate.calculated_kwh_per_m2(), kKwhPerSquareMetre,
                errors);
  }
  CheckOrder("expiry_date", &certificate.issued_date(), &certificate.expiry_date(), errors);
}

void CheckLease(const pb::Lease& lease, FieldErrors& errors) {
  CheckOrder("last_day", &lease.first_day(), Set(lease.has_last_day(), lease.last_day()), errors);
  CheckRange("yearly_rent_ore", lease.yearly_rent_ore(), 0, kMostOre, errors);
  if (lease.has_notice_months()) {
    CheckRange("notice_months", lease.notice_months(), 0, kMostMonthsOfNotice, errors);
  }
}

}  // namespace

const Kind& SiteKind() {
  static const Kind& kind = *new Kind(records::MakeKind<pb::Site>("site", nullptr));
  return kind;
}

const Kind& BuildingGroupKind() {
  static const Kind& kind =
      *new Kind(records::MakeKind<pb::BuildingGroup>("building_group", nullptr));
  return kind;
}

const Kind& GroupMembershipKind() {
  static const Kind& kind = *new Kind(records::MakeKind<pb::GroupMembership>(
      "group_membership", CheckMembership,
      {{"building_group", &BuildingGroupKind()}, {"building", &BuildingKind()}}));
  return kind;
}

const Kind& EnergyCertificateKind() {
  static const Kind& kind = *new Kind(records::MakeKind<pb::EnergyCertificate>(
      "energy_certificate", CheckCertificate, {{"building", &BuildingKind()}}));
  return kind;
}

const Kind& LeaseKind() {
  static const Kind& kind = *new Kind(records::MakeKind<pb::Lease>(
      "lease", CheckLease, {{"building", &BuildingKind()}, {"area", &AreaKind()}}));
  return kind;
}

}  // namespace ett::property
