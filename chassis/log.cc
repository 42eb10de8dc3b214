#include "chassis/log.h"

#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace ett::chassis {
namespace {

std::string& Service() {
  static auto& service = *new std::string("ett");
  return service;
}

// Lines of INFO are written together: a write for each would cost more than the line itself.
constexpr std::chrono::seconds kLongestWait(1);
constexpr std::size_t kGathered = 64 << 10;
constexpr std::size_t kUsualLine = 512;

// spdlog's own sink of stderr flushes after each line.
class Gathering final : public spdlog::sinks::base_sink<std::mutex> {
 public:
  Gathering() { std::setvbuf(stderr, nullptr, _IOFBF, kGathered); }

 private:
  void sink_it_(const spdlog::details::log_msg& message) override {
    std::fwrite(message.payload.data(), 1, message.payload.size(), stderr);
    std::fputc('\n', stderr);
  }
  void flush_() override { std::fflush(stderr); }
};

spdlog::logger& Logger() {
  static spdlog::logger& logger = *[] {
    auto made = std::make_shared<spdlog::logger>("ett", std::make_shared<Gathering>());
    made->flush_on(spdlog::level::warn);
    spdlog::register_logger(made);
    spdlog::flush_every(kLongestWait);
    return made.get();
  }();
  return logger;
}

void Append(absl::string_view text, std::string& line) {
  const auto is_plain = [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; };
  if (std::all_of(text.begin(), text.end(), is_plain)) {
    line += '"';
    line.append(text.data(), text.size());
    line += '"';
  } else {
    line += nlohmann::json(std::string(text))
                .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  }
}
template <class Number>
void AppendNumber(Number number, std::string& line) {
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  line.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}
void Append(std::int64_t number, std::string& line) { AppendNumber(number, line); }
void Append(double number, std::string& line) {
  if (!std::isfinite(number)) {
    line += "null";
    return;
  }
  AppendNumber(number, line);
}

// Whole seconds are formatted once for all lines of them.
void Append(absl::Time time, std::string& line) {
  thread_local std::int64_t second = 0;
  thread_local std::string text;
  const std::int64_t micros = absl::ToUnixMicros(time);
  if (text.empty() || micros / 1'000'000 != second) {
    second = micros / 1'000'000;
    text =
        absl::FormatTime("%Y-%m-%dT%H:%M:%S", absl::FromUnixSeconds(second), absl::UTCTimeZone());
  }
  absl::StrAppend(&line, "\"", text, ".", absl::Dec(micros % 1'000'000, absl::kZeroPad6), "Z\"");
}

// Makes no JSON values: the gateway writes a line for each call.
void Write(spdlog::level::level_enum level, absl::string_view message, LogFields fields) {
  static constexpr std::array<absl::string_view, 5> kSeverities = {"DEBUG", "DEBUG", "INFO",
                                                                   "WARNING", "ERROR"};
  std::string line;
  line.reserve(kUsualLine);
  line += "{\"ts\":";
  Append(absl::Now(), line);
  line += ",\"severity\":";
  Append(kSeverities.at(level), line);
  line += ",\"service\":";
  Append(absl::string_view(Service()), line);
  line += ",\"message\":";
  Append(message, line);
  for (const auto& [name, value] : fields) {
    line += ",\"";
    line += name;
    line += "\":";
    std::visit([&line](const auto& each) { Append(each, line); }, value);
  }
  line += '}';
  Logger().log(level, line);
}

}  // namespace

void SetUpLog(const std::string& service) { Service() = service; }

void LogInfo(absl::string_view message, LogFields fields) {
  Write(spdlog::level::info, message, fields);
}
void LogWarning(absl::string_view message, LogFields fields) {
  Write(spdlog::level::warn, message, fields);
}
void LogError(absl::string_view message, LogFields fields) {
  Write(spdlog::level::err, message, fields);
}

}  // namespace ett::chassis
