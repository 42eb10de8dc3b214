#include "gateway/upstream_watch.h"

#include <cstdint>
#include <utility>

#include "chassis/log.h"
#include "status/macros.h"

namespace ett::gateway {
namespace {

constexpr absl::Duration kBetweenLooks = absl::Seconds(2);

}  // namespace

UpstreamWatch::UpstreamWatch(UpstreamSources sources, Use use, prometheus::Registry& registry)
    : sources_(std::move(sources)),
      use_(std::move(use)),
      refused_(prometheus::BuildGauge()
                   .Name("ett_upstreams_file_refused")
                   .Help("1 as long as the file of upstreams is wrong and those before it hold.")
                   .Register(registry)
                   .Add({})),
      text_(sources_.read, [this](const std::string& text) { return Take(text); }) {}

absl::Status UpstreamWatch::Take(const std::string& text) {
  ASSIGN_OR_RETURN(DomainAddresses domains, sources_.With(text));
  const auto count = static_cast<std::int64_t>(domains.size());
  RETURN_IF_ERROR(use_(std::move(domains)));
  chassis::LogInfo("upstreams read", {{"file", sources_.file}, {"upstreams", count}});
  return absl::OkStatus();
}

absl::Status UpstreamWatch::Look() {
  absl::Status status = text_.Look();
  refused_.Set(status.ok() ? 0 : 1);
  const std::string problem(status.message());
  if (!problem.empty() && problem != problem_) {
    chassis::LogWarning("upstreams stay as they were", {{"problem", problem}});
  }
  problem_ = problem;
  return status;
}

void UpstreamWatch::Start() {
  if (!sources_.read) return;
  watch_.Start(kBetweenLooks, [this] { (void)Look(); });
}

}  // namespace ett::gateway
