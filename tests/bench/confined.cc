#include "tests/bench/confined.h"

#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>

namespace ett::bench {
namespace {

constexpr rlim_t kBytes = rlim_t{8} << 30;

// Numbers, then the seconds that they took, in memory that both processes see.
class Shared {
 public:
  explicit Shared(std::size_t count) : bytes_((count + 1) * sizeof(double)) {
    void* memory = mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) std::abort();
    numbers_ = static_cast<double*>(memory);
  }
  ~Shared() { munmap(numbers_, bytes_); }
  Shared(const Shared&) = delete;
  Shared& operator=(const Shared&) = delete;

  double* numbers() { return numbers_; }

 private:
  const std::size_t bytes_;
  double* numbers_ = nullptr;
};

[[noreturn]] void Compute(std::size_t count, absl::Duration limit, double* shared,
                          const std::function<Confined()>& compute) {
  const rlimit memory = {kBytes, kBytes};
  const auto seconds = static_cast<rlim_t>(absl::ToInt64Seconds(limit));
  const rlimit time = {seconds, seconds};
  if (setrlimit(RLIMIT_AS, &memory) != 0 || setrlimit(RLIMIT_CPU, &time) != 0) _exit(2);
  try {
    const Confined computed = compute();
    if (computed.numbers.size() != count) _exit(1);
    std::copy(computed.numbers.begin(), computed.numbers.end(), shared);
    shared[count] = absl::ToDoubleSeconds(computed.time);
  } catch (...) {
    _exit(1);
  }
  _exit(0);
}

}  // namespace

absl::Duration ProcessorTime() {
  timespec now = {};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return absl::DurationFromTimespec(now);
}

std::optional<Confined> RunConfined(std::size_t count, absl::Duration limit,
                                    const std::function<Confined()>& compute) {
  Shared shared(count);
  const pid_t child = fork();
  if (child < 0) return std::nullopt;
  if (child == 0) Compute(count, limit, shared.numbers(), compute);
  int status = 0;
  if (waitpid(child, &status, 0) != child) return std::nullopt;
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return std::nullopt;
  return Confined{{shared.numbers(), shared.numbers() + count},
                  absl::Seconds(shared.numbers()[count])};
}

}  // namespace ett::bench
