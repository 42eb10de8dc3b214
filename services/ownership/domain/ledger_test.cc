#include "services/ownership/domain/ledger.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "status/matchers.h"

namespace ett::ownership {
namespace {

using absl::CivilDay;
using status::IsOk;
using status::StatusIs;

const CivilDay kFounded(2003, 5, 1);
const CivilDay kBought(2018, 12, 31);

std::vector<Transaction> Arba() {
  return {{kFounded, "1", Happening::kFounding, "", kMunicipality, 60},
          {kFounded, "2", Happening::kFounding, "", "others", 40},
          {kBought, "3", Happening::kBuyOut, "others", kMunicipality, 0}};
}

TEST(Ledger, ABuyOutTakesAllThatTheOtherHas) {
  EXPECT_EQ(HoldingsOn(Arba(), kBought - 1)->PartOf(kMunicipality), Fraction(3, 5));
  EXPECT_EQ(HoldingsOn(Arba(), kBought)->PartOf(kMunicipality), Fraction(1, 1));
  EXPECT_EQ(HoldingsOn(Arba(), kBought)->PartOf("others"), Fraction());
  EXPECT_EQ(*BoughtIn(Arba(), kMunicipality, CivilDay(2018, 1, 1), kBought), Fraction(2, 5));
  EXPECT_EQ(*BoughtIn(Arba(), kMunicipality, CivilDay(2017, 1, 1), CivilDay(2017, 12, 31)),
            Fraction());
}

TEST(Ledger, FoundingIsNotBuying) {
  EXPECT_EQ(*BoughtIn(Arba(), kMunicipality, kFounded, kFounded), Fraction());
}

TEST(Ledger, NobodyGivesMoreThanHeHas) {
  std::vector<Transaction> transactions = Arba();
  transactions.push_back({kBought + 1, "4", Happening::kTransfer, "others", "somebody", 1});
  EXPECT_THAT(HoldingsOn(transactions, kBought + 1).status(),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(HoldingsOn(transactions, kBought).status(), IsOk());
}

TEST(Ledger, ARedemptionMakesTheOthersPartsLarger) {
  std::vector<Transaction> transactions = Arba();
  transactions.push_back({kFounded + 1, "0", Happening::kRedemption, "others", "", 20});
  EXPECT_EQ(HoldingsOn(transactions, kFounded + 1)->PartOf(kMunicipality), Fraction(3, 4));
}

TEST(Ledger, ACompanyWithoutTransactionsIsNobodys) {
  EXPECT_EQ(HoldingsOn({}, kBought)->PartOf(kMunicipality), Fraction());
}

// Whatever happens, in whatever order it is told: the parts sum to the whole.
RC_GTEST_PROP(Ledger, PartsSumToTheWhole, ()) {
  const int owners = *rc::gen::inRange(1, 5);
  std::vector<Transaction> transactions;
  for (int i = 0; i < owners; ++i) {
    transactions.push_back({kFounded, "f" + std::to_string(i), Happening::kFounding, "",
                            std::to_string(i), *rc::gen::inRange(1, 100)});
  }
  for (int i = 0; i < 20; ++i) {
    transactions.push_back(
        {kFounded + 1 + i, "t" + std::to_string(i),
         *rc::gen::element(Happening::kTransfer, Happening::kBuyOut, Happening::kIssue),
         std::to_string(*rc::gen::inRange(0, owners)), std::to_string(*rc::gen::inRange(0, owners)),
         *rc::gen::inRange(1, 20)});
  }
  std::vector<Transaction> reversed(transactions.rbegin(), transactions.rend());
  const auto told = HoldingsOn(transactions, kFounded + 99);
  const auto backwards = HoldingsOn(reversed, kFounded + 99);
  RC_ASSERT(told.ok() == backwards.ok());
  if (!told.ok()) return;
  Fraction sum;
  for (const auto& [owner, count] : told->shares) {
    RC_ASSERT(count > 0);
    sum = *sum.Plus(told->PartOf(owner));
  }
  RC_ASSERT(sum == Fraction(1, 1));
  RC_ASSERT(told->shares == backwards->shares);
}

}  // namespace
}  // namespace ett::ownership
