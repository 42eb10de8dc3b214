#include "tests/bench/server.h"

#include <fcntl.h>
#include <grpcpp/create_channel.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "status/macros.h"

namespace ett::bench {
namespace {

constexpr absl::Duration kStartLimit = absl::Seconds(30);

// What runs in the child, which has but one thread of all and so may only make system calls.
[[noreturn]] void Become(char* const* arguments, const char* log, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != parent) _exit(EXIT_FAILURE);
  const int file = open(log, O_WRONLY | O_CREAT | O_APPEND, 0644);
  dup2(file, STDOUT_FILENO);
  dup2(file, STDERR_FILENO);
  char* environment[] = {nullptr};
  execve(arguments[0], arguments, environment);
  _exit(EXIT_FAILURE);
}

// Without this process's environment: its variables are not the service's. The log goes to a file.
absl::StatusOr<pid_t> Spawn(std::vector<std::string> words, const std::string& log) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const pid_t parent = getpid();
  const pid_t process = fork();
  if (process == 0) Become(arguments.data(), log.c_str(), parent);
  if (process > 0) return process;
  return absl::UnavailableError(absl::StrCat("cannot start ", words[0]));
}

}  // namespace

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const Program& program,
                                                      const std::string& folder) {
  std::error_code failed;
  std::filesystem::remove_all(folder, failed);
  std::filesystem::create_directories(folder, failed);
  if (failed) return absl::UnavailableError(absl::StrCat("cannot make ", folder));
  return StartAgain(program, folder);
}

absl::StatusOr<std::unique_ptr<Server>> Server::StartAgain(const Program& program,
                                                           const std::string& folder) {
  const std::string ports = absl::StrCat(folder, "/ports.json");
  std::error_code ignored;
  std::filesystem::remove(ports, ignored);
  const std::string log = absl::StrCat(folder, "/log.jsonl");
  const std::string database =
      program.database.empty() ? absl::StrCat("sqlite:", folder, "/service.db") : program.database;
  std::vector<std::string> words = {program.path, "--database=" + database,
                                    "--ports-file=" + ports};
  words.insert(words.end(), program.flags.begin(), program.flags.end());
  ASSIGN_OR_RETURN(const pid_t process, Spawn(std::move(words), log));
  std::unique_ptr<Server> server(new Server(process));
  for (const absl::Time end = absl::Now() + kStartLimit; !std::filesystem::exists(ports);) {
    if (absl::Now() > end) return absl::UnavailableError(absl::StrCat("not started; see ", log));
    absl::SleepFor(absl::Milliseconds(20));
  }
  std::ifstream file(ports);
  const int port = nlohmann::json::parse(file).at("listen").get<int>();
  server->channel_ =
      grpc::CreateChannel(absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials());
  return server;
}

Server::~Server() {
  kill(process_, SIGTERM);
  waitpid(process_, nullptr, 0);
}

absl::StatusOr<std::int64_t> Server::MostMemory() const {
  std::ifstream status(absl::StrCat("/proc/", process_, "/status"));
  for (std::string word; status >> word;) {
    std::int64_t kibibytes = 0;
    if (word == "VmHWM:" && status >> kibibytes) return kibibytes * 1024;
  }
  return absl::UnavailableError("the service has ended");
}

absl::StatusOr<absl::Duration> Server::ProcessorTime() const {
  clockid_t clock = 0;
  timespec time{};
  if (clock_getcpuclockid(process_, &clock) != 0 || clock_gettime(clock, &time) != 0) {
    return absl::UnavailableError("the service has ended");
  }
  return absl::DurationFromTimespec(time);
}

}  // namespace ett::bench
