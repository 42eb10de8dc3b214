#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "services/ownership/bods_reader.h"
#include "services/ownership/bods_writer.h"

// What the tests of statements share.
namespace ett::ownership::bods {

inline void PrintTo(const Problem& problem, std::ostream* stream) {
  *stream << problem.statement << " " << problem.path << " " << std::string(IdOf(problem.rule))
          << ": want " << problem.wanted << ", got " << problem.came;
}

// What came of a file.
struct Reading {
  absl::Status status;
  std::vector<std::int64_t> numbers;  // of the statements
  std::vector<Statement> statements;
  std::vector<Problem> problems;

  bool valid() const {
    return status.ok() && std::none_of(problems.begin(), problems.end(), [](const Problem& each) {
             return SeverityOf(each.rule) == Severity::kError;
           });
  }
};

inline constexpr absl::CivilDay kToday(2025, 6, 30);

// Reads `bytes` in pieces of at most `piece`.
inline Reading ReadInPieces(absl::string_view bytes, std::size_t piece,
                            absl::CivilDay today = kToday) {
  Reading reading;
  StatementReader reader(
      today,
      [&](std::int64_t number, const Statement& statement) {
        reading.numbers.push_back(number);
        reading.statements.push_back(statement);
        return absl::OkStatus();
      },
      [&](const Problem& problem) { reading.problems.push_back(problem); });
  for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
    reading.status = reader.Feed(bytes.substr(0, piece));
    if (!reading.status.ok()) return reading;
  }
  reading.status = reader.Finish();
  return reading;
}

inline Reading ReadBytes(absl::string_view bytes) { return ReadInPieces(bytes, 1 << 16); }

inline std::string Contents(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

// The packages of examples of the standard (Open Ownership, CC BY 4.0), which are not part of this
// repository. Tests that are given none skip.
inline std::vector<std::filesystem::path> Examples() {
  const std::filesystem::path folder = ETT_SOURCE_DIR "/../shared/data/bods/examples";
  std::vector<std::filesystem::path> paths;
  if (!std::filesystem::exists(folder)) return paths;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    paths.push_back(file.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace ett::ownership::bods
