#include <utility>

#include "services/property/catalogue.h"

namespace ett::property {
namespace {

using figures::MakeText;
using figures::Metric;
using figures::MetricDimension;
using figures::Text;
using figures::pb::CHANGE_KIND_DIFFERENCE;

MetricDimension Project() { return {"project", MakeText("Prosjekt", "Project")}; }

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

Metric Ambitions() {
  Metric ambitions = CountOfProjects(
      "project-ambitions", MakeText("Prosjektenes ambisjoner", "Ambitions of projects"),
      MakeText("Ambisjonene for prosjekter som er begynt ved utgangen av perioden, i ord.",
               "The ambitions of projects begun by the end of the period, in words."));
  ambitions.unit = {};
  ambitions.change_kind = figures::pb::CHANGE_KIND_UNSPECIFIED;
  return ambitions;
}

Metric Loans() {
  Metric loans = CountOfProjects(
      "green-loans-qualified", MakeText("Grønne lån", "Green loans"),
      MakeText("Ganger i perioden at det ble fastslått at kommunen kvalifiserer for grønt lån.",
               "Times in the period that the municipality was found to qualify for a green loan."));
  loans.unit = MakeText("lån", "loans");
  loans.dimensions = {{"lender", MakeText("Långiver", "Lender")}};
  loans.provenance = "green loan qualifications";
  return loans;
}

Metric ByPhase() {
  Metric phases = CountOfProjects(
      "projects-by-phase", MakeText("Prosjekter etter fase", "Projects by phase"),
      MakeText("Prosjekter som var i gang på noen dag i perioden, etter den siste fasen de nådde.",
               "Projects that were under way on some day of the period, by the last phase that "
               "they reached."));
  phases.dimensions.push_back({"phase", MakeText("Fase", "Phase")});
  return phases;
}

Metric Money(const char* id, Text title, Text definition) {
  Metric money = CountOfProjects(id, std::move(title), std::move(definition));
  money.unit = MakeText("kr", "NOK");
  money.change_kind = figures::pb::CHANGE_KIND_PERCENT;
  return money;
}

Metric FirstYear() {
  Metric energy = CountOfProjects(
      "first-year-energy-per-m2",
      MakeText("Energi i første måleår per m²", "Energy of the first metered year per m²"),
      MakeText("Målt energi i prosjektets bygning i første måleår etter ferdigstillelse, delt på "
               "bygningens bruttoareal (BTA) i snitt over året, eid og leid.",
               "Metered energy of the project's building in the first metered year after "
               "completion, divided by its gross area (BTA) on the year's average, owned and "
               "leased."));
  energy.unit = MakeText("kWh/m²", "kWh/m²");
  energy.change_kind = figures::pb::CHANGE_KIND_PERCENT;
  energy.decimals = 1;
  energy.provenance = "projects, readings, meters, areas";
  return energy;
}

Metric Deviation() {
  Metric deviation = FirstYear();
  deviation.id = "first-year-energy-deviation";
  deviation.title = MakeText("Avvik fra energimålet", "Deviation from the aim for energy");
  deviation.definition = MakeText(
      "Målt energi per m² i første måleår sammenlignet med det prosjektet tok sikte på. "
      "Over null er mer enn målet.",
      "Metered energy per m² of the first metered year compared with what the project "
      "aimed at. Above zero is more than the aim.");
  deviation.unit = MakeText("prosent", "percent");
  deviation.change_kind = figures::pb::CHANGE_KIND_PERCENTAGE_POINTS;
  return deviation;
}

Metric LoanStatus() {
  Metric status = CountOfProjects(
      "green-loan-status", MakeText("Prosjekter mot grønne lån", "Projects and green loans"),
      MakeText(
          "Prosjekter i gang på noen dag i perioden, etter hvordan de står mot utgaven av "
          "långiverens kriterier som gjelder ved utgangen av den. Kriteriene er valgt etter "
          "prosjektets slag; prosjekter uten kjent slag er ikke med.",
          "Projects under way on some day of the period, by how they stand against the edition "
          "of the lender's criteria that is in force at its end. Criteria are chosen by the "
          "project's kind; projects whose kind is not known are left out."));
  status.dimensions = {Project(),
                       {"verdict", MakeText("Vurdering", "Verdict")},
                       {"edition", MakeText("Utgave", "Edition")},
                       {"lender", MakeText("Långiver", "Lender")}};
  status.provenance = "projects, green loan rules, energy certificates, readings";
  return status;
}

}  // namespace

std::vector<Metric> ProjectMetrics() {
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
      Ambitions(),
      ByPhase(),
      Money("project-budget", MakeText("Prosjektenes budsjett", "Budget of projects"),
            MakeText("Budsjett for prosjekter i gang ved utgangen av perioden, der det er kjent.",
                     "Budget of projects under way at the end of the period, where known.")),
      Money("project-forecast", MakeText("Prosjektenes prognose", "Forecast of projects"),
            MakeText("Prognose for prosjekter i gang ved utgangen av perioden, der den er kjent.",
                     "Forecast of projects under way at the end of the period, where known.")),
      FirstYear(),
      Deviation(),
      Loans(),
      LoanStatus()};
}

}  // namespace ett::property
