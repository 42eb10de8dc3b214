#include "services/ownership/agreement_check.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "services/ownership/agreement_adoption.h"
#include "services/ownership/agreement_status.h"
#include "services/ownership/histories.h"

namespace ett::ownership {
namespace {

using figures::MakeText;

Answer Said(const CheckedAgreement& checked, bool is_said) {
  Answer answer = is_said ? Met("Avtalen sier det.", "The agreement says so.")
                          : NotMet("Det er ikke registrert at avtalen sier noe om det.",
                                   "The agreement is not recorded to say anything about it.");
  answer.RestsOn(checked.agreement);
  return answer;
}

Answer CompanyName(const CheckedAgreement& checked) {
  return Said(checked, !checked.agreement.company_name().empty());
}
Answer Purpose(const CheckedAgreement& checked) {
  return Said(checked, !checked.agreement.purpose().empty());
}
Answer Seat(const CheckedAgreement& checked) {
  return Said(checked, !checked.agreement.seat().empty());
}
Answer Contributions(const CheckedAgreement& checked) {
  return Said(checked, !checked.agreement.contributions().empty());
}
Answer BoardMemberCount(const CheckedAgreement& checked) {
  return Said(checked, checked.agreement.board_member_count() > 0);
}
Answer RepresentativeCount(const CheckedAgreement& checked) {
  return Said(checked, checked.agreement.representative_count() > 0);
}
Answer RepresentativeAppointment(const CheckedAgreement& checked) {
  return Said(checked, !checked.agreement.representative_appointment().empty());
}

Answer Participants(const CheckedAgreement& checked) {
  if (checked.participation == nullptr) return NoParticipation();
  Answer answer =
      checked.participants.count(kOthers) > 0
          ? NotMet("Noen deltakere er ikke oppgitt hver for seg.",
                   "Some participants are not told one by one.")
          : Met(absl::StrCat("Avtalen har ", checked.participants.size(), " deltakere."),
                absl::StrCat("The agreement has ", checked.participants.size(), " participants."));
  answer.RestsOn(*checked.participation);
  return answer;
}

// Whether parts are the whole; nothing is said of parts that do not fit 64 bits together.
Answer SumOf(const v1::Participation& participation, bool of_liability) {
  std::optional<Fraction> sum = Fraction();
  for (const v1::Stake& stake : participation.stakes()) {
    if (sum) sum = sum->Plus(PartOf(stake, of_liability));
  }
  if (!sum) {
    return NotKnown("Andelene lar seg ikke legge sammen i 64 bit.",
                    "The parts cannot be added in 64 bits.");
  }
  const std::string told = absl::StrCat(sum->numerator(), "/", sum->denominator());
  if (!(*sum == Fraction(1, 1))) {
    return NotMet(absl::StrCat("Andelene er til sammen ", told, "."),
                  absl::StrCat("The parts sum to ", told, "."));
  }
  return Met("Andelene er til sammen det hele.", "The parts sum to the whole.");
}

Answer PartsAnswer(const CheckedAgreement& checked, bool of_liability) {
  if (checked.participation == nullptr) return NoParticipation();
  Answer answer = SumOf(*checked.participation, of_liability);
  answer.RestsOn(*checked.participation);
  return answer;
}

Answer OwnershipParts(const CheckedAgreement& checked) { return PartsAnswer(checked, false); }
Answer LiabilityParts(const CheckedAgreement& checked) { return PartsAnswer(checked, true); }

struct Rule {
  const char* id;
  const char* title_nb;
  const char* title_en;
  Answer (*answer)(const CheckedAgreement&);
};

// What a company agreement says at least: lov om interkommunale selskaper § 4 [practice]. Its
// participants adopt it, each by its council.
constexpr Rule kRules[] = {
    {"name", "Selskapets navn", "The company's name", CompanyName},
    {"purpose", "Selskapets formål", "The company's purpose", Purpose},
    {"seat", "Kommunen der selskapet har sitt kontor", "The municipality of its seat", Seat},
    {"participants", "Angivelse av deltakerne", "The participants", Participants},
    {"contributions", "Deltakernes innskudd", "What the participants put in", Contributions},
    {"board_member_count", "Antall styremedlemmer", "Number of board members", BoardMemberCount},
    {"representative_count", "Antall medlemmer av representantskapet",
     "Number of members of the council of representatives", RepresentativeCount},
    {"representative_appointment", "Oppnevning av representantskapet",
     "Appointment of the council of representatives", RepresentativeAppointment},
    {"ownership_parts", "Eierandelene er det hele", "Ownership fractions are the whole",
     OwnershipParts},
    {"liability_parts", "Ansvarsandelene er det hele", "Liability fractions are the whole",
     LiabilityParts},
    {"steps_in_order", "Behandlet i rekkefølge", "Treated in order", StepsInOrder},
    {"adopted_by_all", "Vedtatt av alle deltakere", "Adopted by all participants", AdoptedByAll},
    {"valid_after_adoption", "Gjelder først etter vedtakene", "Valid only after the adoptions",
     ValidAfterAdoption},
};

}  // namespace

v1::CheckAgreementResponse CheckAgreement(const Register& known, const std::string& agreement,
                                          absl::CivilDay day) {
  const v1::Agreement& record = known.agreements.at(agreement);
  const CheckedAgreement checked{known,
                                 record,
                                 agreement,
                                 day,
                                 ParticipationOf(known, record),
                                 ParticipantsOf(known, agreement)};
  v1::CheckAgreementResponse response;
  if (const auto status = StatusOn(known, agreement, day)) *response.mutable_status() = *status;
  for (const Rule& rule : kRules) {
    *response.add_findings() =
        ToFinding(rule.id, MakeText(rule.title_nb, rule.title_en), rule.answer(checked));
  }
  for (const std::string& participant : Lacking(checked, day)) {
    response.add_not_adopted_by(participant);
  }
  return response;
}

}  // namespace ett::ownership
