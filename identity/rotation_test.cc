// What a verifier remembers, and how keys come and go.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "identity/verifier_testing.h"

namespace ett::identity {
namespace {

using status::IsOk;
using status::ReasonOf;

TEST(TokenVerifier, AVerifiedTokenIsRememberedUntilItEnds) {
  Known known(SetOf({Key().Jwk()}));
  const std::string token = Key().Sign(TestClaims());
  const CallerPtr first = *known.verifier->Verify(token);
  EXPECT_EQ(*known.verifier->Verify(token), first);
  known.now += absl::Seconds(659);
  EXPECT_EQ(*known.verifier->Verify(token), first);
  known.now += absl::Seconds(1);
  EXPECT_EQ(known.ReasonFor(token), "TOKEN_EXPIRED");
}

TEST(TokenVerifier, RemembersTheLatestTokensOnly) {
  Known known(SetOf({Key().Jwk()}), 2);
  const std::string token = Key().Sign(TestClaims());
  const std::weak_ptr<const Caller> first = *known.verifier->Verify(token);
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(known.ReasonFor(Key().Sign(With("jti", i))), "OK");
    EXPECT_EQ(first.expired(), i >= 3) << i;
  }
  EXPECT_EQ(known.ReasonFor(token), "OK");
}

TEST(TokenVerifier, WhatIsAskedForStaysAmongTheLatest) {
  Known known(SetOf({Key().Jwk()}), 2);
  const std::string token = Key().Sign(TestClaims());
  const std::weak_ptr<const Caller> first = *known.verifier->Verify(token);
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(known.ReasonFor(Key().Sign(With("jti", i))), "OK");
    EXPECT_EQ(known.ReasonFor(token), "OK");
    EXPECT_FALSE(first.expired()) << i;
  }
}

TEST(TokenVerifier, KeysRotateWithoutACallThatFails) {
  const TestKey next = TestKey::Ec("next");
  Known known(SetOf({Key().Jwk()}));
  const std::string old_token = Key().Sign(TestClaims());
  EXPECT_EQ(known.ReasonFor(old_token), "OK");
  // Published together, and learnt on the interval.
  known.published = SetOf({Key().Jwk(), next.Jwk()});
  known.now += absl::Minutes(5);
  EXPECT_TRUE(known.keys->RefreshIfDue());
  EXPECT_EQ(known.ReasonFor(old_token), "OK");
  const std::string new_token = next.Sign(TestClaims());
  EXPECT_EQ(known.ReasonFor(new_token), "OK");
  // Withdrawn: what is remembered of it ends with it.
  known.published = SetOf({next.Jwk()});
  known.now += absl::Minutes(5);
  EXPECT_TRUE(known.keys->RefreshIfDue());
  EXPECT_EQ(known.ReasonFor(old_token), "KEY_UNKNOWN");
  EXPECT_EQ(known.ReasonFor(new_token), "OK");
}

TEST(TokenVerifier, AnUnknownKeyIsLookedForAtOnceButNotTooOften) {
  const TestKey next = TestKey::Ec("next");
  Known known(SetOf({Key().Jwk()}));
  known.published = SetOf({Key().Jwk(), next.Jwk()});
  const std::string token = next.Sign(TestClaims());
  known.now += absl::Seconds(9);
  EXPECT_EQ(known.ReasonFor(token), "KEY_UNKNOWN");
  EXPECT_FALSE(known.keys->RefreshIfDue());
  known.now += absl::Seconds(1);
  EXPECT_TRUE(known.keys->RefreshIfDue());
  EXPECT_EQ(known.ReasonFor(token), "OK");
  known.now += absl::Seconds(10);
  EXPECT_FALSE(known.keys->RefreshIfDue()) << "nobody wants anything";
  EXPECT_EQ(known.fetches, 2);
}

TEST(TokenVerifier, KeysStayWhenTheyCannotBeFetched) {
  Known known(SetOf({Key().Jwk()}));
  const std::string token = Key().Sign(TestClaims());
  for (const absl::StatusOr<std::string>& wrong :
       {absl::StatusOr<std::string>(absl::UnavailableError("gone")),
        absl::StatusOr<std::string>("not JSON"), absl::StatusOr<std::string>(R"({"keys":[]})")}) {
    known.published = wrong;
    known.now += known.keys->last().ok() ? absl::Minutes(5) : absl::Seconds(30);
    EXPECT_TRUE(known.keys->RefreshIfDue());
    EXPECT_FALSE(known.keys->last().ok());
    EXPECT_EQ(known.ReasonFor(token), "OK");
  }
  EXPECT_EQ(known.problems.size(), 3);
  EXPECT_EQ(known.problems.front(), "gone");
}

TEST(TokenVerifier, AFailedFetchIsTriedAgainSooner) {
  Known known(absl::UnavailableError("gone").ToString());
  EXPECT_FALSE(known.keys->last().ok());
  known.published = SetOf({Key().Jwk()});
  known.now += absl::Seconds(29);
  EXPECT_FALSE(known.keys->RefreshIfDue());
  known.now += absl::Seconds(1);
  EXPECT_TRUE(known.keys->RefreshIfDue());
  EXPECT_EQ(known.ReasonFor(Key().Sign(TestClaims())), "OK");
}

TEST(TokenVerifier, AnIssuersKeysAreItsOwn) {
  const TestKey other = TestKey::Ec("other");
  const auto source = [](const TestKey& key) {
    auto keys =
        std::make_shared<KeySource>([text = SetOf({key.Jwk()})] { return text; },
                                    KeySource::Options{absl::Minutes(5), [] { return kTestNow; }});
    keys->RefreshIfDue();
    return keys;
  };
  TokenVerifier verifier({{kTestIssuer, source(Key())}, {"urn:other", source(other)}}, "ett",
                         [] { return kTestNow; });
  EXPECT_THAT(verifier.Verify(Key().Sign(TestClaims())), IsOk());
  EXPECT_THAT(verifier.Verify(other.Sign(With("iss", "urn:other"))), IsOk());
  EXPECT_EQ(ReasonOf(verifier.Verify(other.Sign(TestClaims())).status()), "KEY_UNKNOWN");
}

TEST(TokenVerifier, ManyThreadsMayAsk) {
  Known known(SetOf({Key().Jwk()}), 4);
  std::vector<std::string> tokens;
  for (int i = 0; i < 16; ++i) tokens.push_back(Key().Sign(With("sub", absl::StrCat("s", i))));
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 200; ++i) {
        const int which = (i * (t + 1)) % 16;
        const auto caller = known.verifier->Verify(tokens[static_cast<std::size_t>(which)]);
        if (!caller.ok() || (*caller)->name != absl::StrCat("s", which)) ++wrong;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace ett::identity
