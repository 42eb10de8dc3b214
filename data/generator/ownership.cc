#include "data/generator/ownership.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"
#include "data/generator/random.h"

namespace ett::reference {
namespace {

namespace pb = ::ett::ownership::v1;

constexpr char kSource[] = "generated; the annual report gives only the result";
constexpr int kCompanies = 23;  // with the two sourced ones, 25
constexpr int kLeastCompanies = 8;
constexpr int kFirstYear = 2010;
constexpr int kFirstYearOfResults = 2016;
constexpr int kLastYear = 2018;
constexpr std::int64_t kMillionKroner = 100'000'000;  // in øre

google::type::Date Day(int year, int month, int day) {
  google::type::Date date;
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
  return date;
}

// Writes the records, company by company.
class Generator {
 public:
  explicit Generator(const Options& options)
      : prefix_(absl::StrCat("municipalities/", options.municipality, "/")),
        random_(options.seed + 77),
        companies_(
            std::max(kLeastCompanies, static_cast<int>(std::lround(kCompanies * options.scale)))) {}

  OwnershipRecords Generate() {
    Arba();
    FireAndRescue();
    for (int i = 1; i <= companies_; ++i) Synthetic(i);
    Attend();
    return std::move(records_);
  }

 private:
  void Arba() {
    const std::string company = absl::StrCat(prefix_, "entities/arba");
    Found(company, "municipality", 60, Day(2003, 5, 1));
    Found(company, "others", 40, Day(2003, 5, 1));
    Board(company);
  }

  void FireAndRescue() {
    const std::string company = absl::StrCat(prefix_, "entities/asker-og-baerum-brann-og-redning");
    Divide(company, {2, 3}, kFirstYear);
    Board(company);
  }

  void Synthetic(int number) {
    pb::Entity company;
    company.set_name(absl::StrCat(prefix_, "entities/syntetisk-", number));
    const bool joint = number % 5 == 0;
    company.set_display_name(absl::StrCat("Syntetisk selskap ", number, joint ? " IKS" : " AS"));
    company.set_form(joint ? pb::ENTITY_FORM_IKS : pb::ENTITY_FORM_AS);
    company.set_purpose("Syntetisk formål");
    const int founded = random_.Between(1995, 2014);
    *company.mutable_valid_from() = Day(founded, 1, 1);
    // One is wound up, so that its history is seen to stay.
    if (number == 3) *company.mutable_valid_to() = Day(2017, 6, 30);
    company.set_synthetic(true);
    records_.entities.push_back(company);
    if (joint) {
      Divide(company.name(), {1, random_.Between(2, 7)}, std::max(founded, kFirstYear));
      Treaty(company.name(), number);
    } else {
      Shares(company, founded);
    }
    Board(company.name());
    Steer(company, number);
  }

  // Founded with others or alone; some change hands, all but one of them before 2018.
  void Shares(const pb::Entity& entity, int founded) {
    const std::string& company = entity.name();
    const int own = random_.Between(20, 100);
    Found(company, "municipality", own, Day(founded, 1, 1));
    if (own < 100) Found(company, "others", 100 - own, Day(founded, 1, 1));
    if (own > 60 && own < 95 && !entity.has_valid_to()) {
      Transact(company, "municipality", "others", random_.Between(1, 10),
               Day(random_.Between(2015, 2017), 9, 1));
    }
  }

  void Found(const std::string& company, const std::string& owner, int count,
             const google::type::Date& day) {
    Transact(company, "", owner, count, day);
  }

  // From nobody: shares of a new company.
  void Transact(const std::string& company, const std::string& from, const std::string& to,
                int count, const google::type::Date& day) {
    pb::ShareTransaction transaction;
    transaction.set_name(absl::StrCat(prefix_, "shareTransactions/synthetic-",
                                      records_.share_transactions.size() + 1));
    transaction.set_company(company);
    transaction.set_kind(from.empty() ? pb::SHARE_TRANSACTION_KIND_FOUNDING
                                      : pb::SHARE_TRANSACTION_KIND_TRANSFER);
    *transaction.mutable_transaction_date() = day;
    transaction.set_from_owner(from);
    transaction.set_to_owner(to);
    transaction.set_share_count(count);
    transaction.set_synthetic(true);
    transaction.set_source(kSource);
    records_.share_transactions.push_back(std::move(transaction));
  }

  // The municipality's part, and the others' rest.
  void Divide(const std::string& company, std::pair<int, int> part, int year) {
    pb::Participation participation;
    participation.set_name(
        absl::StrCat(prefix_, "participations/synthetic-", records_.participations.size() + 1));
    participation.set_company(company);
    AddStake(participation, "municipality", part.first, part.second);
    AddStake(participation, "others", part.second - part.first, part.second);
    *participation.mutable_valid_from() = Day(year, 1, 1);
    participation.set_synthetic(true);
    participation.set_source(kSource);
    records_.participations.push_back(std::move(participation));
  }

  static void AddStake(pb::Participation& participation, const std::string& owner, int numerator,
                       int denominator) {
    pb::Stake& stake = *participation.add_stakes();
    stake.set_owner(owner);
    stake.mutable_ownership()->set_numerator(numerator);
    stake.mutable_ownership()->set_denominator(denominator);
  }

  void Treaty(const std::string& company, int number) {
    pb::Agreement agreement;
    agreement.set_name(absl::StrCat(prefix_, "agreements/synthetic-", number));
    agreement.set_company(company);
    agreement.set_title_nb(absl::StrCat("Syntetisk selskapsavtale ", number));
    agreement.set_title_en(absl::StrCat("Synthetic company agreement ", number));
    *agreement.mutable_valid_from() = Day(2014, 1, 1);
    agreement.set_company_name(absl::StrCat("Syntetisk selskap ", number, " IKS"));
    agreement.set_purpose("Syntetisk formål");
    agreement.set_seat("Bærum");
    agreement.set_board_member_count(5);
    agreement.set_contributions("Deltakerne skyter ikke inn noe.");
    agreement.set_representative_count(4);
    agreement.set_representative_appointment("To fra hver deltaker, for fire år.");
    agreement.set_synthetic(true);
    Step(agreement.name(), pb::AGREEMENT_STEP_KIND_DRAFTED, "", Day(2013, 2, 1));
    Step(agreement.name(), pb::AGREEMENT_STEP_KIND_PUT_FORWARD, "", Day(2013, 5, 1));
    Step(agreement.name(), pb::AGREEMENT_STEP_KIND_ADOPTED, "municipality", Day(2013, 9, 1));
    Step(agreement.name(), pb::AGREEMENT_STEP_KIND_ADOPTED, "others", Day(2013, 10, 1));
    records_.agreements.push_back(std::move(agreement));
  }

  void Step(const std::string& agreement, pb::AgreementStepKind kind,
            const std::string& participant, const google::type::Date& day) {
    pb::AgreementStep step;
    step.set_name(
        absl::StrCat(prefix_, "agreementSteps/synthetic-", records_.agreement_steps.size() + 1));
    step.set_agreement(agreement);
    step.set_kind(kind);
    step.set_participant(participant);
    *step.mutable_step_date() = day;
    step.set_synthetic(true);
    records_.agreement_steps.push_back(std::move(step));
  }

  // A strategy for most companies; meetings, values, results and dividends of each year.
  void Steer(const pb::Entity& company, int number) {
    if (number % 4 != 0) {
      AddTo(records_.owner_strategies, "ownerStrategies", company, [&](pb::OwnerStrategy& made) {
        made.set_title(absl::StrCat("Syntetisk eierstrategi ", number));
        *made.mutable_adopted_date() = Day(random_.Between(2014, 2018), 3, 15);
      });
    }
    std::int64_t value_ore = random_.Between(1, 200) * kMillionKroner;
    for (int year = kFirstYearOfResults; year <= kLastYear; ++year) {
      if (company.has_valid_to() && company.valid_to().year() <= year) break;
      AddTo(records_.owner_meetings, "ownerMeetings", company, [&](pb::OwnerMeeting& made) {
        made.set_kind(company.form() == pb::ENTITY_FORM_IKS
                          ? pb::OWNER_MEETING_KIND_COUNCIL_OF_REPRESENTATIVES
                          : pb::OWNER_MEETING_KIND_GENERAL_MEETING);
        *made.mutable_called_date() = Day(year, 5, 2);
        *made.mutable_held_date() = Day(year, 6, random_.Between(1, 20));
      });
      AddTo(records_.book_values, "bookValues", company, [&](pb::BookValue& made) {
        made.set_year(year);
        made.set_value_ore(value_ore);
      });
      AddResult(company, year, value_ore);
    }
  }

  void AddResult(const pb::Entity& company, int year, std::int64_t value_ore) {
    const std::int64_t profit_ore = value_ore / 100 * random_.Between(-3, 12);
    AddTo(records_.company_results, "companyResults", company, [&](pb::CompanyResult& made) {
      made.set_year(year);
      made.set_revenue_ore(value_ore / 2);
      made.set_profit_ore(profit_ore);
      made.set_equity_ore(value_ore + profit_ore);
      made.set_debt_ore(value_ore / 4);
    });
    if (profit_ore <= 0 || company.form() != pb::ENTITY_FORM_AS) return;
    AddTo(records_.dividends, "dividends", company, [&](pb::Dividend& made) {
      made.set_year(year);
      made.set_expected_ore(profit_ore / 2);
      made.set_paid_ore(profit_ore / 2);
    });
  }

  // A record of a company.
  template <class T, class Fill>
  void AddTo(std::vector<T>& records, const std::string& collection, const pb::Entity& company,
             Fill fill) {
    T record;
    record.set_name(absl::StrCat(prefix_, collection, "/synthetic-", records.size() + 1));
    record.set_company(company.name());
    fill(record);
    record.set_synthetic(true);
    record.set_source(kSource);
    records.push_back(std::move(record));
  }

  void Board(const std::string& company) {
    const int members = random_.Between(5, 7);
    for (int i = 0; i < members; ++i) {
      pb::BoardSeat seat;
      const std::string number = absl::StrCat(records_.board_seats.size() + 1);
      seat.set_name(absl::StrCat(prefix_, "boardSeats/synthetic-", number));
      seat.set_company(company);
      seat.set_role(i == 0   ? pb::BOARD_ROLE_CHAIR
                    : i == 1 ? pb::BOARD_ROLE_DEPUTY_CHAIR
                             : pb::BOARD_ROLE_MEMBER);
      seat.set_member(absl::StrCat("member-", number));
      seat.set_sex(random_.Between(0, 99) < 45 ? pb::SEX_FEMALE : pb::SEX_MALE);
      *seat.mutable_from_date() = Day(random_.Between(2014, 2017), 6, 1);
      seat.set_synthetic(true);
      records_.board_seats.push_back(std::move(seat));
    }
  }

  // The annual report: the seminar was for all board members.
  void Attend() {
    for (const pb::BoardSeat& seat : records_.board_seats) {
      pb::TrainingAttendance attendance;
      attendance.set_name(absl::StrCat(prefix_, "trainingAttendances/synthetic-",
                                       records_.training_attendances.size() + 1));
      attendance.set_training(absl::StrCat(prefix_, "trainings/etikkseminar-2018"));
      attendance.set_board_seat(seat.name());
      attendance.set_synthetic(true);
      attendance.set_source(kSource);
      records_.training_attendances.push_back(std::move(attendance));
    }
  }

  const std::string prefix_;
  Random random_;
  const int companies_;
  OwnershipRecords records_;
};

}  // namespace

OwnershipRecords GenerateOwnership(const Options& options) { return Generator(options).Generate(); }

}  // namespace ett::reference
