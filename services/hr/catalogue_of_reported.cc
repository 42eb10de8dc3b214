#include "services/hr/catalogue.h"

namespace ett::hr {

using figures::MakeText;

figures::Catalogue ReportedDescriptions() {
  return {
      {.id = "iks-work-years",
       .title = MakeText("Avtalte årsverk i interkommunale selskaper",
                         "Agreed work-years in inter-municipal companies"),
       .definition = MakeText(
           "Selskapets egne avtalte årsverk på periodens siste dag, hele selskapet. Selskapets "
           "ansatte er ikke kommunens og har ingen poster her: tallet er rapportert fra selskapets "
           "årsmelding eller Statistisk sentralbyrå, med kilde. Selskapet er navngitt som i "
           "eierskapet.",
           "The company's own agreed work-years on the last day of the period, all of the company. "
           "Its employees are not the municipality's and have no records here: the figure is "
           "reported from the company's annual report or Statistics Norway, with its source. The "
           "company is named as in ownership."),
       .definition_source = "SSB",
       .unit = MakeText("årsverk", "work-years"),
       .change_kind = figures::pb::CHANGE_KIND_PERCENT,
       .decimals = 1,
       .dimensions = {{"company", MakeText("Selskap", "Company")}},
       .provenance = "reported"},
  };
}

}  // namespace ett::hr
