#include "services/hr/catalogue.h"

namespace ett::hr {
namespace {

using figures::MakeText;
using figures::Metric;
using figures::MetricDimension;
using figures::Text;

MetricDimension Sector() { return {"sector", MakeText("Sektor", "Sector")}; }
MetricDimension JobGroup() { return {"job-group", MakeText("Stillingsgruppe", "Job group")}; }
MetricDimension BySex() { return {"sex", MakeText("Kjønn", "Sex")}; }

Metric PayGap() {
  return {
      .id = "pay-gap",
      .title = MakeText("Lønnsforskjell mellom kvinner og menn", "Pay gap by sex"),
      .definition = MakeText(
          "(Kvinners − menns gjennomsnittlige månedslønn) / menns × 100, omregnet til heltid, på "
          "periodens siste dag. Positivt tall er i kvinners favør.",
          "(Women's − men's mean monthly pay) / men's × 100, converted to full time, on the last "
          "day of the period. A positive number is in women's favour."),
      .definition_source = "Bærum kommune, årsmelding 2018, tabell 26",
      .unit = MakeText("prosent", "percent"),
      .change_kind = figures::pb::CHANGE_KIND_PERCENTAGE_POINTS,
      .decimals = 1,
      .dimensions = {Sector(), JobGroup()},
      .provenance = "employment"};
}

Metric PayRatio() {
  Metric metric = PayGap();
  metric.id = "pay-ratio";
  metric.title = MakeText("Kvinners lønn i prosent av menns", "Women's pay in percent of men's");
  metric.definition = MakeText(
      "Kvinners gjennomsnittlige månedslønn / menns × 100, omregnet til heltid, på periodens siste "
      "dag: 100 + lønnsforskjellen.",
      "Women's mean monthly pay / men's × 100, converted to full time, on the last day of the "
      "period: 100 + the pay gap.");
  metric.definition_source = "Bufdir (ARP)";
  return metric;
}

Metric AdjustedPayGap() {
  Metric metric = PayGap();
  metric.id = "adjusted-pay-gap";
  metric.title = MakeText("Lønnsforskjell mellom like", "Pay gap among equals");
  metric.definition = MakeText(
      "Lønnsforskjellen når kvinner og menn sammenlignes innen samme stillingsgruppe, alder i tiår "
      "og hel- eller deltid, vektet slik kvinnene fordeler seg. Grupper med bare ett kjønn er ikke "
      "med.",
      "The pay gap when women and men are compared within the same job group, age by tens and full "
      "or part time, weighted as the women are spread. Groups of one sex alone are left out.");
  metric.definition_source = "Ett";
  metric.dimensions = {};
  return metric;
}

Metric Pay(const char* id, Text title, Text definition) {
  return {.id = id,
          .title = std::move(title),
          .definition = std::move(definition),
          .definition_source = "KS (PAI)",
          .unit = MakeText("kroner", "kroner"),
          .change_kind = figures::pb::CHANGE_KIND_PERCENT,
          .dimensions = {Sector(), JobGroup(), BySex()},
          .provenance = "employment"};
}

Metric MeanPay() {
  return Pay(
      "mean-pay", MakeText("Gjennomsnittlig månedslønn", "Mean monthly pay"),
      MakeText("Månedslønn omregnet til heltid, i snitt over ansettelsesforhold med kjent lønn "
               "på periodens siste dag.",
               "Monthly pay converted to full time, averaged over employments with a known pay "
               "on the last day of the period."));
}

Metric MedianPay() {
  return Pay(
      "median-pay", MakeText("Median månedslønn", "Median monthly pay"),
      MakeText("Medianen av månedslønn omregnet til heltid på periodens siste dag, avrundet til "
               "500 kroner, siden en median er noens lønn.",
               "The median of monthly pay converted to full time on the last day of the period, "
               "rounded to 500 kroner, since a median is somebody's pay."));
}

}  // namespace

figures::Catalogue PayDescriptions() {
  return {PayGap(), PayRatio(), AdjustedPayGap(), MeanPay(), MedianPay()};
}

}  // namespace ett::hr
