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

constexpr char kStandard[] = "NS 3424";

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
      .dimensions = OfBuildings(),
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
           .dimensions = {Function(), Site(), Group()},
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
       .dimensions = {Building(), Function(), {"kind", MakeText("Slag", "Kind")}, Site(), Group()},
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
       .dimensions = OfBuildings(),
       .provenance = "maintenance entries, areas"}};
}

Metric Surveyed(const char* id, Text title, Text definition) {
  return {.id = id,
          .title = std::move(title),
          .definition = std::move(definition),
          .definition_source = kStandard,
          .unit = MakeText("prosent", "percent"),
          .change_kind = CHANGE_KIND_PERCENTAGE_POINTS,
          .decimals = 0,
          .dimensions = OfBuildings(),
          .provenance = "condition surveys, areas"};
}

Metric Distribution() {
  Metric distribution = Surveyed(
      "condition-distribution", MakeText("Tilstandsgrader", "Condition grades"),
      MakeText("Andel av vurderte komponenter med hver tilstandsgrad i siste vurdering, ikke eldre "
               "enn fire år, vektet med bygningens eide bruttoareal. Summen er 100.",
               "Share of the surveyed components that have each condition grade in their latest "
               "survey, not older than four years, weighed by the building's owned gross area. The "
               "sum is 100."));
  distribution.dimensions.push_back({"grade", MakeText("Tilstandsgrad", "Condition grade")});
  return distribution;
}

Metric MeanOfGrades() {
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
  return mean;
}

Metric Backlog() {
  Metric backlog = MeanOfGrades();
  backlog.id = "condition-backlog";
  backlog.title = MakeText("Vedlikeholdsetterslep", "Maintenance backlog");
  backlog.definition =
      MakeText("Anslått kostnad for å løfte komponenter med TG2 og TG3 i siste vurdering.",
               "Estimated cost of lifting the components that have TG2 or TG3 in their latest "
               "survey.");
  backlog.unit = MakeText("kr", "NOK");
  backlog.change_kind = CHANGE_KIND_PERCENT;
  backlog.decimals = 0;
  backlog.dimensions.push_back({"component", MakeText("Komponent", "Component")});
  return backlog;
}

std::vector<Metric> Condition() {
  return {Surveyed("condition-survey-coverage",
                   MakeText("Tilstandsvurdert areal", "Area with a condition survey"),
                   MakeText("Andel av eid bruttoareal i bygninger som er vurdert i de fire årene "
                            "til og med periodens siste dag.",
                            "Share of the owned gross area in buildings that were surveyed in the "
                            "four years up to the last day of the period.")),
          MeanOfGrades(),
          Surveyed("condition-not-inspected-share",
                   MakeText("Andel ikke inspisert (TGIU)", "Share not inspected (TGIU)"),
                   MakeText("Komponenter med TGIU i siste vurdering, i prosent av alle vurderte, "
                            "vektet med bygningens eide bruttoareal.",
                            "Components with TGIU in their latest survey, in percent of all "
                            "surveyed, weighed by the building's owned gross area.")),
          Distribution(), Backlog()};
}

}  // namespace

MetricDimension Carrier() { return {"carrier", MakeText("Energibærer", "Energy carrier")}; }
MetricDimension Building() { return {"building", MakeText("Bygning", "Building")}; }
MetricDimension Function() { return {"function", MakeText("KOSTRA-funksjon", "KOSTRA function")}; }
MetricDimension Site() { return {"site", MakeText("Område", "Site")}; }
MetricDimension Group() {
  return {"group", MakeText("Bygningsgruppe (en bygning kan være i flere)",
                            "Group of buildings (a building may be in several)")};
}

std::vector<MetricDimension> OfBuildings() { return {Function(), Building(), Site(), Group()}; }

figures::Catalogue Descriptions() {
  figures::Catalogue all;
  for (auto metrics : {Portfolio(), Maintenance(), EnergyMetrics(), WeatherMetrics(), Condition(),
                       ProjectMetrics(), ReportedMetrics()}) {
    all.insert(all.end(), std::make_move_iterator(metrics.begin()),
               std::make_move_iterator(metrics.end()));
  }
  return all;
}

}  // namespace ett::property
