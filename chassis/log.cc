#include "chassis/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace ett::chassis {
namespace {

std::string& Service() {
  static auto& service = *new std::string("ett");
  return service;
}

spdlog::logger& Logger() {
  static spdlog::logger& logger = *[] {
    auto* made = new spdlog::logger("ett", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("%v");
    made->flush_on(spdlog::level::info);
    return made;
  }();
  return logger;
}

void Write(const char* severity, absl::string_view message, LogFields fields) {
  nlohmann::ordered_json line;
  line["ts"] = absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", absl::Now(), absl::UTCTimeZone());
  line["severity"] = severity;
  line["service"] = Service();
  line["message"] = std::string(message);
  for (const auto& [name, value] : fields) {
    std::visit([&, key = name](const auto& each) { line[key] = each; }, value);
  }
  Logger().info(line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

}  // namespace

void SetUpLog(const std::string& service) { Service() = service; }

void LogInfo(absl::string_view message, LogFields fields) { Write("INFO", message, fields); }
void LogWarning(absl::string_view message, LogFields fields) { Write("WARNING", message, fields); }
void LogError(absl::string_view message, LogFields fields) { Write("ERROR", message, fields); }

}  // namespace ett::chassis
