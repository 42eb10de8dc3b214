#include "services/property/catalogue.h"

#include <iterator>

namespace ett::property {
namespace {

using figures::MakeText;
using figures::Metric;
using figures::MetricDimension;
using figures::Text;
using figures::pb::CHANGE_KIND_DIFFERENCE;
using figures::pb::CHANGE_KIND_PERCENT;
using figures::pb::CHANGE_KIND_PERCENTAGE_POINTS;

constexpr char kOwn[] = "Ett";
constexpr char kKostra[] = "SSB, KOSTRA";
constexpr char kStandard[] = "NS 3424";

Text SquareMetres() { return MakeText("m²", "m²"); }
MetricDimension Building() { return {"building", MakeText("Bygning", "Building")}; }
MetricDimension Function() { return {"function", MakeText("KOSTRA-funksjon", "KOSTRA function")}; }
MetricDimension Project() { return {"project", MakeText("Prosjekt", "Project")}; }

std::vector<Metric> Portfolio() {
  const Metric area = {
      .id = "owned-area",
      .title = MakeText("Eid areal", "Owned area"),
      .definition = MakeText("Bruttoareal (BTA) som kommunen eier i bygninger i bruk ved utgangen "
                             "av perioden.",
                             "Gross area (BTA) that the municipality owns in buildings in use at "
                             "the end of the period."),
      .definition_source = kKostra,
      .unit = SquareMetres(),
      .change_kind = CHANGE_KIND_PERCENT,
      .dimensions = {Function(), Building()},
      .provenance = "buildings, areas"};
  Metric leased = area;
  leased.id = "leased-area";
  leased.title = MakeText("Leid areal", "Leased area");
  leased.definition = MakeText(
      "Bruttoareal (BTA) som kommunen leier i bygninger i bruk ved utgangen av perioden.",
      "Gross area (BTA) that the municipality leases in buildings in use at the end of the "
      "period.");
  return {{.id = "buildings",
           .title = MakeText("Bygninger", "Buildings"),
           .definition = MakeText("Bygninger i bruk ved utgangen av perioden, eide og leide.",
                                  "Buildings in use at the end of the period, owned and leased."),
           .definition_source = kOwn,
           .unit = MakeText("bygninger", "buildings"),
           .change_kind = CHANGE_KIND_DIFFERENCE,
           .dimensions = {Function()},
           .provenance = "buildings"},
          area,
          leased};
}

std::vector<Metric> Maintenance() {
  return {
      {.id = "maintenance-cost",
       .title = MakeText("Vedlikehold", "Maintenance"),
       .definition = MakeText("Summen av vedlikeholdsposter i perioden, av alle slag.",
                              "The sum of maintenance entries of the period, of all kinds."),
       .definition_source = kOwn,
       .unit = MakeText("kr", "NOK"),
       .change_kind = CHANGE_KIND_PERCENT,
       .dimensions = {Building(), Function(), {"kind", MakeText("Slag", "Kind")}},
       .provenance = "maintenance entries, buildings"},
      {.id = "maintenance-cost-per-m2",
       .title = MakeText("Vedlikehold per m²", "Maintenance per m²"),
       .definition = MakeText(
           "Vedlikehold i perioden delt på eid bruttoareal (BTA) ved utgangen av perioden. "
           "Funksjon 121 er med i pengene, men ikke i arealet.",
           "Maintenance of the period divided by owned gross area (BTA) at its end. Function 121 "
           "is in the money but not in the area."),
       .definition_source = kKostra,
       .unit = MakeText("kr/m²", "NOK/m²"),
       .change_kind = CHANGE_KIND_PERCENT,
       .decimals = 0,
       .dimensions = {Function(), Building()},
       .provenance = "maintenance entries, areas"}};
}

std::vector<Metric> Energy() {
  return {
      {.id = "energy-use",
       .title = MakeText("Energiforbruk", "Energy use"),
       .definition = MakeText(
           "Målt energi i perioden, uten undermålere og ikke temperaturkorrigert. Dekningen er "
           "andelen av tiden som har verdier; under 95 prosent gis ikke summen.",
           "Metered energy of the period, without submeters and not corrected for weather. "
           "Coverage is the share of the time that has values; below 95 percent the sum is not "
           "given."),
       .definition_source = kOwn,
       .unit = MakeText("kWh", "kWh"),
       .change_kind = CHANGE_KIND_PERCENT,
       .dimensions = {{"carrier", MakeText("Energibærer", "Energy carrier")},
                      Function(),
                      Building()},
       .provenance = "readings, meters"},
      {.id = "energy-use-per-m2",
       .title = MakeText("Energiforbruk per m²", "Energy use per m²"),
       .definition = MakeText(
           "Energiforbruk i perioden delt på eid bruttoareal (BTA) ved utgangen av perioden, uten "
           "arealet i funksjon 121.",
           "Energy use of the period divided by owned gross area (BTA) at its end, without the "
           "area of function 121."),
       .definition_source = kKostra,
       .unit = MakeText("kWh/m²", "kWh/m²"),
       .change_kind = CHANGE_KIND_PERCENT,
       .decimals = 0,
       .dimensions = {Function(), Building()},
       .provenance = "readings, meters, areas"}};
}

Metric Surveyed(const char* id, Text title, Text definition) {
  return {.id = id,
          .title = std::move(title),
          .definition = std::move(definition),
          .definition_source = kStandard,
          .unit = MakeText("prosent", "percent"),
          .change_kind = CHANGE_KIND_PERCENTAGE_POINTS,
          .decimals = 0,
          .dimensions = {Function(), Building()},
          .provenance = "condition surveys, areas"};
}

std::vector<Metric> Condition() {
  Metric mean = Surveyed(
      "condition-grade-mean", MakeText("Gjennomsnittlig tilstandsgrad", "Mean condition grade"),
      MakeText("Snittet av TG0–TG3 i komponentenes siste vurdering, ikke eldre enn fire år, vektet "
               "med bygningens eide bruttoareal. TGIU er ikke et tall og holdes utenfor.",
               "The mean of TG0–TG3 in the components' latest survey, not older than four years, "
               "weighed by the building's owned gross area. TGIU is not a number and is left "
               "out."));
  mean.unit = MakeText("TG", "TG");
  mean.change_kind = CHANGE_KIND_DIFFERENCE;
  mean.decimals = 2;
  Metric backlog = mean;
  backlog.id = "condition-backlog";
  backlog.title = MakeText("Vedlikeholdsetterslep", "Maintenance backlog");
  backlog.definition =
      MakeText("Anslått kostnad for å løfte komponenter med TG2 og TG3 i siste vurdering.",
               "Estimated cost of lifting the components that have TG2 or TG3 in their latest "
               "survey.");
  backlog.unit = MakeText("kr", "NOK");
  backlog.change_kind = CHANGE_KIND_PERCENT;
  backlog.decimals = 0;
  return {Surveyed("condition-survey-coverage",
                   MakeText("Tilstandsvurdert areal", "Area with a condition survey"),
                   MakeText("Andel av eid bruttoareal i bygninger som er vurdert i de fire årene "
                            "til og med periodens siste dag.",
                            "Share of the owned gross area in buildings that were surveyed in the "
                            "four years up to the last day of the period.")),
          mean,
          Surveyed("condition-not-inspected-share",
                   MakeText("Andel ikke inspisert (TGIU)", "Share not inspected (TGIU)"),
                   MakeText("Komponenter med TGIU i siste vurdering, i prosent av alle vurderte, "
                            "vektet med bygningens eide bruttoareal.",
                            "Components with TGIU in their latest survey, in percent of all "
                            "surveyed, weighed by the building's owned gross area.")),
          backlog};
}

Metric CountOfProjects(const char* id, Text title, Text definition) {
  return {.id = id,
          .title = std::move(title),
          .definition = std::move(definition),
          .definition_source = kOwn,
          .unit = MakeText("prosjekter", "projects"),
          .change_kind = CHANGE_KIND_DIFFERENCE,
          .dimensions = {Project()},
          .provenance = "projects"};
}

std::vector<Metric> Projects() {
  Metric ambitions = CountOfProjects(
      "project-ambitions", MakeText("Prosjektenes ambisjoner", "Ambitions of projects"),
      MakeText("Ambisjonene for prosjekter som er begynt ved utgangen av perioden, i ord.",
               "The ambitions of projects begun by the end of the period, in words."));
  ambitions.unit = {};
  ambitions.change_kind = figures::pb::CHANGE_KIND_UNSPECIFIED;
  Metric loans = CountOfProjects(
      "green-loans-qualified", MakeText("Grønne lån", "Green loans"),
      MakeText("Ganger i perioden at det ble fastslått at kommunen kvalifiserer for grønt lån.",
               "Times in the period that the municipality was found to qualify for a green loan."));
  loans.unit = MakeText("lån", "loans");
  loans.dimensions = {{"lender", MakeText("Långiver", "Lender")}};
  loans.provenance = "green loan qualifications";
  return {
      CountOfProjects("projects-completed",
                      MakeText("Ferdigstilte prosjekter", "Projects completed"),
                      MakeText("Prosjekter som ble ferdigstilt i perioden.",
                               "Projects that were completed in the period.")),
      CountOfProjects("projects-under-way", MakeText("Prosjekter i gang", "Projects under way"),
                      MakeText("Prosjekter som er begynt og verken ferdigstilt eller avlyst ved "
                               "utgangen av perioden.",
                               "Projects begun and neither completed nor cancelled at the end "
                               "of the period.")),
      CountOfProjects(
          "design-competitions-held",
          MakeText("Plan- og designkonkurranser gjennomført", "Design competitions held"),
          MakeText("Prosjekter som det ble holdt plan- og designkonkurranse for i perioden.",
                   "Projects that a planning and design competition was held for in the "
                   "period.")),
      ambitions, loans};
}

Metric ReportedPerSquareMetre(const char* id, const char* nb, const char* en) {
  return {.id = id,
          .title = MakeText(nb, en),
          .definition = MakeText(
              "Utgifter til kommunal eiendomsforvaltning per m² formålsbygg, slik KOSTRA gir det. "
              "Postene har ulike nevnere og går ikke opp i hverandre.",
              "Expenditure on municipal property management per m² of public buildings, as given "
              "by KOSTRA. The items have different denominators and do not add up."),
          .definition_source = kKostra,
          .unit = MakeText("kr/m²", "NOK/m²"),
          .change_kind = CHANGE_KIND_PERCENT,
          .provenance = "reported figures"};
}

std::vector<Metric> Reported() {
  return {
      ReportedPerSquareMetre("kostra-cost-per-m2-total",
                             "KOSTRA: utgifter per m², inkl. avskrivninger",
                             "KOSTRA: cost per m², incl. depreciation"),
      ReportedPerSquareMetre("kostra-cost-per-m2-depreciation", "KOSTRA: avskrivninger per m²",
                             "KOSTRA: depreciation per m²"),
      ReportedPerSquareMetre("kostra-cost-per-m2-excl-depreciation",
                             "KOSTRA: utgifter per m², ekskl. avskrivninger",
                             "KOSTRA: cost per m², excl. depreciation"),
      ReportedPerSquareMetre("kostra-cost-per-m2-management", "KOSTRA: forvaltning per m²",
                             "KOSTRA: management per m²"),
      ReportedPerSquareMetre("kostra-cost-per-m2-operation", "KOSTRA: drift per m²",
                             "KOSTRA: operation per m²"),
      ReportedPerSquareMetre("kostra-cost-per-m2-maintenance", "KOSTRA: vedlikehold per m²",
                             "KOSTRA: maintenance per m²"),
      ReportedPerSquareMetre("kostra-cost-per-m2-energy", "KOSTRA: energi per m²",
                             "KOSTRA: energy per m²"),
      {.id = "kostra-area-per-inhabitant",
       .title = MakeText("KOSTRA: areal per innbygger", "KOSTRA: area per inhabitant"),
       .definition = MakeText("Samlet areal på formålsbygg per innbygger, slik KOSTRA gir det.",
                              "Total area of public buildings per inhabitant, as given by KOSTRA."),
       .definition_source = kKostra,
       .unit = SquareMetres(),
       .change_kind = CHANGE_KIND_PERCENT,
       .decimals = 1,
       .provenance = "reported figures"},
      {.id = "reference-energy-use-per-m2",
       .title = MakeText("Referanse: energi per m²", "Reference: energy per m²"),
       .definition =
           MakeText("Energibruk per m² i norske yrkesbygg etter bygningstype, slik SSB gir det. "
                    "Ikke tall for kommunen.",
                    "Energy use per m² in Norwegian service buildings by type, as given by "
                    "Statistics Norway. Not figures for the municipality."),
       .definition_source = "SSB, Energibruk i tjenesteytende næringer",
       .unit = MakeText("kWh/m²", "kWh/m²"),
       .change_kind = CHANGE_KIND_PERCENT,
       .dimensions = {{"use-type", MakeText("Bygningstype", "Type of building")}},
       .provenance = "reported figures"}};
}

}  // namespace

figures::Catalogue Descriptions() {
  figures::Catalogue all;
  for (auto metrics : {Portfolio(), Maintenance(), Energy(), WeatherDescriptions(), Condition(),
                       Projects(), Reported()}) {
    all.insert(all.end(), std::make_move_iterator(metrics.begin()),
               std::make_move_iterator(metrics.end()));
  }
  return all;
}

}  // namespace ett::property
