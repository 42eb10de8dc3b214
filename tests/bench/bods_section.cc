#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <cerrno>
#include <filesystem>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "status/macros.h"
#include "tests/bench/bods_file.h"
#include "tests/bench/ownership_sections.h"

extern char** environ;

namespace ett::bench {
namespace {

constexpr std::int64_t kStatements = 1'000'000;  // at size 1
constexpr std::int64_t kLeastStatements = 10;    // of a group that belongs together

// What a process took.
struct Cost {
  absl::Duration processor;  // of all its threads
  std::int64_t bytes = 0;    // of resident memory, at the most
};

// Runs a program, found by PATH, to its end; what it prints is dropped.
absl::StatusOr<Cost> Run(std::vector<std::string> command) {
  const std::string shown = absl::StrJoin(command, " ");
  std::vector<char*> arguments;
  for (std::string& word : command) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  pid_t process = 0;
  const int failed =
      posix_spawnp(&process, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) return absl::UnavailableError(absl::StrCat("cannot start ", shown));
  int ended = 0;
  rusage usage{};
  while (wait4(process, &ended, 0, &usage) < 0) {
    if (errno != EINTR) return absl::UnavailableError(absl::StrCat("cannot wait for ", shown));
  }
  if (!WIFEXITED(ended) || WEXITSTATUS(ended) != 0) {
    return absl::InternalError(absl::StrCat(shown, " ended with ", ended, ", want 0"));
  }
  return Cost{absl::DurationFromTimeval(usage.ru_utime) + absl::DurationFromTimeval(usage.ru_stime),
              usage.ru_maxrss * std::int64_t{1024}};
}

}  // namespace

absl::Status BodsSection(OwnershipBench& bench) {
  const auto statements =
      static_cast<std::int64_t>(bench.size * static_cast<double>(kStatements) / kLeastStatements) *
      kLeastStatements;
  const std::string folder = "var/bench/bods";
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  const std::string file = folder + "/statements.jsonl";
  RETURN_IF_ERROR(WriteStatements(file, statements));
  const auto bytes = static_cast<double>(std::filesystem::file_size(file));
  ASSIGN_OR_RETURN(const Cost check, Run({bench.checker, file}));
  ASSIGN_OR_RETURN(const Cost jq, Run({"jq", "empty", file}));
  std::filesystem::remove(file);
  Report& report = bench.report;
  report.Section("statements of BODS, read and checked", "jq");
  report.Add("statements, by processors' time", {statements, check.processor, jq.processor});
  const double seconds = absl::ToDoubleSeconds(check.processor);
  report.AddRatio("  thousands a second of a core",
                  static_cast<double>(statements) / seconds / 1000);
  report.AddRatio("  bytes a statement", bytes / static_cast<double>(statements));
  report.AddMemory("  most resident memory", check.bytes);
  report.AddMemory("  jq's", jq.bytes);
  return absl::OkStatus();
}

}  // namespace ett::bench
