#include "services/hr/catalogue.h"

namespace ett::hr {
namespace {

using figures::MakeText;
using figures::Metric;
using figures::MetricDimension;
using figures::Text;
using figures::pb::CHANGE_KIND_DIFFERENCE;
using figures::pb::CHANGE_KIND_PERCENT;
using figures::pb::CHANGE_KIND_PERCENTAGE_POINTS;

constexpr char kStaff[] = "employment";

MetricDimension Sector() { return {"sector", MakeText("Sektor", "Sector")}; }
MetricDimension BySex() { return {"sex", MakeText("Kjønn", "Sex")}; }

Metric Share(const char* id, Text title, Text definition, const char* source) {
  return {.id = id,
          .title = std::move(title),
          .definition = std::move(definition),
          .definition_source = source,
          .unit = MakeText("prosent", "percent"),
          .change_kind = CHANGE_KIND_PERCENTAGE_POINTS,
          .decimals = 1,
          .dimensions = {Sector(), BySex()},
          .provenance = kStaff};
}

Metric MedicalLeaveShare() {
  Metric metric = Share(
      "medical-leave-share",
      MakeText("Andel med legemeldt fravær", "Share on medically certified leave"),
      MakeText(
          "Personer med legemeldt sykefravær på periodens siste dag, i prosent av ansatte den "
          "dagen. Et annet tall enn sykefraværet, som er i dagsverk.",
          "Persons on medically certified sick leave on the last day of the period, in percent "
          "of employees that day. Another figure than sick leave, which is in work days."),
      "SSB");
  metric.provenance = "employment, absence";
  return metric;
}

Metric PresentWorkYears() {
  return {
      .id = "present-work-years",
      .title = MakeText("Årsverk uten lange fravær", "Work-years less long absences"),
      .definition = MakeText(
          "Avtalte årsverk på periodens siste dag, uten personer med legemeldt sykefravær eller "
          "foreldrepermisjon den dagen.",
          "Agreed work-years on the last day of the period, without persons on medically "
          "certified sick leave or parental leave that day."),
      .definition_source = "SSB",
      .unit = MakeText("årsverk", "work-years"),
      .change_kind = CHANGE_KIND_PERCENT,
      .dimensions = {Sector(), BySex()},
      .provenance = "employment, absence, leave"};
}

Metric InvoluntaryPartTimeShare() {
  return Share(
      "involuntary-part-time-share", MakeText("Ufrivillig deltid", "Involuntary part time"),
      MakeText("Deltidsjobber på periodens siste dag der den ansatte har bedt om større "
               "stilling, i prosent av deltidsjobbene.",
               "Part-time jobs on the last day of the period in which the employee has asked "
               "for a larger position, in percent of the part-time jobs."),
      "Bufdir (ARP)");
}

Metric Apprentices() {
  return {
      .id = "apprentices",
      .title = MakeText("Lærlinger", "Apprentices"),
      .definition = MakeText("Personer i lære på periodens siste dag.",
                             "Persons in training for a trade certificate on the last day of the "
                             "period."),
      .definition_source = "KS (PAI)",
      .unit = MakeText("lærlinger", "apprentices"),
      .change_kind = CHANGE_KIND_DIFFERENCE,
      .dimensions = {Sector(), BySex()},
      .provenance = kStaff};
}

Metric WomenShareByLevel() {
  Metric metric = Share(
      "women-share-by-level", MakeText("Kvinneandel etter nivå", "Share of women by level"),
      MakeText("Kvinner i prosent av ansatte med kjent kjønn på stillingsnivået på periodens "
               "siste dag; nivå 1 er øverst. En person med flere jobber er på det øverste.",
               "Women in percent of employees of known sex at the level of jobs on the last day "
               "of the period; level 1 is the top. A person with several jobs is at the highest."),
      "Bufdir (ARP)");
  metric.dimensions = {Sector(), {"level", MakeText("Stillingsnivå", "Level")}};
  return metric;
}

Metric Turnover() {
  Metric metric = Share(
      "turnover", MakeText("Turnover", "Turnover"),
      MakeText(
          "Av personer ansatt 1. desember året før: andelen som ett år senere har sluttet; etter "
          "utfall også andelen i samme og i annen enhet. Bare for år.",
          "Of persons employed on 1 December of the year before: the share that is gone a year "
          "later; by outcome also those in the same and in another unit. Years only."),
      "KS");
  metric.dimensions.push_back({"outcome", MakeText("Utfall", "Outcome")});
  return metric;
}

MetricDimension Reason() { return {"reason", MakeText("Årsak", "Reason")}; }

Metric LeaverRate() {
  Metric metric = Share(
      "leaver-rate",
      MakeText("Sluttet, av gjennomsnittlig antall ansatte", "Leavers of mean headcount"),
      MakeText(
          "Personer som sluttet i året, i prosent av gjennomsnittet av ansatte dagen før året og "
          "på årets siste dag. Ikke det samme som turnover. Bare for år.",
          "Persons who left in the year, in percent of the mean of employees on the day before "
          "the year and on its last day. Not the same as turnover. Years only."),
      "Ett");
  metric.dimensions.push_back(Reason());
  return metric;
}

Metric Leavers() {
  return {
      .id = "leavers",
      .title = MakeText("Sluttet", "Leavers"),
      .definition = MakeText("Personer som var ansatt i året og ikke lenger er det på årets siste "
                             "dag. Bare for år.",
                             "Persons who were employed in the year and no longer are on its last "
                             "day. Years only."),
      .definition_source = "Ett",
      .unit = MakeText("personer", "persons"),
      .change_kind = CHANGE_KIND_PERCENT,
      .dimensions = {Sector(), BySex(), Reason()},
      .provenance = kStaff};
}

Metric ParentalLeaveWeeks() {
  return {
      .id = "parental-leave-weeks",
      .title = MakeText("Uker foreldrepermisjon", "Weeks of parental leave"),
      .definition = MakeText(
          "Kalenderuker med foreldrepermisjon i året × permisjonsgrad, i snitt over dem som hadde "
          "slik permisjon. Bare for år.",
          "Calendar weeks of parental leave in the year × its degree, averaged over those who had "
          "any. Years only."),
      .definition_source = "Bufdir (ARP)",
      .unit = MakeText("uker", "weeks"),
      .change_kind = CHANGE_KIND_DIFFERENCE,
      .decimals = 1,
      .dimensions = {Sector(), BySex()},
      .provenance = "employment, leave"};
}

Metric WithheldCells() {
  return {
      .id = "withheld-cells",
      .title = MakeText("Tall som holdes tilbake", "Figures withheld"),
      .definition = MakeText(
          "Hvor mange av årets fordelinger på enhet, sektor, kjønn, alder, stilling og form som "
          "holdes tilbake av hensyn til personvernet. Bare for år.",
          "How many of the year's cells by unit, sector, sex, age, job and form are withheld to "
          "protect persons. Years only."),
      .definition_source = "Ett",
      .unit = MakeText("celler", "cells"),
      .change_kind = CHANGE_KIND_DIFFERENCE,
      .provenance = kStaff};
}

Metric PublishedShare() {
  Metric metric = Share(
      "published-share",
      MakeText("Andel ansatte i viste tall", "Share of employees in figures shown"),
      MakeText(
          "Ansatte på årets siste dag i celler som vises, i prosent av dem i alle celler av "
          "fordelingen; uten fordeling for enhet, kjønn og alder. Bare for år.",
          "Employees on the year's last day in cells that are shown, in percent of those in all "
          "cells of the breakdown; without one, of unit, sex and age. Years only."),
      "Ett");
  metric.dimensions = {{"breakdown", MakeText("Fordeling", "Breakdown")}};
  return metric;
}

}  // namespace

figures::Catalogue TraitDescriptions() {
  return {WithheldCells(),
          PublishedShare(),
          MedicalLeaveShare(),
          PresentWorkYears(),
          InvoluntaryPartTimeShare(),
          Apprentices(),
          WomenShareByLevel(),
          Turnover(),
          LeaverRate(),
          Leavers(),
          ParentalLeaveWeeks()};
}

}  // namespace ett::hr
