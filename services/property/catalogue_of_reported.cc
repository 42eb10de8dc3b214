#include "services/property/catalogue.h"

namespace ett::property {
namespace {

using figures::MakeText;
using figures::Metric;
using figures::pb::CHANGE_KIND_PERCENT;

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

}  // namespace

std::vector<Metric> ReportedMetrics() {
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

}  // namespace ett::property
