#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "figures/local_time.h"
#include "services/ownership/bods_reader.h"
#include "status/macros.h"

// Checks files of BODS 0.4 and prints a line of JSON for each problem. Ends with 0 when no file has
// errors, 1 when one has, 2 when one cannot be read to its end.
namespace ett::ownership::bods {
namespace {

constexpr std::size_t kPiece = 1 << 16;  // bytes

void Print(const std::string& file, const Problem& problem) {
  const bool error = SeverityOf(problem.rule) == Severity::kError;
  std::cout << nlohmann::ordered_json({{"file", file},
                                       {"statement", problem.statement},
                                       {"statementId", problem.statement_id},
                                       {"path", problem.path},
                                       {"rule", std::string(IdOf(problem.rule))},
                                       {"severity", error ? "error" : "warning"},
                                       {"wanted", problem.wanted},
                                       {"came", problem.came}})
            << '\n';
}

absl::Status ReadThrough(std::istream& stream, StatementReader& reader) {
  std::vector<char> piece(kPiece);
  while (stream.read(piece.data(), kPiece) || stream.gcount() > 0) {
    RETURN_IF_ERROR(reader.Feed({piece.data(), static_cast<std::size_t>(stream.gcount())}));
  }
  return reader.Finish();
}

int Check(const std::string& file, absl::CivilDay today) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    std::cerr << file << ": cannot be opened\n";
    return 2;
  }
  bool valid = true;
  StatementReader reader(
      today, [](std::int64_t, const Statement&) { return absl::OkStatus(); },
      [&](const Problem& problem) {
        valid = valid && SeverityOf(problem.rule) == Severity::kWarning;
        Print(file, problem);
      });
  const absl::Status read = ReadThrough(stream, reader);
  if (!read.ok()) {
    std::cerr << file << ": " << read.message() << '\n';
    return 2;
  }
  return valid ? 0 : 1;
}

}  // namespace
}  // namespace ett::ownership::bods

int main(int argc, char** argv) {
  CLI::App app("Checks files of the Beneficial Ownership Data Standard (BODS) 0.4.");
  std::vector<std::string> files;
  std::string today = absl::FormatCivilTime(ett::figures::LocalDayOf(absl::Now()));
  app.add_option("file", files, "arrays of statements, or JSON Lines")->required();
  app.add_option("--today", today, "the last day that has come, in Norway, YYYY-MM-DD")
      ->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  absl::CivilDay day;
  if (!absl::ParseCivilTime(today, &day)) {
    std::cerr << "--today: want YYYY-MM-DD, got \"" << today << "\"\n";
    return 2;
  }
  int worst = 0;
  for (const std::string& file : files) {
    worst = std::max(worst, ett::ownership::bods::Check(file, day));
  }
  return worst;
}
