#include "services/property/catalogue.h"

namespace ett::property {
namespace {

using figures::MakeText;
using figures::Metric;
using figures::pb::CHANGE_KIND_DIFFERENCE;
using figures::pb::CHANGE_KIND_PERCENT;

Metric Change() {
  return {
      .id = "energy-change",
      .title = MakeText("Endring i energiforbruk", "Change in energy use"),
      .definition = MakeText(
          "Målt energi i perioden minus samme periode året før, delt i det som endret areal "
          "forklarer, det som været forklarer (andelen som følger temperaturen, ganget med "
          "graddagenes endring), bygninger tatt i bruk, bygninger tatt ut av bruk, og resten. "
          "Delene går nøyaktig opp i endringen. Bygninger som ikke var i bruk og målt i begge periodene "
          "fra første til siste dag, teller bare som tatt i eller ut av bruk.",
          "Metered energy of the period minus that of the same period a year before, in what a "
          "change of area explains, what the weather explains (the share that follows the "
          "temperature, times the change of degree days), buildings opened, buildings closed, "
          "and the rest. The parts sum exactly to the change. Buildings that were not in use and metered from the first "
          "day to the last of both periods count as opened or closed alone."),
      .definition_source = kOwn,
      .unit = MakeText("kWh", "kWh"),
      .change_kind = CHANGE_KIND_DIFFERENCE,
      .dimensions = {{"part", MakeText("Del", "Part")}, Function(), Building(), Site(), Group()},
      .provenance = "readings, meters, areas, buildings, daily temperatures, heating shares"};
}

Metric Co2() {
  return {.id = "co2-emissions",
          .title = MakeText("CO₂ fra energiforbruk", "CO₂ of energy use"),
          .definition = MakeText(
              "Målt energi i perioden ganget med faktorene i et navngitt og datert faktorsett, for "
              "hvert sett som gjelder i hele perioden. Settene kan ikke legges sammen.",
              "Metered energy of the period times the factors of a named and dated set, for each "
              "set that applies in all of the period. Sets cannot be added."),
          .definition_source = kOwn,
          .unit = MakeText("kg CO₂-ekvivalenter", "kg CO₂ equivalents"),
          .change_kind = CHANGE_KIND_PERCENT,
          .dimensions = {{"factor-set", MakeText("Faktorsett", "Factor set")},
                         Carrier(),
                         Function(),
                         Building(),
                         Site(),
                         Group()},
          .provenance = "readings, meters, emission factor sets"};
}

Metric Marks() {
  return {.id = "buildings-by-energy-mark",
          .title = MakeText("Bygninger etter energimerke", "Buildings by energy mark"),
          .definition = MakeText(
              "Bygninger i bruk ved utgangen av perioden etter energimerket i den sist utstedte "
              "energiattesten som er gyldig da.",
              "Buildings in use at the end of the period, by the mark of the energy certificate "
              "issued last of those that are valid then."),
          .definition_source = kOwn,
          .unit = MakeText("bygninger", "buildings"),
          .change_kind = CHANGE_KIND_DIFFERENCE,
          .dimensions = {{"mark", MakeText("Energimerke", "Energy mark")},
                         Function(),
                         Building(),
                         Site(),
                         Group()},
          .provenance = "energy certificates, buildings"};
}

Metric Leases() {
  return {.id = "lease-cost",
          .title = MakeText("Leiekostnader", "Cost of leases"),
          .definition = MakeText(
              "Avtalt leie i perioden. En dag koster sin del av kalenderårets leie.",
              "Agreed rent of the period. A day costs its part of the calendar year's rent."),
          .definition_source = kOwn,
          .unit = MakeText("kr", "NOK"),
          .change_kind = CHANGE_KIND_PERCENT,
          .dimensions =
              {Function(), Building(), Site(), Group(), {"lessor", MakeText("Utleier", "Lessor")}},
          .provenance = "leases"};
}

Metric Water() {
  return {
      .id = "water-use",
      .title = MakeText("Vannforbruk", "Water use"),
      .definition = MakeText(
          "Målt vann i perioden, uten undermålere. Dekningen er andelen av tiden som har verdier; "
          "under 95 prosent gis ikke summen.",
          "Metered water of the period, without submeters. Coverage is the share of the time that "
          "has values; below 95 percent the sum is not given."),
      .definition_source = kOwn,
      .unit = MakeText("m³", "m³"),
      .change_kind = CHANGE_KIND_PERCENT,
      .dimensions = OfBuildings(),
      .provenance = "readings, meters"};
}

}  // namespace

std::vector<Metric> EnergyMetrics() {
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
       .dimensions = {Carrier(), Function(), Building(), Site(), Group()},
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
       .dimensions = OfBuildings(),
       .provenance = "readings, meters, areas"},
      Water(),
      Change(),
      Co2(),
      Marks(),
      Leases()};
}

}  // namespace ett::property
