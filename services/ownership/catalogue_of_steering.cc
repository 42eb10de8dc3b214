#include <iterator>
#include <utility>

#include "services/ownership/catalogue.h"

namespace ett::ownership {
namespace {

using figures::MakeText;
using figures::Metric;
using figures::MetricDimension;
using figures::Text;
using figures::pb::CHANGE_KIND_DIFFERENCE;
using figures::pb::CHANGE_KIND_PERCENTAGE_POINTS;

constexpr char kOwn[] = "Ett";
constexpr char kIksLaw[] = "lov om interkommunale selskaper § 3";

MetricDimension Company() { return {"company", MakeText("Selskap", "Company")}; }

Metric Kroner(std::string id, Text title, Text definition, std::string provenance) {
  return {.id = std::move(id),
          .title = std::move(title),
          .definition = std::move(definition),
          .definition_source = kOwn,
          .unit = MakeText("kr", "NOK"),
          .change_kind = CHANGE_KIND_DIFFERENCE,
          .dimensions = {Company()},
          .provenance = std::move(provenance)};
}

Metric StrategyShare() {
  return {.id = "strategy-share",
          .title = MakeText("Selskaper med eierstrategi", "Companies with an owner strategy"),
          .definition = MakeText("Andelen av selskapene som kommunen har en del av, som har en "
                                 "gjeldende eierstrategi ved utgangen av perioden.",
                                 "Share of the companies that the municipality has a part of that "
                                 "have an owner strategy in force at the end of the period."),
          .definition_source = kOwn,
          .unit = MakeText("prosent", "percent"),
          .change_kind = CHANGE_KIND_PERCENTAGE_POINTS,
          .decimals = 1,
          .provenance = "entities, owner strategies"};
}

figures::Catalogue Amounts() {
  return {
      Kroner("book-value", MakeText("Bokført verdi", "Book value"),
             MakeText("Verdien av kommunens andeler i kommunens regnskap ved utgangen av året. "
                      "Dekningen er andelen av selskapene som har en verdi.",
                      "What the municipality's parts are worth in its accounts at the end of the "
                      "year. Coverage is the share of companies that have a value."),
             "book values"),
      Kroner(
          "dividends", MakeText("Utbytte", "Dividends"),
          MakeText(
              "Utbytte som kommunen fikk for året. Dekningen er andelen av selskapene der det er "
              "kjent.",
              "Dividends that the municipality got for the year. Coverage is the share of "
              "companies of which it is known."),
          "dividends"),
      Kroner("dividends-expected", MakeText("Forventet utbytte", "Dividends expected"),
             MakeText("Utbytte som kommunen ba om for året.",
                      "Dividends that the municipality asked for, for the year."),
             "dividends"),
      Kroner("guarantees", MakeText("Garantier", "Guarantees"),
             MakeText("Garantier som kommunen har stilt for selskaper, ved utgangen av perioden.",
                      "Guarantees that the municipality has given for companies, at the end of the "
                      "period."),
             "guarantees"),
      Kroner("loans", MakeText("Utlån", "Loans"),
             MakeText("Lån som kommunen har gitt selskaper, ved utgangen av perioden.",
                      "Loans that the municipality has given companies, at the end of the "
                      "period."),
             "guarantees"),
  };
}

figures::Catalogue Liability() {
  Metric part = {.id = "iks-liability",
                 .title = MakeText("Ansvarsandel i IKS", "Liability in intermunicipal companies"),
                 .definition = MakeText("Den delen av selskapets forpliktelser som kommunen hefter "
                                        "for ved utgangen av perioden.",
                                        "The part of the company's obligations that the "
                                        "municipality is liable for at the end of the period."),
                 .definition_source = kIksLaw,
                 .unit = MakeText("prosent", "percent"),
                 .change_kind = CHANGE_KIND_PERCENTAGE_POINTS,
                 .decimals = 1,
                 .dimensions = {Company()},
                 .provenance = "participations"};
  Metric amount =
      Kroner("iks-liability-amount", MakeText("Ansvar for gjeld i IKS", "Liable for debts of IKS"),
             MakeText("Kommunens ansvarsandel av selskapets gjeld ved utgangen av året. Dekningen "
                      "er andelen av selskapene som har en kjent gjeld.",
                      "The municipality's part, by liability, of the company's debts at the end of "
                      "the year. Coverage is the share of companies of known debt."),
             "participations, company results");
  amount.definition_source = kIksLaw;
  return {part, amount};
}

figures::Catalogue Results() {
  return {
      Kroner("company-revenue", MakeText("Selskapenes inntekter", "Revenue of companies"),
             MakeText("Inntekter i året, for hele selskapet.",
                      "Revenue of the year, of the whole company."),
             "company results"),
      Kroner("company-profit", MakeText("Selskapenes resultat", "Profit of companies"),
             MakeText("Resultat etter skatt i året, for hele selskapet.",
                      "Profit after tax of the year, of the whole company."),
             "company results"),
      Kroner("company-equity", MakeText("Selskapenes egenkapital", "Equity of companies"),
             MakeText("Egenkapital ved utgangen av året, for hele selskapet.",
                      "Equity at the end of the year, of the whole company."),
             "company results"),
  };
}

}  // namespace

figures::Catalogue SteeringMetrics() {
  figures::Catalogue all = {StrategyShare()};
  for (auto part : {Amounts(), Liability(), Results()}) {
    std::move(part.begin(), part.end(), std::back_inserter(all));
  }
  return all;
}

}  // namespace ett::ownership
