#include "services/ownership/governance_check.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

constexpr char kList[] = "KS: Anbefalinger om eierskap, selskapsledelse og kontroll, 2020";

struct Recommendation {
  const char* title_nb;
  const char* title_en;
  absl::StatusOr<Answer> (*answer)(const GovernanceQuestion&);
};

// By number, from 1. The titles are ours; what records are asked for each is [practice], except
// where a rule names a law.
constexpr Recommendation kRecommendations[] = {
    {"Valg av selskapsform etter formål og behov", "Company form by purpose and need",
     ChoiceOfForm},
    {"Skille mellom skjermet virksomhet og virksomhet i konkurranse",
     "Protected business apart from business in competition", SeparatedMarkets},
    {"Opplæring av kommunestyret i eierskap", "Training of the council in ownership",
     CouncilTraining},
    {"Årlig eierskapsmelding til kommunestyret", "A yearly ownership report to the council",
     OwnershipReport},
    {"Styringsdokumenter og avtaler revideres jevnlig",
     "Steering documents and agreements revised regularly", RevisedStrategy},
    {"Jevnlige eiermøter", "Regular owner meetings", OwnerMeetings},
    {"Sentrale folkevalgte i eierorganet", "Central council members in the owner body",
     CouncilInOwnerBody},
    {"Innkalling til eierorganet i tide", "Notice of the owner body in time", NoticeOfMeetings},
    {"Styrets sammensetning og kompetanse", "Composition and competence of the board",
     BoardComposition},
    {"Vedtektsfestet valgkomité", "A nomination committee by the articles", NominationCommittee},
    {"Kjønnsbalanse i styret", "Balanced sexes in the board", BalancedSexes},
    {"Rutiner for styrets kompetanse", "Routines for the competence of the board", BoardTraining},
    {"Morselskapets styremedlemmer ikke i datterselskapets styre",
     "No board members of the parent in the subsidiary's board", NoParentMembers},
    {"Numeriske vararepresentanter", "Substitutes in numbered order", NumberedSubstitutes},
    {"Habilitet vurdert", "Impartiality assessed", Impartiality},
    {"Prinsipper for styregodtgjørelse", "Principles of pay for board members", OnlyDocuments},
    {"Styreverv registrert i Styrevervregisteret", "Seats in the register of board appointments",
     RegisteredSeats},
    {"Medlemskap i arbeidsgiverorganisasjon", "Membership in an employers' organisation",
     OnlyDocuments},
    {"Etiske retningslinjer utarbeidet og revidert", "Ethical guidelines drawn up and revised",
     OnlyDocuments},
    {"Kommunedirektørens rolle i kommunale foretak",
     "The chief executive's role in municipal enterprises", ManagerOfEnterprise},
    {"Tilsyn og kontroll", "Supervision and control", OnlyDocuments},
};

// A document fills in for records that do not tell, and gives the reason for a departure that they
// show.
absl::StatusOr<Answer> AnswerOf(const GovernanceQuestion& asked, int number) {
  if (!IsSteered(asked.company.form())) {
    return Inapplicable("Anbefalingen gjelder selskaper og kommunale foretak.",
                        "The recommendation is for companies and municipal enterprises.");
  }
  ASSIGN_OR_RETURN(Answer answer, kRecommendations[number - 1].answer(asked));
  const v1::GovernanceDocument* document = DocumentOf(asked, number);
  if (document == nullptr) return answer;
  if (answer.verdict == v1::VERDICT_NOT_KNOWN) {
    Answer documented = Documented(*document);
    for (const std::string& name : answer.evidence) documented.AddEvidence(name);
    documented.synthetic = documented.synthetic || answer.synthetic;
    return documented;
  }
  if (answer.verdict == v1::VERDICT_NOT_MET && !document->departure().empty()) {
    answer.explanation.set_nb(
        absl::StrCat(answer.explanation.nb(), " Begrunnelse: ", document->departure()));
    answer.explanation.set_en(
        absl::StrCat(answer.explanation.en(), " Reason given: ", document->departure()));
    answer.RestsOn(*document);
  }
  return answer;
}

}  // namespace

absl::StatusOr<v1::CheckGovernanceResponse> CheckGovernance(const GovernanceQuestion& asked) {
  v1::CheckGovernanceResponse response;
  response.set_list(kList);
  int number = 0;
  for (const Recommendation& each : kRecommendations) {
    ASSIGN_OR_RETURN(Answer answer, AnswerOf(asked, ++number));
    *response.add_findings() = ToFinding(
        absl::StrCat(number), figures::MakeText(each.title_nb, each.title_en), std::move(answer));
  }
  return response;
}

}  // namespace ett::ownership
