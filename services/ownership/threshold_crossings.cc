#include "services/ownership/threshold_crossings.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/ownership/histories.h"
#include "services/ownership/page.h"
#include "services/ownership/position_answers.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

v1::ThresholdCrossing CrossingOf(const Shift& shift, const std::string& owner,
                                 Threshold threshold) {
  v1::ThresholdCrossing crossing;
  crossing.set_company(shift.known.entities.at(shift.company).name());
  crossing.set_owner(owner);
  crossing.set_threshold(FromThreshold(threshold));
  *crossing.mutable_capital_before() = FromFraction(shift.before.CapitalOf(owner));
  *crossing.mutable_capital_after() = FromFraction(shift.after.CapitalOf(owner));
  *crossing.mutable_votes_before() = FromFraction(shift.before.VotesOf(owner));
  *crossing.mutable_votes_after() = FromFraction(shift.after.VotesOf(owner));
  return crossing;
}

// The names of the transactions of a company on a day.
std::vector<std::string> TransactionsOn(const Register& known, const std::string& company,
                                        absl::CivilDay day) {
  std::vector<std::string> names;
  for (const std::string& id : known.ledger.TransactionsOf(company)) {
    const v1::ShareTransaction& transaction = known.share_transactions.at(id);
    if (records::LastDayOf(transaction.transaction_date()) == day) {
      names.push_back(transaction.name());
    }
  }
  return names;
}

}  // namespace

std::vector<v1::ThresholdCrossing> CrossingsBy(const Shift& shift, const std::string& owner) {
  std::set<std::string> owners;
  for (const Division* each : {&shift.before, &shift.after}) {
    for (const OwnerPart& part : each->parts) owners.insert(part.owner);
  }
  std::vector<v1::ThresholdCrossing> crossings;
  for (const std::string& each : owners) {
    if (!owner.empty() && each != owner) continue;
    const auto had = ThresholdsOf(shift.known, shift.company, shift.before, each);
    const auto has = ThresholdsOf(shift.known, shift.company, shift.after, each);
    for (const ThresholdRule& rule : kThresholds) {
      const bool before = std::count(had.begin(), had.end(), rule.threshold) > 0;
      const bool after = std::count(has.begin(), has.end(), rule.threshold) > 0;
      if (before == after) continue;
      crossings.push_back(CrossingOf(shift, each, rule.threshold));
      crossings.back().set_reached(after);
    }
  }
  return crossings;
}

absl::StatusOr<std::vector<v1::ThresholdCrossing>> CrossingsIn(const Register& known,
                                                               const CrossingsAsked& asked) {
  std::vector<v1::ThresholdCrossing> all;
  std::set<absl::CivilDay> days;
  for (const absl::CivilDay day : known.ledger.DaysOf(asked.company)) days.insert(day);
  // A company's shares are nobody's once it has ended.
  const v1::Entity& entity = known.entities.at(asked.company);
  if (entity.has_valid_to()) days.insert(records::LastDayOf(entity.valid_to()) + 1);
  for (const absl::CivilDay day : days) {
    if (day < asked.first || day > asked.last) continue;
    ASSIGN_OR_RETURN(const Division before, known.DivisionOn(asked.company, day - 1));
    ASSIGN_OR_RETURN(const Division after, known.DivisionOn(asked.company, day));
    auto crossings = CrossingsBy({known, asked.company, before, after}, asked.owner);
    const auto names = TransactionsOn(known, asked.company, day);
    for (v1::ThresholdCrossing& crossing : crossings) {
      *crossing.mutable_crossing_date() = records::DateOf(day);
      crossing.mutable_share_transactions()->Add(names.begin(), names.end());
    }
    std::move(crossings.begin(), crossings.end(), std::back_inserter(all));
  }
  return all;
}

absl::StatusOr<v1::ListThresholdsCrossedResponse> ListThresholdsCrossed(
    const PositionSources& sources, const v1::ListThresholdsCrossedRequest& request) {
  v1::ListThresholdsCrossedRequest paged = request;
  ASSIGN_OR_RETURN(Page page, Page::Of(paged));
  ASSIGN_OR_RETURN(const Asked asked, UnderstandCompany(sources, paged));
  CrossingsAsked wanted;
  wanted.owner = request.owner();
  RETURN_IF_ERROR(CheckOwnerAsked(*asked.known, request.owner()));
  ASSIGN_OR_RETURN(wanted.first, DayAsked("start_date", true, request.start_date(), {}));
  ASSIGN_OR_RETURN(wanted.last, DayAsked("end_date", true, request.end_date(), {}));
  if (wanted.last < wanted.first) {
    return status::InvalidField("end_date", "a day not before start_date",
                                records::PrintDate(request.end_date()), "OUT_OF_RANGE");
  }
  ASSIGN_OR_RETURN(const std::string only, CompanyAsked(asked, request.company()));
  std::map<std::string, v1::ThresholdCrossing> crossings;  // by key
  for (const auto& [company, entity] : asked.known->entities) {
    if (!only.empty() && company != only) continue;
    wanted.company = company;
    ASSIGN_OR_RETURN(auto of_company, CrossingsIn(*asked.known, wanted));
    for (v1::ThresholdCrossing& each : of_company) {
      const std::string key = absl::StrCat(records::PrintDate(each.crossing_date()), "/", company,
                                           "/", each.owner(), "/", each.threshold());
      crossings[key] = std::move(each);
    }
  }
  v1::ListThresholdsCrossedResponse response;
  for (auto& [key, crossing] : crossings) {
    if (page.Takes(key)) *response.add_crossings() = std::move(crossing);
    if (page.is_full()) break;
  }
  response.set_next_page_token(page.NextToken(asked.known_at));
  return response;
}

}  // namespace ett::ownership
