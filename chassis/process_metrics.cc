#include "chassis/process_metrics.h"

#include <prometheus/gauge.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "chassis/collected_value.h"

namespace ett::chassis {
namespace {

std::string TextOf(const char* path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Of proc(5), whose numbers begin at 1; the second field, in parentheses, may hold spaces.
class Stat {
 public:
  explicit Stat(const std::string& text) {
    const std::size_t end = text.rfind(')');
    if (end != std::string::npos)
      fields_ = absl::StrSplit(text.substr(end + 1), ' ', absl::SkipEmpty());
  }
  double Of(std::size_t number) const {
    double value = 0;
    const std::size_t at = number - 3;
    return at < fields_.size() && absl::SimpleAtod(fields_[at], &value) ? value : 0;
  }

 private:
  std::vector<std::string> fields_;
};
constexpr std::size_t kUserTicks = 14;
constexpr std::size_t kSystemTicks = 15;
constexpr std::size_t kStartTicks = 22;
constexpr std::size_t kVirtualBytes = 23;
constexpr std::size_t kResidentPages = 24;

// Seconds since 1970.
double BootTime() {
  const std::string text = TextOf("/proc/stat");
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    const std::vector<absl::string_view> words = absl::StrSplit(line, ' ');
    double seconds = 0;
    if (words.size() == 2 && words[0] == "btime" && absl::SimpleAtod(words[1], &seconds)) {
      return seconds;
    }
  }
  return 0;
}

double OpenFiles() {
  std::error_code error;
  const std::filesystem::directory_iterator files("/proc/self/fd", error);
  // Looking opens one.
  return error ? 0 : static_cast<double>(std::distance(begin(files), end(files)) - 1);
}

double MostFiles() {
  rlimit limit{};
  return getrlimit(RLIMIT_NOFILE, &limit) == 0 ? static_cast<double>(limit.rlim_cur) : 0;
}

prometheus::MetricFamily Family(const char* name, const char* help, prometheus::MetricType type,
                                double value) {
  return {name, help, type, {CollectedValue(type, value)}};
}

}  // namespace

std::vector<prometheus::MetricFamily> ProcessMetrics::Collect() const {
  const Stat stat(TextOf("/proc/self/stat"));
  const auto ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
  const auto page = static_cast<double>(sysconf(_SC_PAGESIZE));
  constexpr auto kGauge = prometheus::MetricType::Gauge;
  return {
      Family("process_cpu_seconds_total", "User and system time.", prometheus::MetricType::Counter,
             (stat.Of(kUserTicks) + stat.Of(kSystemTicks)) / ticks),
      Family("process_resident_memory_bytes", "Memory in RAM.", kGauge,
             stat.Of(kResidentPages) * page),
      Family("process_virtual_memory_bytes", "Address space.", kGauge, stat.Of(kVirtualBytes)),
      Family("process_open_fds", "Open file descriptors.", kGauge, OpenFiles()),
      Family("process_max_fds", "How many there may be.", kGauge, MostFiles()),
      Family("process_start_time_seconds", "When it began, since 1970.", kGauge,
             BootTime() + stat.Of(kStartTicks) / ticks)};
}

void ShowBuild(const std::string& name, const std::string& version, Metrics& metrics) {
  prometheus::BuildGauge()
      .Name("ett_build_info")
      .Help("1, for the process's name and version.")
      .Register(*metrics.registry())
      .Add({{"service", name}, {"version", version}})
      .Set(1);
}

}  // namespace ett::chassis
