#include "services/hr/catalogue.h"

namespace ett::hr {
namespace {

using figures::MakeText;
using figures::Metric;
using figures::MetricDimension;
using figures::pb::CHANGE_KIND_DIFFERENCE;

constexpr char kOwn[] = "Ett";
constexpr char kVacancy[] = "vacancy";

MetricDimension Sector() { return {"sector", MakeText("Sektor", "Sector")}; }

Metric Vacancies() {
  return {.id = "vacancies",
          .title = MakeText("Ledige stillinger", "Vacancies"),
          .definition = MakeText(
              "Utlyste stillinger som verken var besatt eller trukket ved utløpet av periodens "
              "siste dag. Hver stilling teller én, uansett størrelse.",
              "Announced positions that were neither filled nor withdrawn by the end of the last "
              "day of the period. Each position counts one, whatever its size."),
          .definition_source = kOwn,
          .unit = MakeText("stillinger", "positions"),
          .change_kind = CHANGE_KIND_DIFFERENCE,
          .dimensions = {Sector()},
          .provenance = kVacancy};
}

Metric VacancyDays() {
  return {.id = "vacancy-days",
          .title = MakeText("Dager til en stilling er besatt", "Days to fill a position"),
          .definition = MakeText(
              "Kalenderdager fra utlysning til stillingen ble besatt, i snitt over stillinger som "
              "ble besatt i perioden; de som ble trukket, teller ikke.",
              "Calendar days from announcement until the position was filled, averaged over "
              "positions filled in the period; those withdrawn do not count."),
          .definition_source = kOwn,
          .unit = MakeText("dager", "days"),
          .change_kind = CHANGE_KIND_DIFFERENCE,
          .decimals = 1,
          .dimensions = {Sector()},
          .provenance = kVacancy};
}

}  // namespace

figures::Catalogue VacancyDescriptions() { return {Vacancies(), VacancyDays()}; }

}  // namespace ett::hr
