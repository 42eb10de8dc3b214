#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <boost/asio/write.hpp>

#include "absl/strings/str_join.h"
#include "absl/synchronization/mutex.h"
#include "gateway/edge/gateway.h"
#include "gateway/edge/schema.h"
#include "gateway/edge/testing/echo_upstream.h"
#include "gateway/edge/testing/tls_caller.h"
#include "status/matchers.h"
#include "tls/watched_context.h"

namespace ett::edge {
namespace {

using testing::EchoRequest;
using testing::EchoResponse;
using testing::EchoService;
using testing::EchoUpstream;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::TlsCaller;
using tls::TestAuthority;
using ClientCertificates = tls::ServerOptions::ClientCertificates;

constexpr char kPath[] = "/v1/shelves/a/books/b";
constexpr char kBoth[] = "\x02h2\x08http/1.1";

class TlsThroughTheEdge : public ::testing::Test {
 protected:
  TlsThroughTheEdge() {
    files_.Write(pair_);
    files_.Write("ca.crt", authority_.pem());
  }

  void Start(ClientCertificates clients = ClientCertificates::kOff, int minimum = TLS1_3_VERSION) {
    watched_ = *tls::WatchedContext::Open(
        files_.Named(),
        [=](const tls::Material& material) {
          return tls::MakeServerContext(material, {clients, minimum});
        },
        [](const absl::Status&) {});
    Config config;
    config.listen = "127.0.0.1:0";
    config.threads = 1;
    config.upstreams = {{"echo", upstream_.address(), std::nullopt}};
    config.tls = [this] { return watched_->current(); };
    config.admit = [this](const Asked& asked) -> absl::StatusOr<Admitted> {
      const auto* names = asked.certificate_names;
      absl::MutexLock lock(&mutex_);
      names_.push_back(names == nullptr ? "none" : absl::StrJoin(*names, " "));
      return Admitted{names_.back()};
    };
    config.on_handshake_problem = [this](const std::string& reason, int) {
      absl::MutexLock lock(&mutex_);
      problems_.push_back(reason);
    };
    gateway_ = *Gateway::Start(std::move(config));
  }

  testing::TlsGreeting Greeting() const { return {authority_.pem()}; }
  TlsCaller Call(const testing::TlsGreeting& greeting) const {
    return {gateway_->port(), greeting};
  }
  TlsCaller CallShowing(const tls::TestPair& pair) const {
    testing::TlsGreeting greeting = Greeting();
    greeting.shows = &pair;
    return Call(greeting);
  }

  std::unique_ptr<EchoService::Stub> Stub(const tls::TestPair& shown = {}) const {
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    arguments.SetMaxReceiveMessageSize(-1);
    return EchoService::NewStub(grpc::CreateCustomChannel(
        absl::StrCat("localhost:", gateway_->port()),
        grpc::SslCredentials({authority_.pem(), shown.key, shown.certificate}), arguments));
  }
  static absl::Status Echo(EchoService::Stub& stub, std::size_t bytes = 0) {
    EchoRequest request;
    request.set_payload(std::string(bytes, 'x'));
    EchoResponse response;
    grpc::ClientContext context;
    const grpc::Status status = stub.Echo(&context, request, &response);
    if (status.ok()) {
      EXPECT_EQ(response.request().payload().size(), bytes);
    }
    return status::FromGrpc(status);
  }

  std::vector<std::string> names() {
    absl::MutexLock lock(&mutex_);
    return names_;
  }
  // Of all who have called: the loop has come to one more.
  std::vector<std::string> problems() {
    EXPECT_EQ(CallShowing(pair_).Ask(kPath), 200);
    absl::MutexLock lock(&mutex_);
    return problems_;
  }

  const TestAuthority authority_;
  const tls::TestPair pair_ = authority_.Issue({"first"});
  const tls::TestFiles files_;
  EchoUpstream upstream_;
  std::unique_ptr<tls::WatchedContext> watched_;
  absl::Mutex mutex_;
  std::vector<std::string> names_;
  std::vector<std::string> problems_;
  std::unique_ptr<Gateway> gateway_;
};

TEST_F(TlsThroughTheEdge, GrpcIsAnsweredOverHttp2) {
  Start();
  EXPECT_THAT(Echo(*Stub()), status::IsOk());
  EXPECT_THAT(names(), ElementsAre("none"));
}

TEST_F(TlsThroughTheEdge, MuchGoesBothWays) {
  Start();
  const auto stub = Stub();
  for (int i = 0; i < 3; ++i) EXPECT_THAT(Echo(*stub, 15'000'000), status::IsOk());
  TlsCaller caller = Call(Greeting());
  const std::string payload(8'000'000, 'A');  // of base64
  ASSERT_EQ(caller.Ask(absl::StrCat(kPath, ":echo"), "{\"payload\": \"" + payload + "\"}"), 200);
  EXPECT_THAT(caller.text(), HasSubstr(payload));
}

TEST_F(TlsThroughTheEdge, AlpnChoosesAndTheFirstBytesDoWithoutIt) {
  Start();
  for (const auto& [offers, chosen] : {std::pair("\x08http/1.1", "http/1.1"), std::pair("", "")}) {
    testing::TlsGreeting greeting = Greeting();
    greeting.offers = offers;
    TlsCaller caller = Call(greeting);
    EXPECT_EQ(caller.protocol(), chosen);
    EXPECT_EQ(caller.Ask(kPath), 200) << caller.error().message();
    EXPECT_EQ(caller.Ask(kPath), 200) << caller.error().message();
  }
  testing::TlsGreeting greeting = Greeting();
  greeting.offers = kBoth;
  TlsCaller both = Call(greeting);
  EXPECT_EQ(both.protocol(), "h2");
  EXPECT_EQ(both.Ask(kPath), 0) << "it said h2 and spoke HTTP/1.1";
  greeting.offers = "\x06spdy/3";
  EXPECT_TRUE(Call(greeting).error());
}

TEST_F(TlsThroughTheEdge, TheEndOfAConnectionIsSaid) {
  Start();
  TlsCaller caller = Call(Greeting());
  EXPECT_EQ(caller.Ask(kPath, "", /*keep=*/false), 200);
  EXPECT_TRUE(caller.IsEnded());
}

TEST_F(TlsThroughTheEdge, OldVersionsAreForThoseWhoWantThem) {
  testing::TlsGreeting greeting = Greeting();
  greeting.version = TLS1_2_VERSION;
  Start();
  EXPECT_TRUE(Call(greeting).error());
  EXPECT_THAT(problems(), ElementsAre("unsupported protocol"));
  Start(ClientCertificates::kOff, TLS1_2_VERSION);
  EXPECT_EQ(Call(greeting).Ask(kPath), 200);
  greeting.version = TLS1_1_VERSION;
  EXPECT_TRUE(Call(greeting).error());
}

TEST_F(TlsThroughTheEdge, AWantedCertificateIsVerifiedAndItsNamesAreToldOf) {
  Start(ClientCertificates::kRequired);
  const tls::TestPair robot = authority_.Issue({"robot", "URI:spiffe://ett/robot,DNS:robot"});
  EXPECT_EQ(CallShowing(robot).Ask(kPath), 200);
  EXPECT_THAT(Echo(*Stub(robot)), status::IsOk());
  const char* const said = "URI:spiffe://ett/robot DNS:robot CN:robot";
  EXPECT_THAT(names(), ElementsAre(said, said));
  EXPECT_EQ(Call(Greeting()).Ask(kPath), 0);
  EXPECT_EQ(CallShowing(authority_.Issue({"old", "", absl::Seconds(-1)})).Ask(kPath), 0);
  EXPECT_EQ(CallShowing(TestAuthority().Issue()).Ask(kPath), 0);
  EXPECT_EQ(names().size(), 2);
  EXPECT_THAT(problems(), ElementsAre("peer did not return a certificate",
                                      "the certificate is not taken: certificate has expired",
                                      HasSubstr("the certificate is not taken: ")));
}

TEST_F(TlsThroughTheEdge, ARevokedCertificateIsRefusedInTheHandshake) {
  const tls::TestPair robot = authority_.Issue({"robot", ""});
  const tls::TestPair lost = authority_.Issue({"lost", ""});
  files_.Write("revoked.crl", authority_.Revoke({lost}));
  Start(ClientCertificates::kRequired);
  EXPECT_EQ(CallShowing(robot).Ask(kPath), 200);
  EXPECT_EQ(CallShowing(lost).Ask(kPath), 0);
  EXPECT_THAT(problems(), ElementsAre("the certificate is not taken: certificate revoked"));
  // As any caller that was let in before its certificate was revoked.
  TlsCaller before = CallShowing(robot);
  EXPECT_EQ(before.Ask(kPath), 200);
  files_.Write("revoked.crl", authority_.Revoke({lost, robot}));
  watched_->Look();
  EXPECT_EQ(CallShowing(robot).Ask(kPath), 0);
  EXPECT_EQ(before.Ask(kPath), 200);
  EXPECT_EQ(CallShowing(pair_).Ask(kPath), 200);
}

TEST_F(TlsThroughTheEdge, AListThatIsTooOldLetsNobodyIn) {
  files_.Write("revoked.crl", authority_.Revoke({}, absl::Seconds(-1)));
  Start(ClientCertificates::kRequired);
  EXPECT_EQ(CallShowing(pair_).Ask(kPath), 0);
  files_.Write("revoked.crl", authority_.Revoke({}));
  watched_->Look();
  EXPECT_THAT(problems(), ElementsAre("the certificate is not taken: CRL has expired"));
}

TEST_F(TlsThroughTheEdge, AnOptionalCertificateMayBeLeftOutButNotBeWrong) {
  Start(ClientCertificates::kOptional);
  EXPECT_EQ(Call(Greeting()).Ask(kPath), 200);
  EXPECT_EQ(CallShowing(authority_.Issue({"robot", ""})).Ask(kPath), 200);
  EXPECT_EQ(CallShowing(TestAuthority().Issue()).Ask(kPath), 0);
  EXPECT_THAT(names(), ElementsAre("none", "CN:robot"));
}

TEST_F(TlsThroughTheEdge, WhatManyDoWrongIsToldOfOnce) {
  Start();
  for (int i = 0; i < 20; ++i) {
    testing::TlsGreeting greeting = Greeting();
    greeting.version = TLS1_2_VERSION;
    EXPECT_TRUE(Call(greeting).error());
  }
  EXPECT_THAT(problems(), ElementsAre("unsupported protocol"));
}

TEST_F(TlsThroughTheEdge, PlainHttpIsNotAnswered) {
  Start();
  boost::asio::io_context loop;
  boost::asio::ip::tcp::socket socket(loop);
  socket.connect(
      {boost::asio::ip::make_address("127.0.0.1"), static_cast<std::uint16_t>(gateway_->port())});
  boost::asio::write(socket, boost::asio::buffer("GET / HTTP/1.1\r\nhost: a\r\n\r\n"));
  std::array<char, 100> bytes{};
  boost::system::error_code error;
  const std::size_t size = socket.read_some(boost::asio::buffer(bytes), error);
  EXPECT_NE(absl::string_view(bytes.data(), std::min<std::size_t>(size, 4)), "HTTP");
  EXPECT_THAT(problems(), ElementsAre("plain HTTP instead of TLS"));
}

TEST_F(TlsThroughTheEdge, WhoOnlyLooksWhetherAPortIsOpenDoesNothingWrong) {
  Start();
  {
    boost::asio::io_context loop;
    boost::asio::ip::tcp::socket socket(loop);
    socket.connect(
        {boost::asio::ip::make_address("127.0.0.1"), static_cast<std::uint16_t>(gateway_->port())});
    boost::system::error_code error;
    socket.shutdown(boost::asio::socket_base::shutdown_send);
    std::array<char, 100> bytes{};
    while (!error) socket.read_some(boost::asio::buffer(bytes), error);
    EXPECT_EQ(error, boost::asio::error::eof);
  }
  EXPECT_THAT(problems(), IsEmpty());
}

TEST_F(TlsThroughTheEdge, ANewCertificateIsForNewConnections) {
  Start();
  TlsCaller before = Call(Greeting());
  EXPECT_EQ(before.Ask(kPath), 200);
  const auto stub = Stub();
  EXPECT_THAT(Echo(*stub), status::IsOk());
  for (int i = 0; i < 20; ++i) {
    const std::string name = absl::StrCat("certificate ", i);
    files_.Write(authority_.Issue({name}));
    watched_->Look();
    TlsCaller after = Call(Greeting());
    EXPECT_EQ(after.shown(), name);
    EXPECT_EQ(after.Ask(kPath), 200);
    EXPECT_EQ(before.Ask(kPath), 200);
    EXPECT_THAT(Echo(*stub), status::IsOk());
  }
  EXPECT_EQ(before.shown(), "first");
}

TEST_F(TlsThroughTheEdge, APairThatDoesNotMatchChangesNothing) {
  Start();
  files_.Write("tls.key", authority_.Issue().key);
  watched_->Look();
  TlsCaller caller = Call(Greeting());
  EXPECT_EQ(caller.shown(), "first");
  EXPECT_EQ(caller.Ask(kPath), 200);
}

}  // namespace
}  // namespace ett::edge
