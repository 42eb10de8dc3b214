#include <algorithm>
#include <utility>

#include "services/ownership/histories.h"
#include "services/ownership/kinds.h"
#include "services/ownership/page.h"
#include "services/ownership/position_answers.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

// Companies from the page's beginning on.
absl::StatusOr<std::vector<std::string>> CompaniesFrom(const Asked& asked, const std::string& only,
                                                       const std::string& after) {
  ASSIGN_OR_RETURN(const std::string company, CompanyAsked(asked, only));
  if (!company.empty()) return std::vector<std::string>{company};
  std::vector<std::string> companies;
  const std::string first = after.substr(0, after.find('/'));
  for (auto each = asked.known->entities.lower_bound(first); each != asked.known->entities.end();
       ++each) {
    companies.push_back(each->first);
  }
  return companies;
}

// Goes through a company's history as one owner sees it.
class Story {
 public:
  Story(const Register& known, std::string company, std::string owner)
      : known_(known), company_(std::move(company)), owner_(std::move(owner)) {}

  absl::Status Tell(absl::CivilDay day, v1::ExplainPositionResponse& response) {
    absl::Status failed;
    const auto impossible = known_.ledger.Replay(
        company_, day, [&](const std::vector<Applied>& applied, const Holdings& after) {
          const auto division = DivisionOf(company_, after);
          if (!division.ok()) {
            failed = division.status();
            return;
          }
          const Fraction capital = division->CapitalOf(owner_);
          if (!(capital == capital_) || Concerns(applied)) {
            AddSteps(applied, after, *division, response);
          }
          capital_ = capital;
          count_ = CountOf(after, owner_);
        });
    RETURN_IF_ERROR(failed);
    if (impossible) return impossible->ToStatus();
    return AddParticipations(day, response);
  }

 private:
  bool Concerns(const std::vector<Applied>& applied) const {
    return std::any_of(applied.begin(), applied.end(), [&](const Applied& each) {
      return each.transaction->from == owner_ || each.transaction->to == owner_;
    });
  }

  // Of splits and mergers, the difference that they made together.
  std::int64_t ChangeBy(const Applied& applied, const Holdings& after) const {
    const Transaction& transaction = *applied.transaction;
    if (transaction.kind == Happening::kSplit || transaction.kind == Happening::kMerger) {
      return CountOf(after, owner_) - count_;
    }
    return (transaction.to == owner_ ? applied.moved : 0) -
           (transaction.from == owner_ ? applied.moved : 0);
  }

  void AddSteps(const std::vector<Applied>& applied, const Holdings& after,
                const Division& division, v1::ExplainPositionResponse& response) const {
    for (const Applied& each : applied) {
      v1::PositionStep& step = *response.add_steps();
      *step.mutable_share_transaction() = known_.share_transactions.at(each.transaction->id);
      step.set_share_change(ChangeBy(each, after));
      step.set_share_count(CountOf(after, owner_));
      step.set_company_share_count(CountOf(after));
      *step.mutable_capital() = FromFraction(division.CapitalOf(owner_));
      *step.mutable_votes() = FromFraction(division.VotesOf(owner_));
    }
  }

  // In order of their first days.
  absl::Status AddParticipations(absl::CivilDay day, v1::ExplainPositionResponse& response) const {
    std::map<absl::CivilDay, const v1::Participation*> begun;
    const auto [first, last] = known_.participations.equal_range(company_);
    for (auto each = first; each != last; ++each) {
      const absl::CivilDay from = records::FirstDayOf(each->second.valid_from());
      if (from <= day) begun[from] = &each->second;
    }
    for (const auto& [from, participation] : begun) {
      ASSIGN_OR_RETURN(const Division division, known_.DivisionOn(company_, from));
      if (division.Of(owner_) == nullptr) continue;
      v1::PositionStep& step = *response.add_steps();
      *step.mutable_participation() = *participation;
      *step.mutable_capital() = FromFraction(division.CapitalOf(owner_));
      *step.mutable_votes() = FromFraction(division.VotesOf(owner_));
    }
    return absl::OkStatus();
  }

  const Register& known_;
  const std::string company_;
  const std::string owner_;
  Fraction capital_;
  std::int64_t count_ = 0;
};

}  // namespace

absl::StatusOr<v1::ListPositionsResponse> ListPositions(const PositionSources& sources,
                                                        const v1::ListPositionsRequest& request) {
  v1::ListPositionsRequest paged = request;
  ASSIGN_OR_RETURN(Page page, Page::Of(paged));
  ASSIGN_OR_RETURN(const Asked asked, UnderstandCompany(sources, paged));
  RETURN_IF_ERROR(CheckOwnerAsked(*asked.known, request.owner()));
  ASSIGN_OR_RETURN(const auto companies, CompaniesFrom(asked, request.company(), page.after()));
  v1::ListPositionsResponse response;
  for (const std::string& company : companies) {
    if (page.is_full()) break;
    ASSIGN_OR_RETURN(auto positions,
                     PositionsOf(*asked.known, company, asked.day, request.owner()));
    for (v1::Position& position : positions) {
      if (page.Takes(company + "/" + position.owner())) {
        *response.add_positions() = std::move(position);
      }
    }
  }
  response.set_next_page_token(page.NextToken(asked.known_at));
  *response.mutable_as_of() = records::DateOf(asked.day);
  *response.mutable_known_at() = records::ToTimestamp(asked.known_at);
  return response;
}

absl::StatusOr<v1::ExplainPositionResponse> ExplainPosition(
    const PositionSources& sources, const v1::ExplainPositionRequest& request) {
  ASSIGN_OR_RETURN(const records::RecordName company,
                   records::ParseName(EntityKind(), request.company(), "company"));
  if (request.owner().empty()) {
    return status::InvalidField("owner", "municipality, others or the id of an entity", "nothing",
                                "REQUIRED");
  }
  v1::ListPositionsRequest whose;
  whose.set_parent("municipalities/" + company.municipality);
  if (request.has_as_of()) *whose.mutable_as_of() = request.as_of();
  if (request.has_as_known_at()) *whose.mutable_as_known_at() = request.as_known_at();
  whose.set_company(request.company());
  whose.set_owner(request.owner());
  ASSIGN_OR_RETURN(const Asked asked, UnderstandCompany(sources, whose));
  RETURN_IF_ERROR(CompanyAsked(asked, request.company()).status());
  RETURN_IF_ERROR(CheckOwnerAsked(*asked.known, request.owner()));
  v1::ExplainPositionResponse response;
  ASSIGN_OR_RETURN(auto positions,
                   PositionsOf(*asked.known, company.id, asked.day, request.owner()));
  if (!positions.empty()) *response.mutable_position() = std::move(positions[0]);
  Story story(*asked.known, company.id, request.owner());
  RETURN_IF_ERROR(story.Tell(asked.day, response));
  return response;
}

}  // namespace ett::ownership
