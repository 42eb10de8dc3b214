#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/server_context.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "ett/figures/v1/figure_service.grpc.pb.h"
#include "telemetry/tracer.h"

namespace ett::composition {

namespace pb = ::ett::figures::v1;

// A service behind the gateway, as far as the gateway's own calls know it.
struct Domain {
  std::string name;  // `hr`
  std::string address;
  std::shared_ptr<grpc::Channel> channel;
  std::shared_ptr<pb::FigureService::Stub> figures;
};

// The domains that figures come from, in the order of the configuration. Immutable.
class Domains {
 public:
  struct Address {
    std::string name;
    std::string address;
    std::shared_ptr<grpc::ChannelCredentials> credentials = nullptr;  // plain without
  };
  // `tracer`, which must outlive it, records the calls; null: none are. Domains of `before` that
  // are at the same address keep their connections.
  explicit Domains(const std::vector<Address>& addresses, const telemetry::Tracer* tracer = nullptr,
                   const Domains* before = nullptr);

  const std::vector<Domain>& all() const { return domains_; }

  // INVALID_ARGUMENT lists the domains that there are.
  absl::StatusOr<const Domain*> Find(absl::string_view name) const;

  // The domain that a resource name lies in: `municipalities/{m}/domains/{domain}/…`.
  absl::StatusOr<const Domain*> OfName(absl::string_view field, absl::string_view name) const;

 private:
  std::vector<Domain> domains_;
};

// The domains that there are now. Thread-safe; an answer keeps those that it began with.
class CurrentDomains {
 public:
  // See Domains.
  explicit CurrentDomains(const std::vector<Domains::Address>& addresses,
                          const telemetry::Tracer* tracer = nullptr);

  // These are all from now on. By one thread at a time.
  void Use(const std::vector<Domains::Address>& addresses);
  std::shared_ptr<const Domains> now() const { return now_.load(); }

 private:
  const telemetry::Tracer* const tracer_;
  std::atomic<std::shared_ptr<const Domains>> now_;
};

// What goes along with calls to domains: when they are to end, the request id of the caller's call,
// so that logs can be joined, and who calls: a domain lets in whom the gateway would, and no
// others.
struct CallOptions {
  absl::Time deadline = absl::InfiniteFuture();
  std::string request_id = {};
  std::string authorization = {};  // as the caller said it; empty for none
  std::string api_key = {};
  std::string traceparent = {};  // of the caller's call here
  std::string tracestate = {};
};

// Of a call that the gateway is answering: its deadline, but at most 2 min from now, and what the
// edge has put into the metadata.
CallOptions OptionsOf(const grpc::CallbackServerContext& context);

// Prepares `context` for a call to a domain.
void Apply(const CallOptions& options, grpc::ClientContext& context);

// INVALID_ARGUMENT unless it is `municipalities/{organisation number}`.
absl::Status CheckMunicipality(absl::string_view field, const std::string& name);

// True for errors of the domain's own: nobody is there, not in time, something broke. The other
// domains are still worth asking, which they are not after errors of the caller's.
bool IsOutage(const absl::Status& status);

}  // namespace ett::composition
