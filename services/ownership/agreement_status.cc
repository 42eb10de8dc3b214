#include "services/ownership/agreement_status.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"

namespace ett::ownership {
namespace {

using figures::MakeText;
using figures::Text;

bool HasReached(const Register& known, const std::string& agreement, v1::AgreementStepKind kind,
                absl::CivilDay day) {
  const auto first = FirstDayOf(known, agreement, kind);
  return first && *first <= day;
}

std::set<std::string> OwnersOf(const v1::Participation& participation) {
  std::set<std::string> owners;
  for (const v1::Stake& stake : participation.stakes()) owners.insert(stake.owner());
  return owners;
}

// The newest answer of a council by the end of a day: adopted, or turned down.
struct Answer {
  absl::CivilDay day;
  bool adopted;
};

}  // namespace

const v1::Participation* ParticipationOf(const Register& known, const v1::Agreement& agreement) {
  const std::string company = IdOf(agreement.company());
  const auto [first, last] = known.participations.equal_range(company);
  for (auto each = first; each != last; ++each) {
    if (each->second.agreement() == agreement.name()) return &each->second;
  }
  return known.ParticipationOn(company, records::FirstDayOf(agreement.valid_from()));
}

bool IsAnswer(const v1::AgreementStep& step) {
  return step.kind() == v1::AGREEMENT_STEP_KIND_ADOPTED ||
         step.kind() == v1::AGREEMENT_STEP_KIND_TURNED_DOWN;
}

std::set<std::string> ParticipantsOf(const Register& known, const std::string& agreement) {
  const auto found = known.agreements.find(agreement);
  if (found == known.agreements.end()) return {};
  const v1::Participation* participation = ParticipationOf(known, found->second);
  return participation == nullptr ? std::set<std::string>() : OwnersOf(*participation);
}

std::set<std::string> AdoptedBy(const Register& known, const std::string& agreement,
                                absl::CivilDay day) {
  std::map<std::string, Answer> answers;
  const std::set<std::string> participants = ParticipantsOf(known, agreement);
  const auto [first, last] = known.agreement_steps.equal_range(agreement);
  for (auto each = first; each != last; ++each) {
    const v1::AgreementStep& step = each->second;
    const absl::CivilDay on = records::LastDayOf(step.step_date());
    if (!IsAnswer(step) || on > day) continue;
    const std::set<std::string> of =
        step.participant().empty() ? participants : std::set<std::string>{step.participant()};
    for (const std::string& participant : of) {
      Answer& newest = answers.try_emplace(participant, Answer{on, false}).first->second;
      if (newest.day <= on) newest = {on, step.kind() == v1::AGREEMENT_STEP_KIND_ADOPTED};
    }
  }
  std::set<std::string> adopted;
  for (const auto& [participant, answer] : answers) {
    if (answer.adopted) adopted.insert(participant);
  }
  return adopted;
}

std::optional<absl::CivilDay> FirstDayOf(const Register& known, const std::string& agreement,
                                         v1::AgreementStepKind kind) {
  std::optional<absl::CivilDay> earliest;
  const auto [first, last] = known.agreement_steps.equal_range(agreement);
  for (auto each = first; each != last; ++each) {
    if (each->second.kind() != kind) continue;
    const absl::CivilDay day = records::LastDayOf(each->second.step_date());
    if (!earliest || day < *earliest) earliest = day;
  }
  return earliest;
}

std::optional<Text> StatusOn(const Register& known, const std::string& agreement,
                             absl::CivilDay day) {
  if (HasReached(known, agreement, v1::AGREEMENT_STEP_KIND_REGISTERED, day)) {
    return MakeText("registrert", "registered");
  }
  const std::set<std::string> participants = ParticipantsOf(known, agreement);
  const std::set<std::string> adopted = AdoptedBy(known, agreement, day);
  const bool adopted_by_all =
      std::includes(adopted.begin(), adopted.end(), participants.begin(), participants.end());
  if (HasReached(known, agreement, v1::AGREEMENT_STEP_KIND_ADOPTED, day)) {
    if (adopted_by_all) return MakeText("vedtatt", "adopted");
    if (!adopted.empty()) {
      return MakeText(
          absl::StrCat("vedtatt av ", adopted.size(), " av ", participants.size(), " deltakere"),
          absl::StrCat("adopted by ", adopted.size(), " of ", participants.size(),
                       " participants"));
    }
  }
  if (HasReached(known, agreement, v1::AGREEMENT_STEP_KIND_TURNED_DOWN, day)) {
    return MakeText("nedstemt", "turned down");
  }
  if (HasReached(known, agreement, v1::AGREEMENT_STEP_KIND_PUT_FORWARD, day)) {
    return MakeText("lagt fram til politisk behandling", "put forward for political treatment");
  }
  if (HasReached(known, agreement, v1::AGREEMENT_STEP_KIND_DRAFTED, day)) {
    return MakeText("utarbeidet", "drawn up");
  }
  return std::nullopt;
}

}  // namespace ett::ownership
