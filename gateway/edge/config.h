#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gateway/edge/allowance.h"
#include "gateway/edge/call_record.h"
#include "gateway/edge/http2.h"
#include "gateway/edge/traffic.h"
#include "gateway/edge/upstream_schema.h"
#include "gateway/limits/overload.h"
#include "telemetry/tracer.h"
#include "tls/context.h"

namespace grpc {
class ChannelCredentials;
}

namespace ett::edge {

// How an upstream is reached over TLS: by calls that are passed on, and by the gateway's own.
struct UpstreamTls {
  std::function<tls::Context()> context;  // from any loop's thread
  std::shared_ptr<grpc::ChannelCredentials> credentials;
};

// A gRPC server behind the gateway.
struct UpstreamConfig {
  std::string name;  // `hr`
  // `host:port[,host:port…]` or `unix:/path`; each address that a host has is a server of its own.
  std::string address;
  // Set for one whose contracts are known without asking.
  std::optional<UpstreamFiles> known;
  std::optional<UpstreamTls> tls = std::nullopt;  // plain without
  // A file that says what its servers offer where they do not: see ReadDescriptorSet. Empty for
  // none.
  std::string descriptor_set = {};
};

// A page of the gateway's own.
struct Page {
  std::string content_type;
  std::string body;
  Headers headers = {};  // beside its type
};

// A parameter of a query that says nothing to a service.
struct IgnoredParameter {
  std::string name;     // `*`: all that the method does not know
  std::string methods;  // as limits::IsOf has it
};

class Schema;
struct Method;

// A call, to whoever decides on it. All of it lives as long as the question.
struct Asked {
  const Method& method;
  const Headers& headers;
  const std::string& request_id;
  const std::string& peer;  // see PeerOf
  // Of the caller's certificate, which TLS has verified: identity::NamesOf. Null without one.
  const std::vector<std::string>* certificate_names = nullptr;
};

// A caller who may call.
struct Admitted {
  std::string name = {};    // empty for nobody
  std::string logged = {};  // what lines of the log call them
};

struct Config {
  std::string listen = "127.0.0.1:8080";
  int threads = 0;  // 0: one for each core
  // At the start: see Gateway::UseUpstreams. The first that serves a service has it.
  std::vector<UpstreamConfig> upstreams;
  Http2::Limits limits;
  Traffic traffic;
  // Of one message by a protocol of the web.
  std::size_t message_bytes = 16 << 20;
  std::size_t answer_bytes = 64 << 20;
  // In flight at a time, of all callers together.
  std::int64_t max_calls = 20'000;
  // When a loop is so late that calls are refused.
  limits::Overload::Options overload;
  // How long a call may take at the most: one with one answer, and a stream.
  absl::Duration unary_timeout = absl::Seconds(60);
  absl::Duration stream_timeout = absl::Hours(24);
  // Origins whose pages may call: `https://ett.example`, or `*`.
  std::vector<std::string> cors_origins;
  std::vector<IgnoredParameter> ignored_parameters;
  // Of answers that are kept, see AnswerCache. 0: none is.
  std::size_t cache_bytes = 64 << 20;
  // How long an answer may stand in for a service that is away.
  absl::Duration stale_if_error = absl::Hours(1);
  // A stream of events says so often that it is there, while nothing comes.
  absl::Duration event_pulse = absl::Seconds(15);
  absl::Duration connect_timeout = absl::Seconds(2);
  // Between two looks at what upstreams offer, besides those after a reconnect or an UNIMPLEMENTED.
  absl::Duration learn_interval = absl::Seconds(10);
  // Who calls, or why the call may not be made. Null lets all in. From any loop's thread.
  std::function<absl::StatusOr<Admitted>(const Asked& asked)> admit;
  // Whether a call that may be made may be made now; null where there is no limit. From any loop's
  // thread.
  std::function<Allowance(const Asked& asked, const Admitted& caller)> allow;
  // What callers' connections are encrypted with from now on; null for none. From any loop's
  // thread.
  std::function<tls::Context()> tls;
  // What is answered to a GET that no method has, from any loop's thread; null where it is not
  // found either. `query` is raw.
  std::function<std::shared_ptr<const Page>(const std::shared_ptr<const Schema>& schema,
                                            absl::string_view path, absl::string_view query)>
      page;
  // Records calls, and must outlive the gateway; null: none are.
  const telemetry::Tracer* tracer = nullptr;
  // Called from any loop's thread.
  std::function<void(const CallRecord&)> on_call;
  std::function<void(const std::string& upstream, TrafficEvent event)> on_traffic;
  // At each check of health; null where the upstream is gone.
  std::function<void(const std::string& upstream, const ReplicaCounts* counts)> on_replicas;
  std::function<void(const std::string& upstream, const std::string& problem)> on_problem;
  // Why handshakes of TLS failed, each reason once in a while, with how often it was kept back
  // since the last time.
  std::function<void(const std::string& reason, int unsaid)> on_handshake_problem;
  // A call is refused since there is too much to do.
  std::function<void(ShedReason reason, limits::Importance importance)> on_shed;
  // A loop begins to refuse calls, or refuses none any more: see Overload::pressure.
  std::function<void(int pressure)> on_overload;
};

}  // namespace ett::edge
