#include "data/generator/property_registers.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "data/generator/random.h"

namespace ett::reference {
namespace {

namespace pb = ::ett::property::v1;

// As many buildings that follow each other are on a site; every fourth site has none of them.
constexpr std::size_t kBuildingsOnASite = 4;
constexpr std::int64_t kOreInKrone = 100;
constexpr int kYearsOfACertificate = 10;

struct GroupSpec {
  const char* id;
  const char* nb;
  const char* en;
  int function;  // 0: all
  bool even;     // of the sites with an even number
};
constexpr GroupSpec kGroups[] = {
    {"synthetic-schools-north", "Syntetiske skolebygg nord", "Synthetic school buildings north",
     222, true},
    {"synthetic-schools-south", "Syntetiske skolebygg sør", "Synthetic school buildings south", 222,
     false},
    {"synthetic-north", "Syntetiske bygg nord", "Synthetic buildings north", 0, true}};

google::type::Date DateOf(int year, int month, int day) {
  google::type::Date date;
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
  return date;
}

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

class Registers {
 public:
  Registers(const Options& options, PropertyRecords& records)
      : municipality_(options.municipality),
        random_(options.seed ^ 0x7265676973746572),
        records_(records) {}

  void Run() {
    for (std::size_t i = 0; i < records_.buildings.size(); ++i) AddSite(i);
    for (const GroupSpec& group : kGroups) AddGroup(group);
    for (const pb::Building& building : records_.buildings) {
      if (random_.Below(10) < 6) AddCertificate(building);
    }
    for (const pb::Area& area : records_.areas) {
      if (area.tenure() == pb::TENURE_LEASED && area.kind() == pb::AREA_KIND_BTA) AddLease(area);
    }
  }

 private:
  std::string Name(const char* collection, const std::string& id) const {
    return absl::StrCat("municipalities/", municipality_, "/", collection, "/", id);
  }

  void AddSite(std::size_t building) {
    const std::size_t number = building / kBuildingsOnASite + 1;
    if (number % 4 == 0) return;
    const std::string name = Name("sites", absl::StrFormat("synthetic-%03d", number));
    if (records_.sites.empty() || records_.sites.back().name() != name) {
      pb::Site& site = records_.sites.emplace_back();
      site.set_name(name);
      site.set_display_name(absl::StrCat("Syntetisk område ", number));
      site.set_display_name_en(absl::StrCat("Synthetic site ", number));
      site.set_synthetic(true);
    }
    records_.buildings[building].set_site(name);
  }

  void AddGroup(const GroupSpec& spec) {
    pb::BuildingGroup& group = records_.groups.emplace_back();
    group.set_name(Name("buildingGroups", spec.id));
    group.set_display_name(spec.nb);
    group.set_display_name_en(spec.en);
    group.set_synthetic(true);
    for (std::size_t i = 0; i < records_.buildings.size(); ++i) {
      const pb::Building& building = records_.buildings[i];
      const bool even = i / kBuildingsOnASite % 2 == 0;
      if (even != spec.even) continue;
      if (spec.function != 0 && building.kostra_function() != spec.function) continue;
      pb::GroupMembership& member = records_.memberships.emplace_back();
      member.set_name(Name("groupMemberships", absl::StrCat(spec.id, ".", IdOf(building.name()))));
      member.set_building_group(group.name());
      member.set_building(building.name());
      member.set_synthetic(true);
    }
  }

  void AddCertificate(const pb::Building& building) {
    pb::EnergyCertificate& certificate = records_.certificates.emplace_back();
    certificate.set_name(Name("energyCertificates", IdOf(building.name())));
    certificate.set_building(building.name());
    certificate.set_certificate_number(absl::StrCat("synthetic-", IdOf(building.name())));
    certificate.set_mark(
        static_cast<pb::EnergyMark>(1 + random_.Pick({0.03, 0.1, 0.2, 0.25, 0.2, 0.12, 0.1})));
    certificate.set_heating_character(static_cast<pb::HeatingCharacter>(random_.Between(1, 5)));
    certificate.set_calculated_kwh_per_m2(random_.Between(80, 320));
    const int year = random_.Between(2010, 2017);
    const int month = random_.Between(1, 12);
    *certificate.mutable_issued_date() = DateOf(year, month, 15);
    *certificate.mutable_expiry_date() = DateOf(year + kYearsOfACertificate, month, 14);
    certificate.set_synthetic(true);
  }

  void AddLease(const pb::Area& area) {
    pb::Lease& lease = records_.leases.emplace_back();
    lease.set_name(Name("leases", IdOf(area.building())));
    lease.set_building(area.building());
    lease.set_area(area.name());
    lease.set_lessor(absl::StrCat("Syntetisk utleier ", random_.Between(1, 9)));
    *lease.mutable_first_day() = DateOf(2015, 1, 1);
    if (random_.Below(2) == 0) {
      *lease.mutable_last_day() = DateOf(random_.Between(2019, 2030), 12, 31);
    }
    lease.set_yearly_rent_ore(static_cast<std::int64_t>(area.square_metres()) *
                              random_.Between(900, 2200) * kOreInKrone);
    lease.set_notice_months(random_.Below(2) == 0 ? 6 : 12);
    lease.set_synthetic(true);
  }

  const std::string municipality_;
  Random random_;
  PropertyRecords& records_;
};

}  // namespace

void AddRegisters(const Options& options, PropertyRecords& records) {
  Registers(options, records).Run();
}

}  // namespace ett::reference
