#include "services/ownership/governance_rules.h"

#include <map>

#include "absl/strings/str_cat.h"

namespace ett::ownership {
namespace {

// The years that a council sits: kommuneloven, elections every fourth year.
constexpr int kTermYears = 4;
// aksjeloven § 5-10: general meetings are called one week ahead at the latest.
constexpr int kNoticeDaysAs = 7;
// allmennaksjeloven § 5-10: two weeks.
constexpr int kNoticeDaysAsa = 14;
// lov om interkommunale selskaper § 8: four weeks [practice].
constexpr int kNoticeDaysIks = 28;

bool Competes(v1::Market market) {
  return market == v1::MARKET_COMPETING || market == v1::MARKET_MIXED;
}

// An answer that rests on the company's own record.
Answer OfCompany(const GovernanceQuestion& asked, Answer answer) {
  answer.RestsOn(asked.company);
  return answer;
}

// The newest by a date of those that are kept; null when there is none.
template <class T, class DateOf, class Keep>
const T* Newest(const std::vector<T>& records, DateOf date_of, Keep keep) {
  const T* newest = nullptr;
  for (const T& record : records) {
    if (!keep(record)) continue;
    const bool later = newest == nullptr ||
                       records::LastDayOf(date_of(*newest)) < records::LastDayOf(date_of(record));
    if (later) newest = &record;
  }
  return newest;
}

const v1::OwnerStrategy* NewestStrategy(const GovernanceQuestion& asked) {
  return Newest(
      asked.known.owner_strategies, [](const auto& each) { return each.adopted_date(); },
      [&](const auto& each) {
        return each.company() == asked.company.name() && asked.IsPast(each.adopted_date());
      });
}

const v1::OwnerMeeting* NewestMeeting(const GovernanceQuestion& asked, v1::OwnerMeetingKind kind) {
  return Newest(
      asked.known.owner_meetings, [](const auto& each) { return each.held_date(); },
      [&](const auto& each) {
        return each.company() == asked.company.name() && each.kind() == kind &&
               asked.IsPast(each.held_date());
      });
}

// Kind and least notice of the meetings of a company's owner body; 0 days where no law is known.
struct OwnerBody {
  v1::CompanyBody body;
  v1::OwnerMeetingKind meeting;
  int notice_days;
};

OwnerBody OwnerBodyOf(v1::EntityForm form) {
  if (form == v1::ENTITY_FORM_IKS) {
    return {v1::COMPANY_BODY_COUNCIL_OF_REPRESENTATIVES,
            v1::OWNER_MEETING_KIND_COUNCIL_OF_REPRESENTATIVES, kNoticeDaysIks};
  }
  const int days = form == v1::ENTITY_FORM_AS    ? kNoticeDaysAs
                   : form == v1::ENTITY_FORM_ASA ? kNoticeDaysAsa
                                                 : 0;
  return {v1::COMPANY_BODY_GENERAL_MEETING, v1::OWNER_MEETING_KIND_GENERAL_MEETING, days};
}

Answer CouncilIsOwnerBody() {
  return Inapplicable("Kommunestyret selv er eierorganet for et kommunalt foretak.",
                      "The council itself is the owner body of a municipal enterprise.");
}

}  // namespace

absl::StatusOr<Answer> ChoiceOfForm(const GovernanceQuestion& asked) {
  const v1::Entity& company = asked.company;
  // No enterprise with a municipality's unlimited liability competes: rules on state aid of the EEA
  // [practice].
  const bool is_liable =
      company.form() == v1::ENTITY_FORM_IKS || company.form() == v1::ENTITY_FORM_KF;
  if (is_liable && Competes(company.market())) {
    return OfCompany(asked, NotMet("Selskapet er i konkurranse, men eierne hefter ubegrenset.",
                                   "The company competes, but its owners are liable without "
                                   "limit."));
  }
  const bool is_told = !company.purpose().empty() && company.market() != v1::MARKET_UNSPECIFIED &&
                       company.ownership_reason() != v1::OWNERSHIP_REASON_UNSPECIFIED;
  if (!is_told) {
    return NotKnown("Formål, marked eller begrunnelse for eierskapet er ikke registrert.",
                    "Purpose, market or the reason for owning is not recorded.");
  }
  return OfCompany(asked, Met("Formål, marked og begrunnelse for eierskapet er fastlagt, og formen "
                              "passer til dem.",
                              "Purpose, market and the reason for owning are laid down, and the "
                              "form fits them."));
}

absl::StatusOr<Answer> SeparatedMarkets(const GovernanceQuestion& asked) {
  switch (asked.company.market()) {
    case v1::MARKET_PROTECTED:
      return OfCompany(asked, Met("Selskapet har bare skjermet virksomhet.",
                                  "The company has protected business alone."));
    case v1::MARKET_COMPETING:
      return OfCompany(asked, Met("Selskapet har bare virksomhet i konkurranse.",
                                  "The company has business in competition alone."));
    case v1::MARKET_MIXED:
      return OfCompany(asked, NotMet("Selskapet har både skjermet virksomhet og virksomhet i "
                                     "konkurranse.",
                                     "The company has both protected business and business in "
                                     "competition."));
    default:
      return NotKnown("Selskapets marked er ikke registrert.",
                      "The company's market is not recorded.");
  }
}

absl::StatusOr<Answer> CouncilTraining(const GovernanceQuestion& asked) {
  const v1::Training* newest = nullptr;
  for (const auto& [id, training] : asked.known.trainings) {
    const bool is_about_ownership = training.topic() == v1::TRAINING_TOPIC_OWNERSHIP ||
                                    training.topic() == v1::TRAINING_TOPIC_BOARD_WORK;
    const bool counts = training.audience() == v1::TRAINING_AUDIENCE_COUNCIL_MEMBERS &&
                        is_about_ownership && asked.IsPast(training.held_date());
    if (!counts) continue;
    const bool later = newest == nullptr || records::LastDayOf(newest->held_date()) <
                                                records::LastDayOf(training.held_date());
    if (later) newest = &training;
  }
  if (newest == nullptr) {
    return NotKnown("Ingen opplæring av kommunestyret i eierskap er registrert.",
                    "No training of the council in ownership is recorded.");
  }
  const std::string held = records::PrintDate(newest->held_date());
  Answer answer =
      asked.IsWithin(newest->held_date(), kTermYears)
          ? Met(absl::StrCat("Kommunestyret fikk opplæring ", held, "."),
                absl::StrCat("The council was trained on ", held, "."))
          : NotMet(absl::StrCat("Siste opplæring var ", held, ", for mer enn fire år siden."),
                   absl::StrCat("The last training was on ", held, ", over four years ago."));
  answer.RestsOn(*newest);
  return answer;
}

absl::StatusOr<Answer> OwnershipReport(const GovernanceQuestion& asked) {
  constexpr int kNumber = 4;
  const v1::GovernanceDocument* report = DocumentOf(asked, kNumber);
  if (report == nullptr || !report->departure().empty()) {
    return NotKnown("Ingen eierskapsmelding er registrert.", "No ownership report is recorded.");
  }
  // Yearly: of this calendar year or the last [practice].
  const bool is_yearly = asked.day.year() - report->adopted_date().year() <= 1;
  const std::string adopted = records::PrintDate(report->adopted_date());
  Answer answer =
      is_yearly ? Met(absl::StrCat("Eierskapsmelding vedtatt ", adopted, "."),
                      absl::StrCat("An ownership report was adopted on ", adopted, "."))
                : NotMet(absl::StrCat("Siste eierskapsmelding ble vedtatt ", adopted, "."),
                         absl::StrCat("The last ownership report was adopted on ", adopted, "."));
  answer.RestsOn(*report);
  return answer;
}

absl::StatusOr<Answer> RevisedStrategy(const GovernanceQuestion& asked) {
  const v1::OwnerStrategy* strategy = NewestStrategy(asked);
  if (strategy == nullptr) {
    return NotKnown("Ingen eierstrategi er registrert.", "No owner strategy is recorded.");
  }
  const std::string adopted = records::PrintDate(strategy->adopted_date());
  const bool holds = Holds(true, strategy->adopted_date(), strategy->has_valid_to(),
                           strategy->valid_to(), asked.day) &&
                     asked.IsWithin(strategy->adopted_date(), kTermYears);
  Answer answer = holds ? Met(absl::StrCat("Eierstrategien ble vedtatt ", adopted, "."),
                              absl::StrCat("The owner strategy was adopted on ", adopted, "."))
                        : NotMet(absl::StrCat("Siste eierstrategi, av ", adopted,
                                              ", er utløpt eller eldre enn fire år."),
                                 absl::StrCat("The last owner strategy, of ", adopted,
                                              ", has ended or is over four years old."));
  answer.RestsOn(*strategy);
  return answer;
}

absl::StatusOr<Answer> OwnerMeetings(const GovernanceQuestion& asked) {
  const v1::OwnerMeeting* meeting = NewestMeeting(asked, v1::OWNER_MEETING_KIND_OWNER_MEETING);
  if (meeting == nullptr) {
    return NotKnown("Ingen eiermøter er registrert.", "No owner meetings are recorded.");
  }
  const std::string held = records::PrintDate(meeting->held_date());
  Answer answer =
      asked.IsWithin(meeting->held_date(), 1)
          ? Met(absl::StrCat("Siste eiermøte var ", held, "."),
                absl::StrCat("The last owner meeting was on ", held, "."))
          : NotMet(absl::StrCat("Siste eiermøte var ", held, ", for mer enn ett år siden."),
                   absl::StrCat("The last owner meeting was on ", held, ", over a year ago."));
  answer.RestsOn(*meeting);
  return answer;
}

absl::StatusOr<Answer> CouncilInOwnerBody(const GovernanceQuestion& asked) {
  if (asked.company.form() == v1::ENTITY_FORM_KF) return CouncilIsOwnerBody();
  std::vector<const v1::BoardSeat*> others;
  std::vector<const v1::BoardSeat*> appointed;
  for (const auto* seat : SeatsOf(asked, asked.id, OwnerBodyOf(asked.company.form()).body)) {
    if (!seat->appointed_by().empty() && seat->appointed_by() != kMunicipality) continue;
    appointed.push_back(seat);
    if (!seat->council_member()) others.push_back(seat);
  }
  if (appointed.empty()) {
    return NotKnown("Ingen er registrert som oppnevnt av kommunen til eierorganet.",
                    "Nobody is recorded as appointed to the owner body by the municipality.");
  }
  Answer answer = others.empty()
                      ? Met("Alle som kommunen har oppnevnt, sitter i kommunestyret.",
                            "All that the municipality appointed sit in its council.")
                      : NotMet("Noen som kommunen har oppnevnt, sitter ikke i kommunestyret.",
                               "Some that the municipality appointed do not sit in its council.");
  for (const auto* seat : others.empty() ? appointed : others) answer.RestsOn(*seat);
  return answer;
}

absl::StatusOr<Answer> NoticeOfMeetings(const GovernanceQuestion& asked) {
  if (asked.company.form() == v1::ENTITY_FORM_KF) return CouncilIsOwnerBody();
  const OwnerBody body = OwnerBodyOf(asked.company.form());
  std::vector<const v1::OwnerMeeting*> timely;
  std::vector<const v1::OwnerMeeting*> late;
  for (const v1::OwnerMeeting& meeting : asked.known.owner_meetings) {
    const bool counts = meeting.company() == asked.company.name() &&
                        meeting.kind() == body.meeting && meeting.has_called_date() &&
                        asked.IsWithin(meeting.held_date(), 1);
    if (!counts) continue;
    const auto days =
        records::FirstDayOf(meeting.held_date()) - records::LastDayOf(meeting.called_date());
    (days >= body.notice_days ? timely : late).push_back(&meeting);
  }
  if (body.notice_days == 0 || (timely.empty() && late.empty())) {
    return NotKnown("Frist eller innkallinger det siste året er ikke kjent.",
                    "The notice wanted, or those given in the last year, are not known.");
  }
  Answer answer = late.empty()
                      ? Met(absl::StrCat("Innkalt minst ", body.notice_days, " dager før."),
                            absl::StrCat("Called at least ", body.notice_days, " days ahead."))
                      : NotMet(absl::StrCat("Innkalt mindre enn ", body.notice_days, " dager før."),
                               absl::StrCat("Called less than ", body.notice_days, " days ahead."));
  for (const auto* meeting : late.empty() ? timely : late) answer.RestsOn(*meeting);
  return answer;
}

}  // namespace ett::ownership
