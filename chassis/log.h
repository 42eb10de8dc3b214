#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>
#include <variant>

#include "absl/strings/string_view.h"

namespace ett::chassis {

// One JSON object a line on stderr: ts (RFC 3339, UTC, microseconds), severity, service, message,
// then the fields. Never payloads, never personal data. Lines of INFO may wait a second for others;
// WARNING and ERROR, and the process's end, do not let them.
using LogValue = std::variant<absl::string_view, double, std::int64_t>;
using LogFields = std::initializer_list<std::pair<const char*, LogValue>>;

// Before the first line. `service` stands on every line.
void SetUpLog(const std::string& service);

void LogInfo(absl::string_view message, LogFields fields = {});
void LogWarning(absl::string_view message, LogFields fields = {});
void LogError(absl::string_view message, LogFields fields = {});

}  // namespace ett::chassis
