#include "data/generator/ownership.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "data/generator/random.h"

namespace ett::reference {
namespace {

namespace pb = ::ett::ownership::v1;

constexpr char kSource[] = "generated; the annual report gives only the result";
constexpr int kCompanies = 23;  // with the two sourced ones, 25
constexpr int kLeastCompanies = 8;

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
    const std::string company = absl::StrCat(prefix_, "companies/arba");
    Found(company, "municipality", 60, Day(2003, 5, 1));
    Found(company, "others", 40, Day(2003, 5, 1));
    Board(company);
  }

  void FireAndRescue() {
    const std::string company = absl::StrCat(prefix_, "companies/asker-og-baerum-brann-og-redning");
    AddStake(company, "municipality", 2, 3);
    AddStake(company, "others", 1, 3);
    Board(company);
  }

  void Synthetic(int number) {
    pb::Company company;
    company.set_name(absl::StrCat(prefix_, "companies/syntetisk-", number));
    const bool joint = number % 5 == 0;
    company.set_display_name(absl::StrCat("Syntetisk selskap ", number, joint ? " IKS" : " AS"));
    company.set_form(joint ? pb::COMPANY_FORM_IKS : pb::COMPANY_FORM_AS);
    company.set_purpose("Syntetisk formål");
    const int founded = random_.Between(1995, 2014);
    *company.mutable_valid_from() = Day(founded, 1, 1);
    // One is wound up, so that its history is seen to stay.
    if (number == 3) *company.mutable_valid_to() = Day(2017, 6, 30);
    company.set_synthetic(true);
    records_.companies.push_back(company);
    if (joint) {
      const int parts = random_.Between(2, 7);
      AddStake(company.name(), "municipality", 1, parts);
      AddStake(company.name(), "others", parts - 1, parts);
      Treaty(company.name(), number);
    } else {
      Shares(company.name(), founded);
    }
    Board(company.name());
  }

  // Founded with others or alone; some change hands, all but one of them before 2018.
  void Shares(const std::string& company, int founded) {
    const int own = random_.Between(20, 100);
    Found(company, "municipality", own, Day(founded, 1, 1));
    if (own < 100) Found(company, "others", 100 - own, Day(founded, 1, 1));
    if (own > 60 && own < 95) {
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

  void AddStake(const std::string& company, const std::string& owner, int numerator,
                int denominator) {
    pb::Stake stake;
    stake.set_name(absl::StrCat(prefix_, "stakes/synthetic-", records_.stakes.size() + 1));
    stake.set_company(company);
    stake.set_owner(owner);
    stake.set_numerator(numerator);
    stake.set_denominator(denominator);
    *stake.mutable_valid_from() = Day(2010, 1, 1);
    stake.set_synthetic(true);
    stake.set_source(kSource);
    records_.stakes.push_back(std::move(stake));
  }

  void Treaty(const std::string& company, int number) {
    pb::Agreement agreement;
    agreement.set_name(absl::StrCat(prefix_, "agreements/synthetic-", number));
    agreement.set_company(company);
    agreement.set_title_nb(absl::StrCat("Syntetisk selskapsavtale ", number));
    agreement.set_title_en(absl::StrCat("Synthetic company agreement ", number));
    *agreement.mutable_drafted_date() = Day(2013, 2, 1);
    *agreement.mutable_put_forward_date() = Day(2013, 5, 1);
    *agreement.mutable_adopted_date() = Day(2013, 9, 1);
    *agreement.mutable_valid_from() = Day(2014, 1, 1);
    agreement.set_synthetic(true);
    records_.agreements.push_back(std::move(agreement));
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
