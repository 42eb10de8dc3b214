#include "services/ownership/domain/ledger.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "status/matchers.h"

namespace ett::ownership {
namespace {

using absl::CivilDay;
using status::IsOk;
using status::StatusIs;
using testing::HasSubstr;

constexpr char kArba[] = "arba";
const CivilDay kFounded(2003, 5, 1);
const CivilDay kBought(2018, 12, 31);

Transaction Of(CivilDay day, std::string id, Happening kind, std::string from, std::string to,
               std::int64_t count = 0) {
  return {day, std::move(id), kind, kArba, std::move(from), std::move(to), "", count};
}

Transaction Exchange(CivilDay day, std::string id, Happening kind, std::int64_t ratio_new,
                     std::int64_t ratio_old) {
  Transaction transaction = Of(day, std::move(id), kind, "", "");
  transaction.ratio_new = ratio_new;
  transaction.ratio_old = ratio_old;
  return transaction;
}

std::vector<Transaction> Arba() {
  return {Of(kFounded, "1", Happening::kFounding, "", kMunicipality, 60),
          Of(kFounded, "2", Happening::kFounding, "", kOthers, 40),
          Of(kBought, "3", Happening::kBuyOut, kOthers, kMunicipality)};
}

Ledger LedgerOf(const std::vector<Transaction>& transactions, Company company = {kArba}) {
  Ledger ledger;
  ledger.Add(std::move(company));
  for (const Transaction& each : transactions) ledger.Add(each);
  return ledger;
}

Division On(const Ledger& ledger, CivilDay day, const std::string& company = kArba) {
  const auto holdings = ledger.On(company, day);
  EXPECT_THAT(holdings, IsOk());
  return *DivisionOf(company, *holdings);
}

// The whole text of why a history is impossible.
std::string WhyNot(const Ledger& ledger, const std::string& company = kArba) {
  const auto impossible = ledger.Check(company);
  return impossible ? std::string(impossible->ToStatus().message()) : "";
}

TEST(Ledger, ABuyOutTakesAllThatTheOtherHas) {
  const Ledger ledger = LedgerOf(Arba());
  EXPECT_EQ(On(ledger, kBought - 1).CapitalOf(kMunicipality), Fraction(3, 5));
  EXPECT_EQ(On(ledger, kBought).CapitalOf(kMunicipality), Fraction(1, 1));
  EXPECT_EQ(On(ledger, kBought).CapitalOf(kOthers), Fraction());
  EXPECT_EQ(*BoughtIn(ledger, kArba, kMunicipality, CivilDay(2018, 1, 1), kBought), Fraction(2, 5));
  EXPECT_EQ(*BoughtIn(ledger, kArba, kMunicipality, CivilDay(2017, 1, 1), CivilDay(2017, 12, 31)),
            Fraction());
}

TEST(Ledger, FoundingIsNotBuying) {
  EXPECT_EQ(*BoughtIn(LedgerOf(Arba()), kArba, kMunicipality, kFounded, kFounded), Fraction());
}

TEST(Ledger, NobodyGivesMoreThanTheyHave) {
  std::vector<Transaction> transactions = Arba();
  transactions.push_back(Of(kBought + 1, "4", Happening::kTransfer, kOthers, "somebody", 1));
  const Ledger ledger = LedgerOf(transactions);
  EXPECT_EQ(WhyNot(ledger), "share transaction 4 of 2019-01-01: others gives 1 shares but has 0");
  EXPECT_THAT(ledger.On(kArba, kBought + 1).status(),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(ledger.On(kArba, kBought), IsOk());
}

// 60 and 40; others give 30 to a and a gives 30 to b on the same day, told in the wrong order.
TEST(Ledger, TransfersOfOneDayHoldTogether) {
  const Ledger ledger = LedgerOf({Of(kFounded, "1", Happening::kFounding, "", kMunicipality, 60),
                                  Of(kFounded, "2", Happening::kFounding, "", kOthers, 40),
                                  Of(kBought, "3", Happening::kTransfer, "a", "b", 30),
                                  Of(kBought, "4", Happening::kTransfer, kOthers, "a", 30)});
  EXPECT_EQ(WhyNot(ledger), "");
  EXPECT_EQ(On(ledger, kBought).CapitalOf("b"), Fraction(3, 10));
  EXPECT_EQ(On(ledger, kBought).Of("a"), nullptr);
}

// 60 of 100 are 60 of 80 when 20 are redeemed.
TEST(Ledger, ARedemptionMakesTheOthersPartsLarger) {
  std::vector<Transaction> transactions = Arba();
  transactions.push_back(Of(kFounded + 1, "0", Happening::kRedemption, kOthers, "", 20));
  EXPECT_EQ(On(LedgerOf(transactions), kFounded + 1).CapitalOf(kMunicipality), Fraction(3, 4));
}

TEST(Ledger, ACompanyWithoutTransactionsIsNobodys) {
  EXPECT_EQ(On(Ledger(), kBought).CapitalOf(kMunicipality), Fraction());
}

// 40 of 100 go to the company itself: the municipality has 60 of 100 of the capital and 60 of the
// 60 votes that are left.
TEST(Ledger, TreasurySharesDoNotVote) {
  const Ledger ledger = LedgerOf({Of(kFounded, "1", Happening::kFounding, "", kMunicipality, 60),
                                  Of(kFounded, "2", Happening::kFounding, "", kOthers, 40),
                                  Of(kBought, "3", Happening::kTransfer, kOthers, kArba, 40)});
  EXPECT_EQ(On(ledger, kBought).CapitalOf(kMunicipality), Fraction(3, 5));
  EXPECT_EQ(On(ledger, kBought).VotesOf(kMunicipality), Fraction(1, 1));
  EXPECT_EQ(On(ledger, kBought).VotesOf(kArba), Fraction());
}

// 10 A-shares of 10 votes and 100 øre, 90 B-shares of 1 vote and 100 øre: the owner of the A-shares
// has 10 % of the capital and 100/190 of the votes.
TEST(Ledger, AClassMayHaveMoreVotesThanCapital) {
  Company company{kArba};
  company.classes = {{"a", 10, 100}, {"b", 1, 100}};
  std::vector<Transaction> transactions = {
      Of(kFounded, "1", Happening::kFounding, "", kMunicipality, 10),
      Of(kFounded, "2", Happening::kFounding, "", kOthers, 90)};
  transactions[0].share_class = "a";
  EXPECT_THAT(WhyNot(LedgerOf(transactions, company)), HasSubstr("none is named"));
  transactions[1].share_class = "b";
  const Ledger ledger = LedgerOf(transactions, company);
  EXPECT_EQ(On(ledger, kFounded).CapitalOf(kMunicipality), Fraction(1, 10));
  EXPECT_EQ(On(ledger, kFounded).VotesOf(kMunicipality), Fraction(10, 19));
}

// One A-share of 100 øre is split into 4 of 25: 40 A-shares of 25 øre and 90 B-shares of 100 are
// 1000 and 9000 øre, the capital as before; the votes are 40 of 130, one a share.
TEST(Ledger, ASplitKeepsTheCapitalAndMultipliesTheVotes) {
  Company company{kArba};
  company.classes = {{"a", 1, 100}, {"b", 1, 100}};
  std::vector<Transaction> transactions = {
      Of(kFounded, "1", Happening::kFounding, "", kMunicipality, 10),
      Of(kFounded, "2", Happening::kFounding, "", kOthers, 90),
      Exchange(kBought, "3", Happening::kSplit, 4, 1)};
  transactions[0].share_class = "a";
  transactions[1].share_class = "b";
  transactions[2].share_class = "a";
  const Ledger ledger = LedgerOf(transactions, company);
  EXPECT_EQ(CountOf(*ledger.On(kArba, kBought), kMunicipality), 40);
  EXPECT_EQ(On(ledger, kBought).CapitalOf(kMunicipality), Fraction(1, 10));
  EXPECT_EQ(On(ledger, kBought).VotesOf(kMunicipality), Fraction(4, 13));
}

TEST(Ledger, NobodyIsLeftWithAPartOfAShare) {
  std::vector<Transaction> transactions = Arba();
  transactions.push_back(Exchange(kBought, "0", Happening::kSplit, 1, 7));
  EXPECT_THAT(WhyNot(LedgerOf(transactions)), HasSubstr("would have a part of a share"));
}

// Arba's 60 and 40 become 30 and 20 of the parent's shares, which had 100 of b.
TEST(Ledger, AMergerGivesSharesOfTheOtherCompany) {
  Transaction merger = Exchange(kBought - 1, "m", Happening::kMerger, 1, 2);
  merger.into = "parent";
  Transaction founding = Of(kFounded, "p", Happening::kFounding, "", "b", 100);
  founding.company = "parent";
  std::vector<Transaction> transactions = Arba();
  transactions.pop_back();
  transactions.push_back(merger);
  transactions.push_back(founding);
  const Ledger ledger = LedgerOf(transactions);
  EXPECT_EQ(WhyNot(ledger), "");
  EXPECT_EQ(On(ledger, kBought, "parent").CapitalOf(kMunicipality), Fraction(1, 5));
  EXPECT_EQ(On(ledger, kBought, "parent").CapitalOf("b"), Fraction(2, 3));
  EXPECT_EQ(On(ledger, kBought).capital_total, 0);

  transactions.push_back(Arba().back());
  EXPECT_THAT(WhyNot(LedgerOf(transactions)), HasSubstr("arba went up in parent on 2018-12-30"));
}

TEST(Ledger, TwoCompaniesDoNotGoUpInEachOther) {
  std::vector<Transaction> transactions = Arba();
  Transaction founding = Of(kFounded, "p", Happening::kFounding, "", "b", 100);
  founding.company = "parent";
  Transaction there = Exchange(kBought + 1, "m1", Happening::kMerger, 1, 1);
  there.into = "parent";
  Transaction back = Exchange(kBought + 1, "m2", Happening::kMerger, 1, 1);
  back.company = "parent";
  back.into = kArba;
  const Ledger ledger = LedgerOf({transactions[0], transactions[1], founding, there, back});
  EXPECT_THAT(WhyNot(ledger), HasSubstr("arba went up in parent on 2019-01-01"));
  EXPECT_THAT(WhyNot(ledger, "parent"), HasSubstr("on the same day"));
}

TEST(Ledger, NothingHappensBeforeTheFoundingOrAfterTheEnd) {
  EXPECT_THAT(WhyNot(LedgerOf(Arba(), {kArba, kFounded + 1})),
              HasSubstr("2003-05-01 is before arba was founded, 2003-05-02"));
  EXPECT_THAT(WhyNot(LedgerOf(Arba(), {kArba, kFounded, kBought - 1})),
              HasSubstr("share transaction 3 of 2018-12-31: 2018-12-31 is after arba ended"));
  EXPECT_THAT(WhyNot(LedgerOf({Of(kFounded, "1", Happening::kIssue, "", kOthers, 1)})),
              HasSubstr("a founding comes first"));
  EXPECT_THAT(WhyNot(LedgerOf({Of(kFounded, "1", Happening::kFounding, "", kOthers, 1),
                               Of(kBought, "2", Happening::kFounding, "", kOthers, 1)})),
              HasSubstr("has had shares since 2003-05-01"));
}

TEST(Ledger, ABuyOutOfNothingIsRefused) {
  std::vector<Transaction> transactions = Arba();
  transactions.push_back(Of(kBought + 1, "4", Happening::kBuyOut, kOthers, kMunicipality));
  EXPECT_THAT(WhyNot(LedgerOf(transactions)), HasSubstr("others has no shares to take over"));
}

// Foundings of some owners and whatever may happen after that.
std::vector<Transaction> AnyHistory() {
  const int owners = *rc::gen::inRange(1, 5);
  const auto owner = [&] { return "o" + std::to_string(*rc::gen::inRange(0, owners)); };
  std::vector<Transaction> transactions;
  for (int i = 0; i < owners; ++i) {
    transactions.push_back(Of(kFounded, "f" + std::to_string(i), Happening::kFounding, "",
                              "o" + std::to_string(i), *rc::gen::inRange(1, 100)));
  }
  const int more = *rc::gen::inRange(0, 12);
  for (int i = 0; i < more; ++i) {
    const CivilDay day = kFounded + *rc::gen::inRange(0, 6);
    const std::string id = "t" + std::to_string(i);
    const auto kind =
        *rc::gen::element(Happening::kIssue, Happening::kTransfer, Happening::kRedemption,
                          Happening::kBuyOut, Happening::kSplit);
    if (kind == Happening::kSplit) {
      transactions.push_back(Exchange(day, id, kind, *rc::gen::inRange(1, 4), 1));
    } else {
      const bool counted = kind != Happening::kBuyOut;
      transactions.push_back(Of(day, id, kind, kind == Happening::kIssue ? "" : owner(),
                                kind == Happening::kRedemption ? "" : owner(),
                                counted ? *rc::gen::inRange(1, 40) : 0));
    }
  }
  return transactions;
}

// Whatever happens, on any day: the parts sum to the whole, exactly.
RC_GTEST_PROP(Ledger, PartsSumToTheWhole, ()) {
  const Ledger ledger = LedgerOf(AnyHistory());
  for (int i = 0; i < 7; ++i) {
    const auto holdings = ledger.On(kArba, kFounded + i);
    if (!holdings.ok()) break;
    const Division division = *DivisionOf(kArba, *holdings);
    std::int64_t capital = 0;
    std::int64_t votes = 0;
    for (const OwnerPart& part : division.parts) {
      RC_ASSERT(part.capital > 0);
      capital += part.capital;
      votes += part.votes;
    }
    RC_ASSERT(capital == division.capital_total);
    RC_ASSERT(votes == division.votes_total);
  }
}

// Positions are a function of the set of transactions: no order of telling them matters, and on a
// day only what happened up to it.
RC_GTEST_PROP(Ledger, TheOrderOfTellingDoesNotMatter, ()) {
  std::vector<Transaction> transactions = AnyHistory();
  const Ledger ledger = LedgerOf(transactions);
  std::vector<Transaction> shuffled = transactions;
  for (std::size_t i = shuffled.size(); i > 1; --i) {
    std::swap(shuffled[i - 1], shuffled[*rc::gen::inRange<std::size_t>(0, i)]);
  }
  const Ledger other = LedgerOf(shuffled);
  RC_ASSERT(WhyNot(ledger) == WhyNot(other));
  const CivilDay day = kFounded + *rc::gen::inRange(0, 7);
  std::erase_if(shuffled, [&](const Transaction& each) { return each.day > day; });
  const Ledger earlier = LedgerOf(shuffled);
  const auto holdings = ledger.On(kArba, day);
  RC_ASSERT(holdings.ok() == earlier.On(kArba, day).ok());
  if (!holdings.ok()) return;
  RC_ASSERT(*DivisionOf(kArba, *holdings) == *DivisionOf(kArba, *earlier.On(kArba, day)));
  RC_ASSERT(*DivisionOf(kArba, *holdings) == *DivisionOf(kArba, *other.On(kArba, day)));
}

}  // namespace
}  // namespace ett::ownership
