#include "json/wire_to_json.h"

#include "json/printer.h"
#include "status/macros.h"

namespace ett::json {
namespace {

// JSON is rarely longer than this many times its wire.
constexpr std::size_t kUsualGrowth = 3;

}  // namespace

absl::Status AppendJson(const MessagePlan& plan, absl::string_view wire,
                        const PrintOptions& options, std::string& json) {
  return Printer(options, json).Message(plan, wire, options.shown);
}

absl::StatusOr<std::string> JsonOf(const MessagePlan& plan, absl::string_view wire,
                                   const PrintOptions& options) {
  std::string json;
  json.reserve(wire.size() * kUsualGrowth + 64);
  RETURN_IF_ERROR(AppendJson(plan, wire, options, json));
  return json;
}

}  // namespace ett::json
