#include "gateway/limit_watch.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "chassis/log.h"
#include "gateway/edge/address.h"
#include "status/macros.h"

namespace ett::gateway {
namespace {

constexpr absl::Duration kBetweenLooks = absl::Seconds(2);

// How many addresses a name has.
absl::StatusOr<std::int64_t> CountAddresses(const edge::Address& address) {
  namespace asio = boost::asio;
  asio::io_context loop;
  asio::ip::tcp::resolver resolver(loop);
  boost::system::error_code error;
  std::set<asio::ip::address> addresses;
  for (const auto& found : resolver.resolve(address.host, address.port, error)) {
    addresses.insert(found.endpoint().address());
  }
  if (!error && !addresses.empty()) return static_cast<std::int64_t>(addresses.size());
  return absl::UnavailableError(
      absl::StrCat("--limit-peers: ", address.host, ": ", error.message()));
}

}  // namespace

LimitWatch::LimitWatch(Sources sources, limits::RateLimiter& limiter)
    : sources_(std::move(sources)),
      limiter_(limiter),
      text_(sources_.read, [this](const std::string& text) { return UseLimits(text); }) {}

absl::Status LimitWatch::Look() {
  if (sources_.count_replicas) CountReplicas();
  return sources_.read ? text_.Look() : absl::OkStatus();
}

absl::Status LimitWatch::UseLimits(const std::string& text) {
  ASSIGN_OR_RETURN(const std::vector<limits::Limit> limits,
                   limits::ParseLimits(sources_.file, text));
  limiter_.Use(limits);
  chassis::LogInfo("limits read",
                   {{"file", sources_.file}, {"limits", static_cast<std::int64_t>(limits.size())}});
  return absl::OkStatus();
}

void LimitWatch::CountReplicas() {
  const absl::StatusOr<std::int64_t> replicas = sources_.count_replicas();
  const std::string problem(replicas.status().message());
  if (!problem.empty() && problem != replicas_problem_) {
    chassis::LogWarning("limits are shared as before", {{"problem", problem}});
  }
  replicas_problem_ = problem;
  if (!replicas.ok() || std::exchange(replicas_, *replicas) == *replicas) return;
  limiter_.Share(*replicas);
  chassis::LogInfo("limits are shared", {{"replicas", *replicas}});
}

void LimitWatch::Start() {
  watch_.Start(kBetweenLooks, [this] {
    if (sources_.count_replicas) CountReplicas();
    if (!sources_.read) return;
    text_.LookAndTell([](const absl::Status& status) {
      if (status.ok()) return;
      chassis::LogWarning("limits stay as they were", {{"problem", std::string(status.message())}});
    });
  });
}

void LimitFlags::AddTo(chassis::Flags& flags) {
  flags.Add("limits", file,
            "File of how often callers may call, JSON; read again when it changes; no limits when "
            "empty");
  flags.Add("limit-peers", peers,
            "host:port of all gateways, a headless service's name: each takes its share of the "
            "limits; empty for one alone");
}

absl::StatusOr<LimitWatch::Sources> LimitFlags::Make() const {
  LimitWatch::Sources sources{file, nullptr, nullptr};
  if (!file.empty()) sources.read = watch::FromFile("--limits", file);
  if (peers.empty()) return sources;
  ASSIGN_OR_RETURN(const edge::Address address, edge::ParseAddress(peers));
  if (!address.path.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("--limit-peers: want host:port, got \"", peers, "\""));
  }
  sources.count_replicas = [address] { return CountAddresses(address); };
  return sources;
}

}  // namespace ett::gateway
