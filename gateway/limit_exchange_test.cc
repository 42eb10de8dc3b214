#include "gateway/limit_exchange.h"

#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "chassis/server.h"
#include "chassis/tls_config.h"
#include "gateway/upstream_tls.h"
#include "status/grpc.h"
#include "status/matchers.h"
#include "tls/testing.h"

namespace ett::gateway {
namespace {

using absl::StatusCode;
using status::IsOk;
using status::StatusSays;
using std::chrono::hours;
using std::chrono::seconds;

constexpr char kGet[] = "ett.hr.v1.HrService/GetOrgUnit";
constexpr char kMethods[] = "ett.hr.v1.*";

v1::TellTakingsRequest Told(const std::string& process, std::int64_t number, std::int64_t calls) {
  v1::TellTakingsRequest request;
  request.set_process(process);
  request.set_number(number);
  v1::Takings& takings = *request.add_takings();
  takings.set_methods(kMethods);
  takings.set_callers("*");
  takings.set_caller("=anna");
  takings.set_calls(calls);
  return request;
}

// A gateway, as far as others see it that count calls with it: its limit is 12 calls at once, and
// one an hour.
class PeerGateway {
 public:
  // `digit` names its process. The clock must outlive it.
  PeerGateway(char digit, const limits::Instant& now)
      : PeerGateway({std::string(32, digit)}, nullptr, now) {}
  PeerGateway(LimitExchange::Options options, std::shared_ptr<grpc::ServerCredentials> served,
              const limits::Instant& now)
      : now_(now),
        served_(std::move(served)),
        process(options.process),
        exchange(std::move(options), limiter_, metrics_) {
    limiter_.Use({{kMethods, "*", {1, absl::Hours(1), 12}}});
    Listen(service_);
  }
  ~PeerGateway() { Stop(); }

  void Listen(grpc::Service& service) {
    auto api = chassis::StartApi("127.0.0.1:0", metrics_, {&service}, served_);
    ASSERT_THAT(api, IsOk());
    server_ = *std::move(api);
  }
  void Stop() {
    if (server_.server != nullptr) server_.server->Shutdown(std::chrono::system_clock::now());
    server_.server = nullptr;
  }
  std::string address() const { return absl::StrCat("127.0.0.1:", server_.port); }

  void Use(const std::vector<std::string>& addresses) {
    exchange.UsePeers(addresses);
    limiter_.Share(static_cast<std::int64_t>(addresses.size()));
  }
  void Exchange() { exchange.Exchange(now_); }
  // Calls let in until the first that is refused.
  int Many(const std::string& caller = "anna") {
    int count = 0;
    while (count < 1000 && limiter_.Take(kGet, {caller, ""}, now_)->taken.is_allowed) ++count;
    return count;
  }
  // Of ett_limit_peers.
  int Peers(const std::string& state) const {
    for (const auto& family : metrics_.registry()->Collect()) {
      if (family.name != "ett_limit_peers") continue;
      for (const auto& metric : family.metric) {
        if (metric.label.at(0).value == state) return static_cast<int>(metric.gauge.value);
      }
    }
    return -1;
  }

 private:
  const limits::Instant& now_;
  const std::shared_ptr<grpc::ServerCredentials> served_;
  chassis::Metrics metrics_;
  limits::RateLimiter limiter_;

 public:
  const std::string process;
  LimitExchange exchange;

 private:
  LimitPeerService service_{exchange, [this] { return now_; }};
  chassis::ApiServer server_;
};

class LimitExchangeTest : public ::testing::Test {
 protected:
  LimitExchangeTest() {
    for (PeerGateway* each : {&a_, &b_}) each->Use({a_.address(), b_.address()});
  }
  // Twice, since who was not heard from is not counted with.
  void Meet() {
    for (int i = 0; i < 2; ++i) {
      a_.Exchange();
      b_.Exchange();
    }
  }

  limits::Instant now_{hours(1000)};
  v1::LimitPeerService::CallbackService older_;  // UNIMPLEMENTED
  PeerGateway a_{'a', now_};
  PeerGateway b_{'b', now_};
};

TEST_F(LimitExchangeTest, ACallerOfOneGatewayHasTheWholeLimitOnceInAll) {
  Meet();
  EXPECT_EQ(a_.Many(), 12);
  a_.Exchange();
  EXPECT_EQ(b_.Many(), 0);
  EXPECT_EQ(b_.Many("bo"), 12);
}

TEST_F(LimitExchangeTest, AGatewayIsNoPeerOfItself) {
  Meet();
  EXPECT_EQ(a_.Peers("heard"), 1);
  EXPECT_EQ(a_.Peers("away"), 0);
  for (int i = 0; i < 3; ++i) a_.Exchange();
  EXPECT_EQ(a_.Many(), 12);
}

TEST_F(LimitExchangeTest, UntilBothToldEachOtherEachHoldsToItsShare) {
  EXPECT_EQ(a_.Many("before"), 6);
  a_.Exchange();
  EXPECT_EQ(a_.Many("told"), 6);
  EXPECT_EQ(a_.Peers("away"), 1);
  b_.Exchange();
  EXPECT_EQ(b_.Many("heard"), 12);
}

TEST_F(LimitExchangeTest, WhileOneIsAwayTheOtherHoldsToItsShare) {
  Meet();
  const std::string address = b_.address();
  b_.Stop();
  a_.Exchange();
  EXPECT_EQ(a_.Peers("away"), 1);
  EXPECT_EQ(a_.Peers("heard"), 0);
  EXPECT_EQ(a_.Many(), 6);
  // It is not there any more: nobody has to wait for it.
  a_.Use({a_.address()});
  a_.Exchange();
  EXPECT_EQ(a_.Peers("away"), 0);
  EXPECT_EQ(a_.Many("bo"), 12);
}

TEST_F(LimitExchangeTest, WhoIsHeardFromNoMoreIsAway) {
  Meet();
  now_ += seconds(1);
  a_.Exchange();
  EXPECT_EQ(a_.Peers("away"), 0);
  now_ += seconds(2);
  a_.Exchange();
  EXPECT_EQ(a_.Peers("away"), 1);
  EXPECT_EQ(a_.Many(), 6);
  b_.Exchange();
  a_.Exchange();
  EXPECT_EQ(a_.Many("bo"), 12);
}

TEST_F(LimitExchangeTest, AGatewayThatDoesNotKnowTheMethodIsAway) {
  Meet();
  b_.Stop();
  b_.Listen(older_);
  a_.Use({a_.address(), b_.address()});
  a_.Exchange();
  EXPECT_EQ(a_.Peers("away"), 1);
  EXPECT_EQ(a_.Many(), 6);
}

TEST_F(LimitExchangeTest, AGatewayWithTwoAddressesIsToldOnce) {
  const std::string other = absl::StrCat("localhost", b_.address().substr(sizeof("127.0.0.1") - 1));
  a_.Use({a_.address(), b_.address(), other});
  Meet();
  EXPECT_EQ(a_.Peers("heard"), 1);
  EXPECT_EQ(a_.Many(), 12);
  a_.Exchange();
  // Told twice, it would wait for twice as many.
  now_ += hours(1);
  EXPECT_EQ(b_.Many(), 1);
}

TEST_F(LimitExchangeTest, OverTlsCertificatesNameTheHostOfAllAndBothSidesShowOne) {
  const tls::TestAuthority authority;
  const tls::TestFiles files;
  files.Write(authority.Issue({"gateway", "DNS:gateways.example"}));
  const std::string ca = files.Write("ca.crt", authority.pem());
  const std::string certificate = files.PathOf("tls.crt");
  const std::string key = files.PathOf("tls.key");
  const auto served = *chassis::TlsConfig{certificate, key, ca, "", "1.3", ""}.ServerCredentials();
  const auto called = *UpstreamTlsConfig{ca, certificate, key}.Make(chassis::IdentityConfig());
  const auto counted = [&](const std::string& host) {
    PeerGateway c({std::string(32, 'c'), called->credentials, host}, served, now_);
    PeerGateway d({std::string(32, 'd'), called->credentials, host}, served, now_);
    for (PeerGateway* each : {&c, &d}) each->Use({c.address(), d.address()});
    d.Exchange();
    c.Exchange();
    return c.Peers("heard");
  };
  EXPECT_EQ(counted("gateways.example"), 1);
  EXPECT_EQ(counted("other.example"), 0);
  EXPECT_EQ(counted(""), 0);
}

TEST_F(LimitExchangeTest, WhatComesAgainOrTooLateCountsNothing) {
  const std::string other(32, 'c');
  EXPECT_THAT(a_.exchange.Hear(Told(other, 2, 1), now_), IsOk());
  for (const std::int64_t number : {2, 1, -1}) {
    EXPECT_EQ(*a_.exchange.Hear(Told(other, number, 1), now_), a_.process);
  }
  EXPECT_EQ(*a_.exchange.Hear(Told(a_.process, 3, 1), now_), a_.process);
  a_.Use({a_.address()});
  EXPECT_EQ(a_.Many(), 11);
}

TEST_F(LimitExchangeTest, WhatNoGatewaySaysIsRefusedAndCountsNothing) {
  const auto stub = v1::LimitPeerService::NewStub(
      grpc::CreateChannel(a_.address(), grpc::InsecureChannelCredentials()));
  const auto tell = [&](const v1::TellTakingsRequest& request) {
    grpc::ClientContext context;
    v1::TellTakingsResponse response;
    return status::FromGrpc(stub->TellTakings(&context, request, &response));
  };
  EXPECT_THAT(tell(Told("me", 1, 12)), StatusSays(StatusCode::kInvalidArgument, "process"));
  v1::TellTakingsRequest many = Told(std::string(32, 'c'), 1, 12);
  for (int i = 0; i < 1000; ++i) *many.add_takings() = many.takings(0);
  EXPECT_THAT(tell(many), StatusSays(StatusCode::kInvalidArgument, "takings: want at most 1000"));
  a_.Use({a_.address()});
  EXPECT_EQ(a_.Many(), 12);
  // More than there can be is no more than the limit.
  EXPECT_THAT(tell(Told(std::string(32, 'c'), 1, std::int64_t{1} << 62)), IsOk());
  now_ += hours(12);
  EXPECT_EQ(a_.Many(), 12);
}

}  // namespace
}  // namespace ett::gateway
