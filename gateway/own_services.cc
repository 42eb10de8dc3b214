#include "gateway/own_services.h"

#include <stdlib.h>

#include <chrono>
#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "grpc/reflection/v1/reflection.grpc.pb.h"
#include "grpc/reflection/v1alpha/reflection.grpc.pb.h"
#include "status/macros.h"

namespace ett::gateway {
namespace {

constexpr int kQueuedCalls = 1000;

}  // namespace

PrivateFolder::PrivateFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "ett-gateway-XXXXXX").string();
  if (mkdtemp(pattern.data()) != nullptr) path_ = pattern;
}

PrivateFolder::~PrivateFolder() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

OwnServices::OwnServices(const DomainAddresses& addresses, int workers, LimitExchange& exchange,
                         const telemetry::Tracer& tracer,
                         std::function<std::shared_ptr<const edge::Schema>()> current)
    : tracer_(tracer),
      calls_(workers, kQueuedCalls),
      domains_(addresses, &tracer),
      figures_(domains_, composition::BuiltInMetrics(), [] { return absl::Now(); }),
      limit_peers_(exchange, [] { return std::chrono::steady_clock::now(); }),
      schema_(std::move(current)),
      reflection_(chassis::MakeReflection(schema_)) {}

absl::Status OwnServices::Start() {
  std::vector<grpc::Service*> services = {&figure_service_, &report_service_, &limit_peers_,
                                          &health_};
  for (const auto& each : reflection_) services.push_back(each.get());
  ASSIGN_OR_RETURN(server_, chassis::StartApi(address(), metrics_, services, nullptr, &tracer_));
  return absl::OkStatus();
}

void OwnServices::Stop() {
  server_.server->Shutdown(absl::ToChronoTime(absl::Now() + absl::Seconds(1)));
}

std::string OwnServices::address() const { return absl::StrCat("unix:", folder_.path(), "/own"); }

edge::UpstreamFiles OwnServices::Files() {
  return LinkedFiles({v1::LimitPeerService::service_full_name(),
                      figures::v1::FigureService::service_full_name(),
                      report::v1::ReportService::service_full_name(),
                      grpc::health::v1::Health::service_full_name(),
                      grpc::reflection::v1::ServerReflection::service_full_name(),
                      grpc::reflection::v1alpha::ServerReflection::service_full_name()});
}

}  // namespace ett::gateway
