#include "services/ownership/catalogue.h"

namespace ett::ownership {
namespace {

using figures::MakeText;
using figures::Metric;
using figures::MetricDimension;
using figures::Text;
using figures::pb::CHANGE_KIND_DIFFERENCE;
using figures::pb::CHANGE_KIND_PERCENTAGE_POINTS;
using figures::pb::CHANGE_KIND_UNSPECIFIED;

constexpr char kOwn[] = "Ett";
constexpr char kIksLaw[] = "lov om interkommunale selskaper";

Text Percent() { return MakeText("prosent", "percent"); }
MetricDimension Company() { return {"company", MakeText("Selskap", "Company")}; }
MetricDimension TrainingDimension() { return {"training", MakeText("Opplæring", "Training")}; }

std::vector<Metric> Shares() {
  return {
      {.id = "share",
       .title = MakeText("Eierandel", "Share"),
       .definition = MakeText(
           "Kommunens andel av kapitalen ved utgangen av perioden, avledet av "
           "aksjetransaksjonene, eller eierandelen i selskap uten aksjer.",
           "The municipality's part of the capital at the end of the period, derived from the "
           "share transactions, or its stake in a company without shares."),
       .definition_source = kOwn,
       .unit = Percent(),
       .change_kind = CHANGE_KIND_PERCENTAGE_POINTS,
       .decimals = 1,
       .dimensions = {Company()},
       .provenance = "share transactions, participations"},
      {.id = "shares-bought",
       .title = MakeText("Andel kjøpt", "Share bought"),
       .definition = MakeText("Den delen av aksjene som kommunen overtok fra andre i perioden.",
                              "The part of the shares that the municipality took over from others "
                              "in the period."),
       .definition_source = kOwn,
       .unit = Percent(),
       .change_kind = CHANGE_KIND_PERCENTAGE_POINTS,
       .decimals = 1,
       .dimensions = {Company()},
       .provenance = "share transactions"},
      {.id = "votes",
       .title = MakeText("Stemmeandel", "Votes"),
       .definition = MakeText("Kommunens andel av stemmene ved utgangen av perioden; egne aksjer "
                              "har ikke stemme.",
                              "The municipality's part of the votes at the end of the period; a "
                              "company's own shares do not vote."),
       .definition_source = kOwn,
       .unit = Percent(),
       .change_kind = CHANGE_KIND_PERCENTAGE_POINTS,
       .decimals = 1,
       .dimensions = {Company()},
       .provenance = "share transactions, share classes, participations"},
  };
}

std::vector<Metric> Companies() {
  return {
      {.id = "companies",
       .title = MakeText("Selskaper", "Companies"),
       .definition = MakeText("Selskaper som kommunen har en del av ved utgangen av perioden. "
                              "Kommunale foretak er ikke selskaper og står for seg.",
                              "Companies that the municipality has a part of at the end of the "
                              "period. Municipal enterprises are no companies and stand apart."),
       .definition_source = kOwn,
       .unit = MakeText("selskaper", "companies"),
       .change_kind = CHANGE_KIND_DIFFERENCE,
       .dimensions = {{"form", MakeText("Selskapsform", "Legal form")},
                      {"market", MakeText("Marked", "Market")}},
       .provenance = "entities, share transactions, participations"},
      {.id = "wholly-owned",
       .title = MakeText("Heleide selskaper", "Wholly owned companies"),
       .definition = MakeText("Selskaper som kommunen eier alene ved utgangen av perioden.",
                              "Companies that the municipality owns alone at the end of the "
                              "period."),
       .definition_source = kOwn,
       .unit = MakeText("selskaper", "companies"),
       .change_kind = CHANGE_KIND_DIFFERENCE,
       .provenance = "entities, share transactions, participations"},
      {.id = "ownership-changes",
       .title = MakeText("Endrede eierposisjoner", "Ownership positions changed"),
       .definition = MakeText("Selskaper der kommunens andel av kapital eller stemmer er en annen "
                              "ved utgangen av perioden enn før den; fotnotene navngir årsakene.",
                              "Companies in which the municipality's part of capital or votes is "
                              "another at the end of the period than before it; footnotes name the "
                              "reasons."),
       .definition_source = kOwn,
       .unit = MakeText("posisjoner", "positions"),
       .change_kind = CHANGE_KIND_DIFFERENCE,
       .dimensions = {Company()},
       .provenance = "share transactions, participations"},
  };
}

std::vector<Metric> Agreements() {
  return {
      {.id = "agreements-put-forward",
       .title = MakeText("Selskapsavtaler lagt fram", "Company agreements put forward"),
       .definition = MakeText("Selskapsavtaler som i perioden ble lagt fram til politisk "
                              "behandling.",
                              "Company agreements put forward for political treatment in the "
                              "period."),
       .definition_source = kIksLaw,
       .unit = MakeText("avtaler", "agreements"),
       .change_kind = CHANGE_KIND_DIFFERENCE,
       .dimensions = {Company()},
       .provenance = "agreements"},
      {.id = "agreement-status",
       .title = MakeText("Selskapsavtalens status", "Status of the company agreement"),
       .definition = MakeText("Det siste steget som den nyeste avtalen hadde nådd ved utgangen av "
                              "perioden.",
                              "The last step that the newest agreement had reached by the end of "
                              "the period."),
       .definition_source = kIksLaw,
       .unit = {},
       .change_kind = CHANGE_KIND_UNSPECIFIED,
       .dimensions = {Company()},
       .provenance = "agreements"},
      {.id = "agreement-valid-from",
       .title = MakeText("Selskapsavtalen gjelder fra", "Company agreement valid from"),
       .definition = MakeText("Første dag som den nyeste avtalen gjelder, slik den var utarbeidet "
                              "ved utgangen av perioden.",
                              "First day of validity of the newest agreement drawn up by the end "
                              "of the period."),
       .definition_source = kIksLaw,
       .unit = {},
       .change_kind = CHANGE_KIND_UNSPECIFIED,
       .dimensions = {Company()},
       .provenance = "agreements"},
  };
}

std::vector<Metric> Boards() {
  return {
      {.id = "board-members",
       .title = MakeText("Styremedlemmer", "Board members"),
       .definition = MakeText("Besatte styreplasser, uten varamedlemmer, ved utgangen av perioden "
                              "i selskaper som kommunen har en del av.",
                              "Seats filled, without substitutes, at the end of the period in "
                              "companies that the municipality has a part of."),
       .definition_source = kOwn,
       .unit = MakeText("plasser", "seats"),
       .change_kind = CHANGE_KIND_DIFFERENCE,
       .dimensions = {Company()},
       .provenance = "board seats"},
      {.id = "trainings-held",
       .title = MakeText("Opplæring for styremedlemmer", "Trainings for board members"),
       .definition = MakeText("Opplæring holdt i perioden.", "Trainings held in the period."),
       .definition_source = kOwn,
       .unit = MakeText("antall", "number"),
       .change_kind = CHANGE_KIND_DIFFERENCE,
       .dimensions = {TrainingDimension()},
       .provenance = "trainings"},
      {.id = "board-training-share",
       .title = MakeText("Styremedlemmer som deltok", "Board members who attended"),
       .definition = MakeText("Andelen av styremedlemmene i embetet på opplæringens dag som "
                              "deltok; i alt andelen som deltok på noen opplæring i perioden.",
                              "Share of the board members in office on the day of the training who "
                              "attended it; in total the share who attended any in the period."),
       .definition_source = kOwn,
       .unit = Percent(),
       .change_kind = CHANGE_KIND_PERCENTAGE_POINTS,
       .decimals = 1,
       .dimensions = {TrainingDimension()},
       .provenance = "board seats, training attendances"},
  };
}

std::vector<Metric> BoardSeats() {
  return {
      {.id = "ethics-training-share",
       .title = MakeText("Styremedlemmer med opplæring i etikk", "Board members trained in ethics"),
       .definition = MakeText("Andelen av styremedlemmene ved utgangen av perioden som har deltatt "
                              "på opplæring i etikk, noen gang eller siden dagen som det spørres "
                              "etter (since=2018-01-01).",
                              "Share of the board members in office at the end of the period who "
                              "have attended a training in ethics, ever or since the day that is "
                              "asked for (since=2018-01-01)."),
       .definition_source = kOwn,
       .unit = Percent(),
       .change_kind = CHANGE_KIND_PERCENTAGE_POINTS,
       .decimals = 1,
       .dimensions = {{"since", MakeText("Siden", "Since")}},
       .provenance = "board seats, trainings, training attendances"},
      {.id = "board-seats",
       .title = MakeText("Styreplasser etter kjønn", "Board seats by sex"),
       .definition = MakeText("Besatte styreplasser, uten varamedlemmer, ved utgangen av perioden.",
                              "Seats filled, without substitutes, at the end of the period."),
       .definition_source = kOwn,
       .unit = MakeText("plasser", "seats"),
       .change_kind = CHANGE_KIND_DIFFERENCE,
       .dimensions = {{"sex", MakeText("Kjønn", "Sex")}},
       .provenance = "board seats"},
      {.id = "board-women-share",
       .title = MakeText("Kvinneandel i styrene", "Women in boards"),
       .definition = MakeText("Andelen kvinner av styremedlemmene med kjent kjønn ved utgangen av "
                              "perioden.",
                              "Share of women among board members of known sex at the end of the "
                              "period."),
       .definition_source = kOwn,
       .unit = Percent(),
       .change_kind = CHANGE_KIND_PERCENTAGE_POINTS,
       .decimals = 1,
       .dimensions = {Company()},
       .provenance = "board seats"},
  };
}

}  // namespace

figures::Catalogue Descriptions() {
  figures::Catalogue all;
  for (auto part :
       {Shares(), Companies(), Agreements(), Boards(), BoardSeats(), SteeringMetrics()}) {
    std::move(part.begin(), part.end(), std::back_inserter(all));
  }
  return all;
}

}  // namespace ett::ownership
