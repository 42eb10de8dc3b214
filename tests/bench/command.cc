#include "tests/bench/command.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <cerrno>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

extern char** environ;

namespace ett::bench {

absl::StatusOr<Cost> RunCommand(std::vector<std::string> command) {
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

}  // namespace ett::bench
