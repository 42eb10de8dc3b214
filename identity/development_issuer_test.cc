#include "identity/development_issuer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <thread>

#include "identity/testing.h"
#include "identity/token_verifier.h"
#include "status/matchers.h"

namespace ett::identity {
namespace {

using status::IsOk;
using status::StatusSays;

std::string NewPath(const std::string& name) {
  const std::string path = absl::StrCat(testing::TempDir(), "/", name, "/key.json");
  std::filesystem::remove_all(std::filesystem::path(path).parent_path());
  return path;
}

TokenVerifier VerifierOf(const DevelopmentIssuer& issuer) {
  auto keys =
      std::make_shared<KeySource>([text = issuer.KeySetText()] { return text; },
                                  KeySource::Options{absl::Minutes(5), [] { return kTestNow; }});
  keys->RefreshIfDue();
  return {{{kDevelopmentIssuer, keys}}, kAudience, [] { return kTestNow; }};
}

TEST(DevelopmentIssuer, ItsTokensSayWhatWasWanted) {
  const auto issuer = DevelopmentIssuer::Open(NewPath("tokens"));
  ASSERT_THAT(issuer, IsOk());
  const auto token =
      issuer->Issue({"ola", {"ett:hr.read", "ett:hr.write"}, {kTestMunicipality}}, kTestNow);
  TokenVerifier verifier = VerifierOf(*issuer);
  const auto caller = verifier.Verify(*token);
  ASSERT_THAT(caller, IsOk());
  EXPECT_EQ((*caller)->name, "ola");
  EXPECT_TRUE((*caller)->Holds("ett:hr.write"));
  EXPECT_TRUE((*caller)->Covers(kTestMunicipality));
  EXPECT_FALSE((*caller)->all_municipalities);
  const auto old = issuer->Issue({}, kTestNow - absl::Hours(2));
  EXPECT_THAT(verifier.Verify(*old), StatusSays(absl::StatusCode::kUnauthenticated, "not ended"));
}

TEST(DevelopmentIssuer, TheKeySetHasNoPrivateHalf) {
  const auto issuer = DevelopmentIssuer::Open(NewPath("public"));
  const auto set = nlohmann::json::parse(issuer->KeySetText());
  EXPECT_FALSE(set["keys"][0].contains("d"));
  EXPECT_TRUE(set["keys"][0].contains("kid"));
}

TEST(DevelopmentIssuer, TheKeyIsForItsOwnerAlone) {
  const std::string path = NewPath("owner");
  ASSERT_THAT(DevelopmentIssuer::Open(path), IsOk());
  struct stat found {};
  ASSERT_EQ(stat(path.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0600U);
  chmod(path.c_str(), 0640);
  EXPECT_THAT(DevelopmentIssuer::Open(path),
              StatusSays(absl::StatusCode::kInvalidArgument, "0600"));
}

TEST(DevelopmentIssuer, AllWhoNameOneFileHaveOneKey) {
  const std::string path = NewPath("shared");
  std::vector<std::string> sets(8);
  std::vector<std::thread> threads;
  for (std::string& set : sets) {
    threads.emplace_back([&] { set = DevelopmentIssuer::Open(path)->KeySetText(); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(sets, testing::Each(sets.front()));
  const auto folder = std::filesystem::path(path).parent_path();
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder), {}), 1);
}

TEST(DevelopmentIssuer, AFileOfSomethingElseIsRefused) {
  const std::string path = WriteTestFile("no-key", "{}");
  chmod(path.c_str(), 0600);
  EXPECT_THAT(DevelopmentIssuer::Open(path),
              StatusSays(absl::StatusCode::kInvalidArgument, "P-256"));
  EXPECT_THAT(DevelopmentIssuer::Open(""),
              StatusSays(absl::StatusCode::kInvalidArgument, "--identity-key-file"));
}

}  // namespace
}  // namespace ett::identity
