#include "chassis/officers.h"

#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "chassis/officer_testing.h"
#include "status/matchers.h"

namespace ett::chassis {
namespace {

using absl::StatusCode;
using status::IsOk;
using status::StatusSays;

TEST(Officers, AFileThatIsWrongSaysWhereAndNotWhatItHolds) {
  const auto load = [](const std::string& text) {
    return Officers::Load(WriteOfficers("wrong", text)).status();
  };
  const std::string key = absl::StrCat("fingerprint-key ", std::string(64, 'b'), "\n");
  const std::string kari = absl::StrCat("kari ", kOfficerSecretDigest, "\n");
  EXPECT_THAT(load(key + kari), IsOk());
  EXPECT_THAT(load(kari), StatusSays(StatusCode::kInvalidArgument, "fingerprint-key"));
  EXPECT_THAT(load(key), StatusSays(StatusCode::kInvalidArgument, "an officer"));
  EXPECT_THAT(load(key + kari + kari), StatusSays(StatusCode::kInvalidArgument, "line 3"));
  const absl::Status plain = load(key + "kari plain-secret");
  EXPECT_THAT(plain, StatusSays(StatusCode::kInvalidArgument, "line 2"));
  EXPECT_FALSE(absl::StrContains(plain.message(), "plain-secret"));
  EXPECT_THAT(Officers::Load(WriteOfficers("key-alone", key), /*by_token=*/true), IsOk());
  EXPECT_THAT(Officers::Load(WriteOfficers("no-key", kari), /*by_token=*/true),
              StatusSays(StatusCode::kInvalidArgument, "fingerprint-key"));
  EXPECT_THAT(Officers::Load("/nowhere"), StatusSays(StatusCode::kInvalidArgument, "/nowhere"));
}

TEST(Officers, ASecretOfTheFileIsNoneWhereTokensSayWhoCalls) {
  const std::string path = WriteOfficers(
      "both",
      absl::StrCat("fingerprint-key ", std::string(64, 'b'), "\nkari ", kOfficerSecretDigest));
  const std::string secret = absl::StrCat("Bearer ", kOfficerSecret);
  EXPECT_THAT(Officers::Load(path)->Identify(secret), status::IsOkAndHolds("kari"));
  EXPECT_FALSE(Officers::Load(path, /*by_token=*/true)->Identify(secret).ok());
  EXPECT_THAT(Officers().CheckPresent(),
              StatusSays(StatusCode::kPermissionDenied, "--privacy-officers"));
}

}  // namespace
}  // namespace ett::chassis
