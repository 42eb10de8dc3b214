#include "services/hr/labels.h"

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"

namespace ett::hr {
namespace {

using Names = std::map<std::string, std::pair<const char*, const char*>>;

const Names kJobGroups = {
    {"adviser", {"rådgivere", "advisers"}},
    {"care-assistant", {"assistenter i helse og omsorg", "care assistants"}},
    {"caretaker", {"vaktmestere og driftspersonell", "caretakers and operations staff"}},
    {"child-and-youth-worker", {"barne- og ungdomsarbeidere", "child and youth workers"}},
    {"child-welfare-officer", {"barnevernspedagoger", "child welfare officers"}},
    {"cleaner", {"renholdere", "cleaners"}},
    {"engineer", {"ingeniører", "engineers"}},
    {"health-worker", {"helsefagarbeidere", "health workers"}},
    {"kindergarten-assistant", {"barnehageassistenter", "kindergarten assistants"}},
    {"kindergarten-teacher", {"barnehagelærere", "kindergarten teachers"}},
    {"leader", {"ledere", "leaders"}},
    {"librarian", {"bibliotekarer og kulturarbeidere", "librarians and culture workers"}},
    {"public-health-nurse", {"helsesykepleiere", "public health nurses"}},
    {"registered-nurse", {"sykepleiere", "registered nurses"}},
    {"skilled-worker", {"fagarbeidere", "skilled workers"}},
    {"social-worker", {"sosionomer", "social workers"}},
    {"teacher", {"lærere", "teachers"}},
};

const Names kTrades = {
    {"caretaker", {"byggdrifter", "building operator"}},
    {"child-and-youth-worker", {"barne- og ungdomsarbeider", "child and youth worker"}},
    {"cleaner", {"renholder", "cleaner"}},
    {"health-worker", {"helsefagarbeider", "health worker"}},
};

const Names kProgrammes = {
    {"ethics-seminar", {"etikkseminar", "ethics seminar"}},
    {"lup", {"innovasjonsledelse (LUP)", "innovation leadership programme (LUP)"}},
};

Label Named(const Names& names, const std::string& code) {
  const auto found = names.find(code);
  if (found == names.end()) return {code, code, code};
  return {code, found->second.first, found->second.second};
}

}  // namespace

Label WholeLabel() { return {"total", "i alt", "total"}; }

Label SectorLabel(v1::ServiceArea area) {
  switch (area) {
    case v1::SERVICE_AREA_HEALTH_AND_CARE:
      return {"health-and-care", "helse og omsorg", "health and care"};
    case v1::SERVICE_AREA_EDUCATION:
      return {"education", "skole", "schools"};
    case v1::SERVICE_AREA_KINDERGARTENS:
      return {"kindergartens", "barnehage", "kindergartens"};
    case v1::SERVICE_AREA_CHILDREN_AND_YOUTH:
      return {"children-and-youth", "barnevern og helsetjenester til barn og unge",
              "child welfare and health services for children and young people"};
    case v1::SERVICE_AREA_WELFARE:
      return {"welfare", "sosiale tjenester og arbeid", "social services and employment"};
    case v1::SERVICE_AREA_CULTURE:
      return {"culture", "kultur og idrett", "culture and sport"};
    case v1::SERVICE_AREA_TECHNICAL:
      return {"technical", "teknisk, plan og miljø", "roads, water, planning and environment"};
    case v1::SERVICE_AREA_PROPERTY:
      return {"property", "eiendom", "property"};
    default:
      return {"administration", "ledelse, stab og fellestjenester",
              "leadership, staff and shared services"};
  }
}

std::vector<Label> SexLabels() { return {{"female", "kvinner", "women"}, {"male", "menn", "men"}}; }

std::vector<Label> AgeLabels() {
  return {{"under-30", "under 30 år", "under 30"},
          {"30-39", "30–39 år", "30–39"},
          {"40-49", "40–49 år", "40–49"},
          {"50-59", "50–59 år", "50–59"},
          {"60-and-over", "60 år og over", "60 and over"}};
}

std::vector<Label> PositionLabels() {
  return {{"full-time", "heltid", "full time"}, {"part-time", "deltid", "part time"}};
}

std::vector<Label> FormLabels() {
  return {{"permanent", "fast ansatte", "permanent"}, {"temporary", "midlertidige", "temporary"}};
}

std::vector<Label> LevelLabels() {
  std::vector<Label> labels = {{"unknown", "ukjent nivå", "unknown level"}};
  for (int level = 1; level <= 20; ++level) {
    labels.push_back(
        {absl::StrCat(level), absl::StrCat("nivå ", level), absl::StrCat("level ", level)});
  }
  return labels;
}

std::vector<Label> OutcomeLabels() {
  return {{"same-unit", "i samme enhet", "in the same unit"},
          {"other-unit", "i en annen enhet", "in another unit"},
          {"gone", "sluttet", "gone"}};
}

std::vector<Label> EndReasonLabels() {
  return {{"stays", "fortsatt ansatt", "still employed"},
          {"unknown", "ukjent årsak", "not known"},
          {"resigned", "egen oppsigelse", "resigned"},
          {"retired", "alderspensjon eller AFP", "retired"},
          {"disabled", "uførepensjon", "disability pension"},
          {"term-ended", "avtalt tid var ute", "agreed time over"},
          {"dismissed", "oppsagt eller nedbemannet", "dismissed"},
          {"other", "annet", "other"}};
}

Label JobGroupLabel(const std::string& code) { return Named(kJobGroups, code); }
Label TradeLabel(const std::string& code) { return Named(kTrades, code); }
Label ProgrammeLabel(const std::string& code) { return Named(kProgrammes, code); }

}  // namespace ett::hr
