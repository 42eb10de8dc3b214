#include "tls/context.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "status/matchers.h"
#include "tls/testing.h"
#include "tls/watched_context.h"

namespace ett::tls {
namespace {

using status::IsOk;
using status::StatusSays;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const auto kWrong = absl::StatusCode::kInvalidArgument;

absl::StatusOr<Context> Server(const Material& material) {
  return MakeServerContext(material, ServerOptions());
}

class ContextTest : public testing::Test {
 protected:
  absl::Status MadeOf(const std::string& certificate, const std::string& key) {
    files_.Write({certificate, key});
    const auto loaded = Load(files_.Named());
    return loaded.ok() ? Server(*loaded).status() : loaded.status();
  }

  const TestAuthority authority_;
  const TestPair pair_ = authority_.Issue();
  const TestFiles files_;
};

TEST_F(ContextTest, ACertificateGoesWithItsKey) {
  EXPECT_THAT(MadeOf(pair_.certificate, pair_.key), IsOk());
  EXPECT_THAT(MadeOf(pair_.certificate + authority_.pem(), pair_.key), IsOk());
}

TEST_F(ContextTest, WhatIsWrongIsSaidWithItsFlag) {
  const std::string other = authority_.Issue().key;
  EXPECT_THAT(MadeOf(pair_.certificate, other),
              StatusSays(kWrong,
                         "--tls-key: want the key of /CN=localhost in "
                         "--tls-certificate="));
  EXPECT_THAT(MadeOf("", pair_.key), StatusSays(kWrong, "--tls-certificate: want a certificate"));
  EXPECT_THAT(MadeOf(pair_.certificate.substr(0, 100), pair_.key),
              StatusSays(kWrong, "--tls-certificate: want a certificate"));
  EXPECT_THAT(MadeOf(pair_.certificate, "none"), StatusSays(kWrong, "--tls-key: want a key"));
  Material material = files_.Named();
  material.key.path = "/nowhere";
  EXPECT_THAT(Load(material), StatusSays(kWrong, "--tls-key: want a file, got /nowhere"));
}

TEST_F(ContextTest, CallersAreAskedForCertificatesOfAnAuthority) {
  files_.Write(pair_);
  files_.Write("ca.crt", "none");
  const ServerOptions asks{ServerOptions::ClientCertificates::kRequired};
  EXPECT_THAT(MakeServerContext(*Load(files_.Named()), asks),
              StatusSays(kWrong, "--tls-client-ca: want certificates"));
  files_.Write("ca.crt", authority_.pem());
  EXPECT_THAT(MakeServerContext(*Load(files_.Named()), asks), IsOk());
}

TEST_F(ContextTest, AListOfRevokedCertificatesIsOne) {
  files_.Write(pair_);
  files_.Write("ca.crt", authority_.pem());
  files_.Write("revoked.crl", authority_.pem());
  const ServerOptions asks{ServerOptions::ClientCertificates::kRequired};
  EXPECT_THAT(MakeServerContext(*Load(files_.Named()), asks),
              StatusSays(kWrong, "--tls-revoked: want lists of revoked certificates in PEM, got"));
  files_.Write("revoked.crl", authority_.Revoke({}));
  EXPECT_THAT(MakeServerContext(*Load(files_.Named()), asks), IsOk());
}

class WatchedTest : public testing::Test {
 protected:
  WatchedTest() {
    files_.Write(pair_);
    watched_ = *WatchedContext::Open(files_.Named(), Server, [this](const absl::Status& status) {
      told_.push_back(std::string(status.message()));
    });
    first_ = watched_->current();
  }

  const TestAuthority authority_;
  const TestPair pair_ = authority_.Issue();
  const TestPair other_ = authority_.Issue();
  const TestFiles files_;
  std::vector<std::string> told_;
  std::unique_ptr<WatchedContext> watched_;
  Context first_;
};

TEST_F(WatchedTest, FilesThatDoNotChangeMakeNothing) {
  watched_->Look();
  files_.Write(pair_);
  watched_->Look();
  EXPECT_EQ(watched_->current(), first_);
  EXPECT_THAT(told_, IsEmpty());
}

TEST_F(WatchedTest, FilesThatHaveChangedAreTaken) {
  files_.Write(other_);
  watched_->Look();
  EXPECT_NE(watched_->current(), first_);
  EXPECT_THAT(told_, ElementsAre(""));
}

TEST_F(WatchedTest, AFolderMayBeALinkThatIsSwapped) {
  for (const auto& [folder, pair] : {std::pair("1", pair_), std::pair("2", other_)}) {
    std::filesystem::create_directory(files_.PathOf(folder));
    files_.Write(absl::StrCat(folder, "/tls.crt"), pair.certificate);
    files_.Write(absl::StrCat(folder, "/tls.key"), pair.key);
  }
  const std::string link = files_.PathOf("data");
  std::filesystem::create_directory_symlink("1", link);
  const auto watched = *WatchedContext::Open(
      {{"tls-certificate", link + "/tls.crt"}, {"tls-key", link + "/tls.key"}, {}}, Server,
      [](const absl::Status&) {});
  const Context before = watched->current();
  std::filesystem::create_directory_symlink("2", link + ".part");
  std::filesystem::rename(link + ".part", link);
  watched->Look();
  EXPECT_NE(watched->current(), before);
}

TEST_F(WatchedTest, AKeyThatComesBeforeItsCertificateIsNothingToTell) {
  files_.Write("tls.key", other_.key);
  watched_->Look();
  EXPECT_EQ(watched_->current(), first_);
  files_.Write("tls.crt", other_.certificate);
  watched_->Look();
  EXPECT_NE(watched_->current(), first_);
  EXPECT_THAT(told_, ElementsAre(""));
}

TEST_F(WatchedTest, APairThatDoesNotMatchStaysOutAndIsToldOfOnce) {
  files_.Write("tls.key", other_.key);
  for (int i = 0; i < 4; ++i) watched_->Look();
  EXPECT_EQ(watched_->current(), first_);
  EXPECT_THAT(told_, ElementsAre(HasSubstr("--tls-key: want the key of")));
}

TEST_F(WatchedTest, AFileThatIsGoneIsToldOfOnceAndTheLastOneStays) {
  std::filesystem::remove(files_.PathOf("tls.crt"));
  for (int i = 0; i < 4; ++i) watched_->Look();
  EXPECT_EQ(watched_->current(), first_);
  EXPECT_THAT(told_, ElementsAre(HasSubstr("cannot be read")));
}

}  // namespace
}  // namespace ett::tls
