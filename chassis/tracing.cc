#include "chassis/tracing.h"

#include <prometheus/counter.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "chassis/log.h"
#include "chassis/observe.h"
#include "status/macros.h"

namespace ett::chassis {
namespace {

std::string FromEnvironment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// `%XX`; what is none stays.
std::string Decoded(absl::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_byte = text[i] == '%' && i + 2 < text.size() &&
                         absl::ascii_isxdigit(text[i + 1]) && absl::ascii_isxdigit(text[i + 2]);
    decoded += is_byte ? absl::HexStringToBytes(text.substr(i + 1, 2)) : std::string(1, text[i]);
    if (is_byte) i += 2;
  }
  return decoded;
}

// In the order of SpanFate.
std::array<prometheus::Counter*, 3> Counters(prometheus::Registry& registry) {
  auto& sent = prometheus::BuildCounter()
                   .Name("ett_spans_sent_total")
                   .Help("Spans that the collector took.")
                   .Register(registry);
  auto& dropped =
      prometheus::BuildCounter()
          .Name("ett_spans_dropped_total")
          .Help(
              "Spans that are lost, by reason (queue: too many were waiting; collector: "
              "it was away for too long, or refused them).")
          .Register(registry);
  return {&sent.Add({}), &dropped.Add({{"reason", "queue"}}),
          &dropped.Add({{"reason", "collector"}})};
}

}  // namespace

Tracing::Tracing(std::unique_ptr<telemetry::BatchExporter> exporter, double ratio)
    : exporter_(std::move(exporter)),
      tracer_(ratio, [this](telemetry::Span span) { exporter_->Take(std::move(span)); }) {}

void TracingConfig::AddTo(Flags& flags) {
  flags.Add("otlp-endpoint", endpoint,
            "Collector of spans by OTLP/gRPC, http://host:4317 or https://…; empty: none are sent");
  flags.Add("trace-ratio", ratio,
            "Share of the traces that begin here whose spans are sent, 0 to 1; callers decide on "
            "theirs");
}

absl::StatusOr<std::unique_ptr<Tracing>> TracingConfig::Make(const std::string& name,
                                                             const std::string& version,
                                                             Metrics& metrics) const {
  if (!(ratio >= 0 && ratio <= 1)) {
    return absl::InvalidArgumentError(absl::StrCat("--trace-ratio: want 0 to 1, got ", ratio));
  }
  const auto counters = Counters(*metrics.registry());
  const std::string address =
      endpoint.empty() ? FromEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT") : endpoint;
  if (address.empty()) return std::make_unique<Tracing>();
  ASSIGN_OR_RETURN(auto channel, telemetry::ConnectCollector(address));
  const std::string other_name = FromEnvironment("OTEL_SERVICE_NAME");
  telemetry::BatchExporter::Options options;
  options.resource = ResourceOf(other_name.empty() ? absl::StrCat("ett-", name) : other_name,
                                version, FromEnvironment("OTEL_RESOURCE_ATTRIBUTES"));
  options.tell = [counters](telemetry::SpanFate fate, std::size_t count) {
    counters[static_cast<std::size_t>(fate)]->Increment(static_cast<double>(count));
  };
  options.on_problem = [](const std::string& problem) {
    LogWarning("spans are lost", {{"problem", problem}});
  };
  return std::make_unique<Tracing>(
      std::make_unique<telemetry::BatchExporter>(std::move(channel), std::move(options)), ratio);
}

telemetry::Resource ResourceOf(const std::string& name, const std::string& version,
                               const std::string& attributes) {
  std::map<std::string, std::string> resource;
  for (absl::string_view each : absl::StrSplit(attributes, ',', absl::SkipWhitespace())) {
    const std::pair<absl::string_view, absl::string_view> parts =
        absl::StrSplit(each, absl::MaxSplits('=', 1));
    const std::string key = Decoded(absl::StripAsciiWhitespace(parts.first));
    if (!key.empty()) resource[key] = Decoded(absl::StripAsciiWhitespace(parts.second));
  }
  resource["service.name"] = name;
  if (!version.empty()) resource["service.version"] = version;
  // Replicas are told apart by it.
  resource.emplace("service.instance.id", NewRequestId());
  return telemetry::Resource(resource.begin(), resource.end());
}

}  // namespace ett::chassis
