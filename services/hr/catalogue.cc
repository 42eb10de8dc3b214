#include "services/hr/catalogue.h"

namespace ett::hr {
namespace {

using figures::MakeText;
using figures::Metric;
using figures::MetricDimension;
using figures::Text;
using figures::pb::CHANGE_KIND_PERCENT;
using figures::pb::CHANGE_KIND_PERCENTAGE_POINTS;
using figures::pb::CHANGE_KIND_UNSPECIFIED;

constexpr char kStaff[] = "employment";
constexpr char kSsb[] = "SSB";
constexpr char kSsbNav[] = "SSB/NAV";
constexpr char kKs[] = "KS (PAI)";

Text Percent() { return MakeText("prosent", "percent"); }
MetricDimension Sector() { return {"sector", MakeText("Sektor", "Sector")}; }
MetricDimension Unit() { return {"unit", MakeText("Enhet", "Unit")}; }
MetricDimension ByAge() { return {"age-group", MakeText("Aldersgruppe", "Age group")}; }
MetricDimension BySex() { return {"sex", MakeText("Kjønn", "Sex")}; }
MetricDimension JobGroup() { return {"job-group", MakeText("Stillingsgruppe", "Job group")}; }

// Those of figures on all employees.
std::vector<MetricDimension> OfEmployees() {
  return {Sector(), Unit(), BySex(), ByAge(), JobGroup()};
}

MetricDimension Length() { return {"length", MakeText("Fraværets lengde", "Length of the case")}; }

Metric SickLeaveRate() {
  return {
      .id = "sick-leave-rate",
      .title = MakeText("Sykefravær", "Sick leave"),
      .definition = MakeText(
          "Sykefraværsdagsverk × 100 / avtalte dagsverk. Dagsverk er virkedager (mandag–fredag "
          "uten helligdager; i turnus alle kalenderdager × 5/7) × stillingsandel × sykmeldingsgrad, per ansettelsesforhold; "
          "overlappende meldinger teller én gang med høyeste grad; permisjon minsker avtalte "
          "dagsverk. Lengden er sammenhengende kalenderdager, med grense på 16 hvis "
          "ikke annet er valgt.",
          "Sick-leave work days × 100 / agreed work days. Work days are Monday to Friday less "
          "public holidays (on shifts all calendar days × 5/7) × position share × degree, by employment; overlapping notes count once "
          "with the highest degree; leave lessens the agreed days. Length is in adjoining calendar "
          "days, with the boundary at 16 unless another is chosen."),
      .definition_source = kSsbNav,
      .unit = Percent(),
      .change_kind = CHANGE_KIND_PERCENTAGE_POINTS,
      .decimals = 1,
      .dimensions = {Sector(),
                     Unit(),
                     BySex(),
                     ByAge(),
                     JobGroup(),
                     {"certification", MakeText("Meldt av", "Certified by")},
                     Length()},
      .provenance = "employment, absence, leave"};
}

Metric CleaningSickLeaveRate() {
  return {
      .id = "cleaning-sick-leave-rate",
      .title = MakeText("Sykefravær i renholdsenheten", "Sick leave in the cleaning unit"),
      .definition = MakeText("Som sykefravær, for ansettelsesforhold i enheter med tjenesten "
                             "renhold; av korte og lange fravær (over 16 kalenderdager hvis "
                             "ikke annet er valgt).",
                             "As sick leave, for employments in units of the cleaning service; by "
                             "short and long cases (more than 16 calendar days unless "
                             "another boundary is chosen)."),
      .definition_source = kSsbNav,
      .unit = Percent(),
      .change_kind = CHANGE_KIND_PERCENTAGE_POINTS,
      .decimals = 1,
      .dimensions = {Length()},
      .provenance = "employment, absence, leave"};
}

Metric SickLeaveTarget() {
  return {.id = "sick-leave-target",
          .title = MakeText("Mål for sykefravær", "Target for sick leave"),
          .definition = MakeText("Målet for årets sykefravær i prosent.",
                                 "The target for the year's sick leave in percent."),
          .definition_source = "Bærum kommune",
          .unit = Percent(),
          .change_kind = CHANGE_KIND_PERCENTAGE_POINTS,
          .decimals = 1,
          .provenance = "target"};
}

Metric SickLeaveTargetStatus() {
  return {.id = "sick-leave-target-status",
          .title = MakeText("Måloppnåelse for sykefravær", "Sick leave against its target"),
          .definition = MakeText(
              "Nådd når årets sykefravær, avrundet til én desimal, er på målet eller bedre; "
              "nærmere når det ikke er nådd, men avstanden er mindre enn året før.",
              "Reached when the year's sick leave, rounded to one decimal, is at the target or "
              "better; nearer when it is not reached, but the distance is less than the year "
              "before."),
          .definition_source = "Ett",
          .unit = {},
          .change_kind = CHANGE_KIND_UNSPECIFIED,
          .provenance = "target, employment, absence, leave"};
}

Metric LeaderProgrammeGroups() {
  return {
      .id = "leader-programme-groups",
      .title = MakeText("Ledergrupper som har gjennomført program",
                        "Leader groups that have completed a programme"),
      .definition = MakeText("Ledergrupper som hadde gjennomført programmet ved periodens slutt.",
                             "Leader groups that had completed the programme by the end of the "
                             "period."),
      .definition_source = "Bærum kommune",
      .unit = MakeText("ledergrupper", "leader groups"),
      .change_kind = CHANGE_KIND_PERCENT,
      .dimensions = {{"programme", MakeText("Program", "Programme")}},
      .provenance = "participation"};
}

Metric TradeCertificates() {
  return {.id = "trade-certificates",
          .title = MakeText("Nye fagbrev", "New trade certificates"),
          .definition = MakeText("Fagbrev tatt av ansatte i perioden.",
                                 "Trade certificates that employees obtained in the period."),
          .definition_source = "Bærum kommune",
          .unit = MakeText("fagbrev", "trade certificates"),
          .change_kind = CHANGE_KIND_PERCENT,
          .dimensions = {{"trade", MakeText("Fag", "Trade")}},
          .provenance = "qualification"};
}

Metric Headcount() {
  return {
      .id = "headcount",
      .title = MakeText("Ansatte", "Employees"),
      .definition = MakeText("Personer med ansettelsesforhold på periodens siste dag; en person "
                             "med flere telles én gang.",
                             "Persons employed on the last day of the period; a person with "
                             "several employments counts once."),
      .definition_source = kSsb,
      .unit = MakeText("ansatte", "employees"),
      .change_kind = CHANGE_KIND_PERCENT,
      .dimensions = OfEmployees(),
      .provenance = kStaff};
}

Metric WorkYears() {
  return {.id = "work-years",
          .title = MakeText("Avtalte årsverk", "Agreed work-years"),
          .definition = MakeText("Sum av stillingsprosent / 100 på periodens siste dag.",
                                 "Sum of position percent / 100 on the last day of the period."),
          .definition_source = kSsb,
          .unit = MakeText("årsverk", "work-years"),
          .change_kind = CHANGE_KIND_PERCENT,
          .dimensions = OfEmployees(),
          .provenance = kStaff};
}

// A percentage of the employments on the last day of a period.
Metric ShareOfJobs(const char* id, Text title, Text definition,
                   std::vector<MetricDimension> dimensions) {
  return {.id = id,
          .title = std::move(title),
          .definition = std::move(definition),
          .definition_source = kKs,
          .unit = Percent(),
          .change_kind = CHANGE_KIND_PERCENTAGE_POINTS,
          .decimals = 1,
          .dimensions = std::move(dimensions),
          .provenance = kStaff};
}

Metric FullTimeShare() {
  return ShareOfJobs(
      "full-time-share", MakeText("Heltidsandel", "Full-time share"),
      MakeText(
          "Andel av ansettelsesforholdene som er på 100 % på periodens siste dag. Deltidsjobber "
          "som til sammen er 100 % er deltid.",
          "Share of the employments that are of 100 % on the last day of the period. Part-time "
          "jobs that add to 100 % are part time."),
      {Sector(), Unit(), BySex()});
}

Metric WomenShare() {
  return ShareOfJobs(
      "women-share", MakeText("Kvinneandel", "Share of women"),
      MakeText("Kvinner i prosent av ansatte med kjent kjønn på periodens siste dag.",
               "Women in percent of employees of known sex on the last day of the "
               "period."),
      {Sector(), Unit(), ByAge(), JobGroup()});
}

Metric MeanAge() {
  return {.id = "mean-age",
          .title = MakeText("Gjennomsnittsalder", "Mean age"),
          .definition = MakeText("Årstallet minus fødselsåret, i snitt over ansatte på periodens "
                                 "siste dag.",
                                 "The year less the year of birth, averaged over employees on the "
                                 "last day of the period."),
          .definition_source = kKs,
          .unit = MakeText("år", "years"),
          .change_kind = figures::pb::CHANGE_KIND_DIFFERENCE,
          .decimals = 1,
          .dimensions = OfEmployees(),
          .provenance = kStaff};
}

Metric MeanPositionSize() {
  return ShareOfJobs(
      "mean-position-size", MakeText("Gjennomsnittlig stillingsstørrelse", "Mean position size"),
      MakeText("Stillingsprosent i snitt over ansettelsesforholdene på periodens siste "
               "dag.",
               "Position percent averaged over the employments on the last day of "
               "the period."),
      OfEmployees());
}

Metric TemporaryShare() {
  return ShareOfJobs(
      "temporary-share", MakeText("Andel midlertidig ansatte", "Temporary share"),
      MakeText("Andel av ansettelsesforholdene som er midlertidige på periodens siste "
               "dag.",
               "Share of the employments that are temporary on the last day of the "
               "period."),
      {Sector(), Unit(), BySex()});
}

Metric MeanSeniority() {
  Metric metric = MeanAge();
  metric.id = "mean-seniority";
  metric.title = MakeText("Gjennomsnittlig ansiennitet", "Mean seniority");
  metric.definition = MakeText(
      "År siden ansiennitetsdatoen, i snitt over ansatte på periodens siste dag der den er "
      "kjent.",
      "Years since the seniority date, averaged over employees on the last day of the period "
      "for whom it is known.");
  return metric;
}

Metric SickLeaveRateOfTwelveMonths() {
  Metric metric = SickLeaveRate();
  metric.id = "sick-leave-rate-12-months";
  metric.title = MakeText("Sykefravær siste tolv måneder", "Sick leave of twelve months");
  metric.definition = MakeText("Som sykefravær, over de tolv månedene som slutter med perioden.",
                               "As sick leave, over the twelve months that end with the period.");
  metric.dimensions = {Sector(), Unit(), BySex(), JobGroup()};
  return metric;
}

}  // namespace

figures::Catalogue Descriptions() {
  return {SickLeaveRate(),
          CleaningSickLeaveRate(),
          SickLeaveTarget(),
          SickLeaveTargetStatus(),
          LeaderProgrammeGroups(),
          TradeCertificates(),
          Headcount(),
          WorkYears(),
          FullTimeShare(),
          WomenShare(),
          MeanAge(),
          MeanPositionSize(),
          TemporaryShare(),
          MeanSeniority(),
          SickLeaveRateOfTwelveMonths()};
}

}  // namespace ett::hr
