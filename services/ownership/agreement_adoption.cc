#include "services/ownership/agreement_adoption.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/ownership/agreement_status.h"

namespace ett::ownership {
namespace {

// The steps by the end of the day that concern a participant: its own, and those of all.
std::vector<const v1::AgreementStep*> StepsOf(const CheckedAgreement& checked,
                                              const std::string& participant) {
  std::vector<const v1::AgreementStep*> steps;
  const auto [first, last] = checked.known.agreement_steps.equal_range(checked.id);
  for (auto each = first; each != last; ++each) {
    const v1::AgreementStep& step = each->second;
    const bool concerns = step.participant().empty() || step.participant() == participant;
    if (concerns && records::LastDayOf(step.step_date()) <= checked.day) steps.push_back(&step);
  }
  return steps;
}

constexpr v1::AgreementStepKind kOrder[] = {
    v1::AGREEMENT_STEP_KIND_DRAFTED, v1::AGREEMENT_STEP_KIND_PUT_FORWARD,
    v1::AGREEMENT_STEP_KIND_ADOPTED, v1::AGREEMENT_STEP_KIND_REGISTERED};

// The newest step of a kind: what was done over again is in order when the last round is.
const v1::AgreementStep* Newest(const std::vector<const v1::AgreementStep*>& steps,
                                v1::AgreementStepKind kind) {
  const v1::AgreementStep* newest = nullptr;
  for (const v1::AgreementStep* step : steps) {
    if (step->kind() != kind) continue;
    const bool later = newest == nullptr || records::LastDayOf(newest->step_date()) <
                                                records::LastDayOf(step->step_date());
    if (later) newest = step;
  }
  return newest;
}

using Pair = std::pair<const v1::AgreementStep*, const v1::AgreementStep*>;

// The first two steps of a participant of which the later kind came earlier.
std::optional<Pair> OutOfOrder(const CheckedAgreement& checked, const std::string& participant) {
  const auto steps = StepsOf(checked, participant);
  const v1::AgreementStep* before = nullptr;
  for (const v1::AgreementStepKind kind : kOrder) {
    const v1::AgreementStep* step = Newest(steps, kind);
    if (step == nullptr) continue;
    const bool wrong = before != nullptr && records::LastDayOf(step->step_date()) <
                                                records::FirstDayOf(before->step_date());
    if (wrong) return Pair(before, step);
    before = step;
  }
  return std::nullopt;
}

// Adoptions and refusals by the end of the day.
void RestOnVotes(const CheckedAgreement& checked, Answer& answer) {
  for (const std::string& participant : checked.participants) {
    for (const v1::AgreementStep* step : StepsOf(checked, participant)) {
      if (IsAnswer(*step)) answer.RestsOn(*step);
    }
  }
  if (checked.participation != nullptr) answer.RestsOn(*checked.participation);
}

// The day by the end of which all had adopted it and stayed with that.
std::optional<absl::CivilDay> DayOfAdoption(const CheckedAgreement& checked) {
  std::set<absl::CivilDay> days;
  for (const std::string& participant : checked.participants) {
    for (const v1::AgreementStep* step : StepsOf(checked, participant)) {
      days.insert(records::LastDayOf(step->step_date()));
    }
  }
  std::optional<absl::CivilDay> adopted;
  for (auto day = days.rbegin(); day != days.rend() && Lacking(checked, *day).empty(); ++day) {
    adopted = *day;
  }
  return adopted;
}

}  // namespace

std::set<std::string> Lacking(const CheckedAgreement& checked, absl::CivilDay day) {
  const std::set<std::string> adopted = AdoptedBy(checked.known, checked.id, day);
  std::set<std::string> lacking;
  std::set_difference(checked.participants.begin(), checked.participants.end(), adopted.begin(),
                      adopted.end(), std::inserter(lacking, lacking.end()));
  return lacking;
}

Answer NoParticipation() {
  return NotKnown("Det er ikke registrert hvem som deltar etter avtalen.",
                  "Who take part by the agreement is not recorded.");
}

Answer StepsInOrder(const CheckedAgreement& checked) {
  std::set<std::string> of = checked.participants;
  if (of.empty()) of.insert("");
  bool any = false;
  Answer answer = Met("Stegene kom i rekkefølge.", "The steps came in order.");
  for (const std::string& participant : of) {
    if (const auto wrong = OutOfOrder(checked, participant)) {
      const auto [before, after] = *wrong;
      Answer refused = NotMet(absl::StrCat("Et steg av ", records::PrintDate(after->step_date()),
                                           " kom før steget det bygger på, av ",
                                           records::PrintDate(before->step_date()), "."),
                              absl::StrCat("A step of ", records::PrintDate(after->step_date()),
                                           " came before the step that it builds on, of ",
                                           records::PrintDate(before->step_date()), "."));
      refused.RestsOn(*before);
      refused.RestsOn(*after);
      return refused;
    }
    for (const v1::AgreementStep* step : StepsOf(checked, participant)) {
      any = true;
      answer.RestsOn(*step);
    }
  }
  return any ? answer : NotKnown("Ingen steg er registrert.", "No steps are recorded.");
}

Answer AdoptedByAll(const CheckedAgreement& checked) {
  if (checked.participants.empty()) return NoParticipation();
  const auto lacking = Lacking(checked, checked.day);
  Answer answer = lacking.empty()
                      ? Met("Alle deltakernes kommunestyrer har vedtatt avtalen.",
                            "The councils of all participants have adopted the agreement.")
                      : NotMet(absl::StrCat("Ikke vedtatt av: ", absl::StrJoin(lacking, ", "), "."),
                               absl::StrCat("Not adopted by: ", absl::StrJoin(lacking, ", "), "."));
  RestOnVotes(checked, answer);
  return answer;
}

Answer ValidAfterAdoption(const CheckedAgreement& checked) {
  if (checked.participants.empty()) return NoParticipation();
  const absl::CivilDay begins = records::FirstDayOf(checked.agreement.valid_from());
  const auto adopted = DayOfAdoption(checked);
  Answer answer;
  if (!adopted) {
    answer = begins <= checked.day ? NotMet("Avtalen gjelder, men er ikke vedtatt av alle.",
                                            "The agreement holds, but is not adopted by all.")
                                   : NotKnown("Avtalen er ennå ikke vedtatt av alle.",
                                              "The agreement is not yet adopted by all.");
  } else if (begins < *adopted) {
    const std::string days = absl::StrCat(absl::FormatCivilTime(begins), ", ");
    answer = NotMet(absl::StrCat("Avtalen gjelder fra ", days, "men ble vedtatt av alle først ",
                                 absl::FormatCivilTime(*adopted), "."),
                    absl::StrCat("The agreement holds from ", days, "but was adopted by all only ",
                                 absl::FormatCivilTime(*adopted), "."));
  } else {
    answer = Met("Avtalen gjelder ikke fra før alle hadde vedtatt den.",
                 "The agreement does not hold from before all had adopted it.");
  }
  answer.RestsOn(checked.agreement);
  RestOnVotes(checked, answer);
  return answer;
}

}  // namespace ett::ownership
