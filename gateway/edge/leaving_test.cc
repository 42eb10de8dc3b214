#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <thread>

#include "gateway/edge/gateway.h"
#include "gateway/edge/reflection_client.h"
#include "gateway/edge/testing/echo_upstream.h"
#include "gateway/edge/testing/eventually.h"
#include "status/matchers.h"

namespace ett::edge {
namespace {

namespace asio = boost::asio;
using testing::EchoService;
using testing::EchoUpstream;
using testing::Eventually;

std::unique_ptr<Gateway> StartGateway(Config config) {
  config.listen = "127.0.0.1:0";
  auto started = Gateway::Start(std::move(config));
  EXPECT_THAT(started, status::IsOk());
  return *std::move(started);
}

std::string AddressOf(const Gateway& gateway) { return absl::StrCat("127.0.0.1:", gateway.port()); }

std::shared_ptr<grpc::Channel> ChannelTo(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
}

// Callers of one gateway in front of two others, by a method that is repeated only when it
// certainly reached nobody.
class Leaving : public ::testing::Test {
 protected:
  void Start(const Config& inner) {
    Config config = inner;
    config.upstreams = {{"echo", upstream_.address(), std::nullopt}};
    for (auto& each : inner_) each = StartGateway(config);
    Config front;
    auto files = AskByReflection(ChannelTo(upstream_.address()));
    ASSERT_THAT(files, status::IsOk());
    front.upstreams = {{"inner", absl::StrCat(AddressOf(*inner_[0]), ",", AddressOf(*inner_[1])),
                        *std::move(files)}};
    front_ = StartGateway(front);
  }

  // Calls until it is to stop, and a few times more.
  void Call() {
    const auto stub = EchoService::NewStub(ChannelTo(AddressOf(*front_)));
    for (int after = 0; after < 20; after += stop_ ? 1 : 0) {
      grpc::ClientContext context;
      google::api::HttpBody request;
      google::api::HttpBody response;
      const grpc::Status status = stub->Raw(&context, request, &response);
      ++called_;
      if (!status.ok()) ADD_FAILURE() << status.error_code() << " " << status.error_message();
    }
  }

  template <class Meanwhile>
  void UnderLoad(Meanwhile meanwhile) {
    std::vector<std::thread> callers;
    for (int i = 0; i < 4; ++i) callers.emplace_back([this] { Call(); });
    meanwhile();
    stop_ = true;
    for (std::thread& caller : callers) caller.join();
    EXPECT_EQ(upstream_.handler.calls, called_);
  }

  EchoUpstream upstream_;
  std::array<std::unique_ptr<Gateway>, 2> inner_;
  std::unique_ptr<Gateway> front_;
  std::atomic<bool> stop_ = false;
  std::atomic<int> called_ = 0;
};

TEST_F(Leaving, LosesNoCallUnderLoad) {
  Start({});
  UnderLoad([this] {
    EXPECT_TRUE(Eventually([this] { return called_ > 200; }));
    inner_[0]->Drain(absl::Seconds(30));
    inner_[0].reset();
  });
}

TEST_F(Leaving, OfOldConnectionsLosesNoCall) {
  Config inner;
  inner.traffic.connection_age = absl::Milliseconds(20);
  Start(inner);
  UnderLoad([this] { EXPECT_TRUE(Eventually([this] { return called_ > 1000; })); });
}

// A caller that speaks HTTP/2 by hand.
class Frames {
 public:
  explicit Frames(int port) : socket_(loop_) {
    socket_.connect({asio::ip::make_address("127.0.0.1"), static_cast<std::uint16_t>(port)});
    Send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    Send(std::string("\0\0\0\4\0\0\0\0\0", 9));
  }

  void Send(const std::string& bytes) { asio::write(socket_, asio::buffer(bytes)); }

  // The payload of the next frame of this type; empty when the connection ends before.
  std::string Next(unsigned char type) {
    for (;;) {
      std::array<unsigned char, 9> head{};
      boost::system::error_code error;
      asio::read(socket_, asio::buffer(head), error);
      if (error) return "";
      std::string payload((head[0] << 16) | (head[1] << 8) | head[2], '\0');
      asio::read(socket_, asio::buffer(payload));
      if (head[3] == type) return payload;
    }
  }

 private:
  asio::io_context loop_;
  asio::ip::tcp::socket socket_;
};

TEST(OldConnection, IsLeftInTwoSteps) {
  constexpr unsigned char kPing = 6;
  constexpr unsigned char kGoAway = 7;
  Config config;
  config.traffic.connection_age = absl::Milliseconds(10);
  const auto gateway = StartGateway(config);
  Frames caller(gateway->port());
  EXPECT_EQ(caller.Next(kGoAway), std::string("\x7f\xff\xff\xff\0\0\0\0", 8));
  const std::string ping = caller.Next(kPing);
  ASSERT_EQ(ping.size(), 8);
  caller.Send(std::string("\0\0\10\6\1\0\0\0\0", 9) + ping);
  EXPECT_EQ(caller.Next(kGoAway), std::string("\0\0\0\0\0\0\0\0", 8));
  EXPECT_EQ(caller.Next(kGoAway), "");
}

TEST(SilentConnection, IsGivenUp) {
  EchoUpstream other;
  auto files = AskByReflection(ChannelTo(other.address()));
  ASSERT_THAT(files, status::IsOk());
  asio::io_context loop;
  asio::ip::tcp::acceptor acceptor(loop, {asio::ip::make_address("127.0.0.1"), 0});
  asio::ip::tcp::socket silent(loop);
  std::thread server([&] {
    acceptor.accept(silent);
    // Its settings are all that it ever says.
    asio::write(silent, asio::buffer(std::string("\0\0\0\4\0\0\0\0\0", 9)));
  });
  Config config;
  config.threads = 1;
  config.upstreams = {
      {"silent", absl::StrCat("127.0.0.1:", acceptor.local_endpoint().port()), *std::move(files)}};
  config.traffic.health_interval = absl::InfiniteDuration();
  config.traffic.ping_interval = absl::Milliseconds(10);
  config.traffic.ping_timeout = absl::Milliseconds(10);
  const auto gateway = StartGateway(config);
  grpc::ClientContext context;
  google::api::HttpBody response;
  const grpc::Status status = EchoService::NewStub(ChannelTo(AddressOf(*gateway)))
                                  ->Raw(&context, google::api::HttpBody(), &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_NE(status.error_message().find("broke the call off"), std::string::npos);
  server.join();
}

}  // namespace
}  // namespace ett::edge
