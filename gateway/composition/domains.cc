#include "gateway/composition/domains.h"

#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "chassis/call_tracer.h"
#include "chassis/request_metadata.h"
#include "figures/organisation_number.h"
#include "status/errors.h"
#include "telemetry/header_names.h"

namespace ett::composition {
namespace {

constexpr char kAuthorization[] = "authorization";
constexpr char kApiKey[] = "x-api-key";

// Whoever asks first for figures on employees, after these changed, waits for what is decided on
// them.
constexpr absl::Duration kLongestCall = absl::Minutes(2);

// gRPC takes several servers only by number; of several names the first is asked.
std::string TargetOf(const std::string& addresses) {
  const std::size_t comma = addresses.find(',');
  if (comma == std::string::npos) return addresses;
  const bool are_numbers = addresses.find_first_not_of("0123456789.:,") == std::string::npos;
  return are_numbers ? absl::StrCat("ipv4:", addresses) : addresses.substr(0, comma);
}

std::shared_ptr<grpc::Channel> Connect(const Domains::Address& domain,
                                       const telemetry::Tracer* tracer) {
  grpc::ChannelArguments arguments;
  // A domain that comes back is found again within a second.
  // That one is how long a connection may take to be made, on a busy machine too.
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 2000);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1000);
  arguments.SetMaxReceiveMessageSize(64 << 20);
  arguments.SetLoadBalancingPolicyName("round_robin");
  using Tracers = decltype(chassis::CallTracers(*tracer, domain.name));
  return grpc::experimental::CreateCustomChannelWithInterceptors(
      TargetOf(domain.address),
      domain.credentials == nullptr ? grpc::InsecureChannelCredentials() : domain.credentials,
      arguments, tracer == nullptr ? Tracers() : chassis::CallTracers(*tracer, domain.name));
}

}  // namespace

Domains::Domains(const std::vector<Address>& addresses, const telemetry::Tracer* tracer,
                 const Domains* before) {
  const std::vector<Domain> all = before == nullptr ? std::vector<Domain>() : before->domains_;
  for (const Address& each : addresses) {
    const auto known = std::find_if(all.begin(), all.end(), [&](const Domain& domain) {
      return domain.name == each.name && domain.address == each.address;
    });
    if (known != all.end()) {
      domains_.push_back(*known);
      continue;
    }
    std::shared_ptr<grpc::Channel> channel = Connect(each, tracer);
    std::shared_ptr<pb::FigureService::Stub> stub = pb::FigureService::NewStub(channel);
    domains_.push_back({each.name, each.address, std::move(channel), std::move(stub)});
  }
}

absl::StatusOr<const Domain*> Domains::Find(absl::string_view name) const {
  const auto found = std::find_if(domains_.begin(), domains_.end(),
                                  [&](const Domain& domain) { return domain.name == name; });
  if (found != domains_.end()) return &*found;
  const std::string known = absl::StrJoin(
      domains_, ", ", [](std::string* out, const Domain& domain) { out->append(domain.name); });
  return status::InvalidField("domain", absl::StrCat("one of ", known), name, "UNKNOWN_DOMAIN");
}

absl::StatusOr<const Domain*> Domains::OfName(absl::string_view field,
                                              absl::string_view name) const {
  const std::vector<std::string> parts = absl::StrSplit(name, '/');
  if (parts.size() < 4 || parts[0] != "municipalities" || parts[2] != "domains") {
    return status::InvalidField(field, "municipalities/{municipality}/domains/{domain}/…", name);
  }
  return Find(parts[3]);
}

CurrentDomains::CurrentDomains(const std::vector<Domains::Address>& addresses,
                               const telemetry::Tracer* tracer)
    : tracer_(tracer), now_(std::make_shared<const Domains>(addresses, tracer)) {}

void CurrentDomains::Use(const std::vector<Domains::Address>& addresses) {
  now_ = std::make_shared<const Domains>(addresses, tracer_, now().get());
}

CallOptions OptionsOf(const grpc::CallbackServerContext& context) {
  CallOptions options;
  options.deadline = std::min(absl::FromChrono(context.deadline()), absl::Now() + kLongestCall);
  options.request_id = chassis::RequestIdOf(context);
  options.authorization = std::string(chassis::MetadataOf(context, kAuthorization));
  options.api_key = std::string(chassis::MetadataOf(context, kApiKey));
  options.traceparent = std::string(chassis::MetadataOf(context, telemetry::kTraceparent));
  options.tracestate = std::string(chassis::MetadataOf(context, telemetry::kTracestate));
  return options;
}

void Apply(const CallOptions& options, grpc::ClientContext& context) {
  if (options.deadline != absl::InfiniteFuture()) {
    context.set_deadline(absl::ToChronoTime(options.deadline));
  }
  if (!options.request_id.empty()) context.AddMetadata("x-request-id", options.request_id);
  if (!options.authorization.empty()) context.AddMetadata(kAuthorization, options.authorization);
  if (!options.api_key.empty()) context.AddMetadata(kApiKey, options.api_key);
  if (!options.traceparent.empty()) {
    context.AddMetadata(telemetry::kTraceparent, options.traceparent);
  }
  if (!options.tracestate.empty()) context.AddMetadata(telemetry::kTracestate, options.tracestate);
}

absl::Status CheckMunicipality(absl::string_view field, const std::string& name) {
  const std::vector<std::string> parts = absl::StrSplit(name, '/');
  if (parts.size() != 2 || parts[0] != "municipalities") {
    return status::InvalidField(field, "municipalities/{organisation number}", name,
                                "MALFORMED_NAME");
  }
  const auto number = figures::OrganisationNumber::Parse(parts[1]);
  if (number.ok()) return absl::OkStatus();
  return status::InvalidField(field, "an organisation number: nine digits, the last a check digit",
                              parts[1], "MALFORMED_NAME");
}

bool IsOutage(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kResourceExhausted:
    case absl::StatusCode::kInternal:
    case absl::StatusCode::kUnknown:
    case absl::StatusCode::kUnimplemented:
    case absl::StatusCode::kDataLoss:
      return true;
    default:
      return false;
  }
}

}  // namespace ett::composition
