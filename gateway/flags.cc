#include "gateway/flags.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::gateway {
namespace {

struct Range {
  const char* flag;
  absl::Duration value;
  absl::Duration least;
  absl::Duration most;
};

absl::Status Check(const Range& range) {
  if (range.value >= range.least && range.value <= range.most) return absl::OkStatus();
  return status::InvalidField(
      range.flag,
      absl::StrCat(absl::FormatDuration(range.least), " to ", absl::FormatDuration(range.most)),
      absl::FormatDuration(range.value), "OUT_OF_RANGE");
}

absl::Status CheckCount(absl::string_view flag, int value, int least) {
  if (value >= least) return absl::OkStatus();
  return status::InvalidField(flag, absl::StrCat("at least ", least), absl::StrCat(value),
                              "OUT_OF_RANGE");
}

bool IsOneOf(const DomainAddresses& domains, const std::string& name) {
  return std::any_of(domains.begin(), domains.end(),
                     [&](const auto& domain) { return domain.name == name; });
}

void AddTraffic(chassis::Flags& flags, edge::Traffic& traffic) {
  flags.Add("health-interval", traffic.health_interval,
            "Between two checks of a replica by grpc.health.v1; inf: none");
  flags.Add("health-timeout", traffic.health_timeout, "For the answer to such a check");
  flags.Add("max-service-calls", traffic.calls_in_flight,
            "Calls in flight, per service and loop; more are RESOURCE_EXHAUSTED");
  flags.Add("retries", traffic.retries, "How often a call that may be repeated is asked again");
  flags.Add("retry-bytes", traffic.kept_bytes,
            "Of a request, in bytes; a larger one is not repeated");
  flags.Add("hedge-after", traffic.hedge_after,
            "A read without an answer is asked of a second replica too; inf: never");
  flags.Add("quarantine", traffic.quarantine,
            "How long a service has to be away before a contract that breaks its last one is "
            "served; inf: never");
  flags.Add("accept-breaking", traffic.accept_breaking,
            "Name of a service whose contract may break the last one at once; * for all");
  flags.Add("max-connection-age", traffic.connection_age,
            "A caller's connection is left after it, a tenth more or less; inf: never");
  flags.Add("ping-interval", traffic.ping_interval,
            "Between two signs of life of a service while calls are open; inf: none");
  flags.Add("ping-timeout", traffic.ping_timeout, "For such a sign; then the connection is closed");
}

}  // namespace

Settings::Settings() { server.listen = "127.0.0.1:8080"; }

void Settings::AddTo(chassis::Flags& flags) {
  server.AddTo(flags);
  identity.AddTo(flags);
  limits.AddTo(flags);
  edge.AddTo(flags);
  tls.AddTo(flags);
  tls.AddOwnPortTo(flags);
  upstream_tls.AddTo(flags);
  flags.Add(
      "upstream", upstreams,
      "A service as name=host:port[,host:port]; the name is its domain, and each address that "
      "a host has is a replica");
  flags.Add("upstreams-file", upstreams_file,
            "File of further services, a line each as --upstream has them, # for comments; read "
            "again when it changes");
  flags.Add("descriptor-set", descriptor_sets,
            "A file that says what a service offers where it has no reflection, as name=file: a "
            "google.protobuf.FileDescriptorSet with its imports; read at each look");
  flags.Add("cors-origin", cors_origins,
            "An origin whose pages may call, https://ett.example; * for all");
  flags.Add("loops", loops, "Threads that pass calls on; 0 for one a core");
  flags.Add("learn-interval", learn_interval, "Between two looks at what services offer");
  flags.Add(
      "security-contact", security_contact,
      "Whom to tell of a weakness, in /.well-known/security.txt: https://…, mailto:… or tel:…");
  AddTraffic(flags, traffic);
}

absl::StatusOr<UpstreamSources> Settings::Upstreams() const {
  std::vector<std::string> texts;
  for (const std::string& upstream : upstreams) {
    // The flag's list is taken apart at all commas: one without a name is a further replica.
    if (!texts.empty() && !absl::StrContains(upstream, '=')) {
      absl::StrAppend(&texts.back(), ",", upstream);
    } else {
      texts.push_back(upstream);
    }
  }
  UpstreamSources sources;
  for (const std::string& text : texts) {
    RETURN_IF_ERROR(AddUpstream("upstream", text, sources.named));
  }
  sources.file = upstreams_file;
  if (!upstreams_file.empty()) {
    sources.read = watch::FromFile("--upstreams-file", upstreams_file);
  }
  return sources;
}

bool Settings::MayName(const DomainAddresses& domains, const std::string& name) const {
  return !upstreams_file.empty() || IsOneOf(domains, name);
}

absl::StatusOr<std::map<std::string, std::string>> Settings::DescriptorSets(
    const DomainAddresses& domains) const {
  std::map<std::string, std::string> files;
  for (const std::string& text : descriptor_sets) {
    const std::pair<std::string, std::string> parts = absl::StrSplit(text, absl::MaxSplits('=', 1));
    if (!MayName(domains, parts.first) || parts.second.empty()) {
      return status::InvalidField("descriptor-set", "name=file, with the name of an upstream",
                                  text);
    }
    if (!files.insert(parts).second) {
      return status::InvalidField("descriptor-set", "one file an upstream", text);
    }
  }
  return files;
}

absl::Status Settings::CheckTraffic(const DomainAddresses& domains) const {
  const absl::Duration least = absl::Milliseconds(10);
  const absl::Duration hour = absl::Hours(1);
  const absl::Duration never = absl::InfiniteDuration();
  // Services take more pings than one each ten seconds for an attack.
  for (const Range& range :
       {Range{"health-interval", traffic.health_interval, least, never},
        Range{"health-timeout", traffic.health_timeout, least, hour},
        Range{"learn-interval", learn_interval, least, absl::Hours(24)},
        Range{"hedge-after", traffic.hedge_after, absl::Milliseconds(1), never},
        Range{"quarantine", traffic.quarantine, absl::ZeroDuration(), never},
        Range{"max-connection-age", traffic.connection_age, absl::Seconds(1), never},
        Range{"ping-interval", traffic.ping_interval, absl::Seconds(10), never},
        Range{"ping-timeout", traffic.ping_timeout, least, hour}}) {
    RETURN_IF_ERROR(Check(range));
  }
  RETURN_IF_ERROR(CheckCount("max-service-calls", traffic.calls_in_flight, 1));
  RETURN_IF_ERROR(CheckCount("retries", traffic.retries, 0));
  RETURN_IF_ERROR(CheckCount("retry-bytes", traffic.kept_bytes, 0));
  for (const std::string& name : traffic.accept_breaking) {
    if (!MayName(domains, name) && name != "*") {
      return status::InvalidField("accept-breaking", "the name of an upstream, or *", name);
    }
  }
  return absl::OkStatus();
}

}  // namespace ett::gateway
