#pragma once

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <map>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"

// The sample of OpenEEmeter 2.10.11 (Apache-2.0) of an Illinois meter, which is not part of this
// repository, for tests against the numbers of its own tests. Those that are given no folder skip.
namespace ett::property {

inline constexpr char kSampleFolder[] = ETT_SOURCE_DIR "/../shared/data/eemeter/";

inline bool HasSample() {
  return std::filesystem::exists(absl::StrCat(kSampleFolder, "il-tempF.csv.gz"));
}

// The rows of a compressed CSV file of times and numbers, in seconds.
inline std::map<std::int64_t, double> ReadRows(const std::string& file) {
  std::map<std::int64_t, double> rows;
  FILE* const pipe = popen(absl::StrCat("gzip -dc ", kSampleFolder, file).c_str(), "r");
  char line[200];
  while (std::fgets(line, sizeof line, pipe) != nullptr) {
    const std::string text(line, std::string(line).find_last_not_of("\r\n") + 1);
    const std::size_t comma = text.find(',');
    absl::Time time;
    double number = 0;
    std::string ignored;
    if (absl::ParseTime(absl::RFC3339_full, text.substr(0, comma), &time, &ignored) &&
        absl::SimpleAtod(text.substr(comma + 1), &number)) {
      rows[absl::ToUnixSeconds(time)] = number;
    }
  }
  pclose(pipe);
  return rows;
}

// To two digits, as its numbers are printed.
inline double Rounded(double number) { return std::round(number * 100) / 100; }

}  // namespace ett::property
