#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "chassis/service_main.h"

// A service with an officer, for tests.
namespace ett::chassis {

inline constexpr char kOfficerSecret[] = "correct horse";
// `printf 'correct horse' | sha256sum`
inline constexpr char kOfficerSecretDigest[] =
    "4104d36f8da2c254349f85836793ebe029e0c957063a34c91c2e9203187b5631";

// A file that is gone with the process's temporary directory.
inline std::string WriteOfficers(const std::string& name, const std::string& text) {
  const std::string path = absl::StrCat(testing::TempDir(), "/", name);
  std::ofstream(path) << text;
  return path;
}

// A service as its main makes it with these flags.
inline ServiceSpec SpecWith(ServiceSpec spec, const std::vector<std::string>& given) {
  Flags flags("a test");
  spec.flags(flags);
  std::vector<const char*> arguments = {"test"};
  for (const std::string& each : given) arguments.push_back(each.c_str());
  EXPECT_EQ(flags.Parse(static_cast<int>(arguments.size()), arguments.data()), -1);
  return spec;
}

// With the officer `kari`.
inline ServiceSpec SpecWithOfficer(ServiceSpec spec) {
  return SpecWith(
      std::move(spec),
      {"--privacy-officers=" +
       WriteOfficers("officers", absl::StrCat("# who may\nkari ", kOfficerSecretDigest,
                                              "\nfingerprint-key ", std::string(64, 'a'), "\n"))});
}

}  // namespace ett::chassis
