#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include <thread>

#include "gateway/edge/gateway.h"
#include "gateway/edge/testing/echo_upstream.h"
#include "gateway/edge/testing/eventually.h"
#include "status/matchers.h"

namespace ett::edge {
namespace {

using testing::EchoRequest;
using testing::EchoResponse;
using testing::EchoService;
using testing::EchoUpstream;
using testing::Eventually;
using testing::LaterService;

class GrpcThroughTheEdge : public ::testing::Test {
 protected:
  GrpcThroughTheEdge() { Start({{"echo", upstream_->address(), std::nullopt}}); }

  void Start(std::vector<UpstreamConfig> upstreams) {
    Config config;
    config.listen = "127.0.0.1:0";
    config.threads = 2;
    config.upstreams = std::move(upstreams);
    config.learn_interval = absl::Milliseconds(50);
    auto started = Gateway::Start(std::move(config));
    ASSERT_THAT(started, status::IsOk());
    gateway_ = *std::move(started);
    channel_ = grpc::CreateCustomChannel(absl::StrCat("127.0.0.1:", gateway_->port()),
                                         grpc::InsecureChannelCredentials(), Arguments());
    stub_ = EchoService::NewStub(channel_);
  }

  static grpc::ChannelArguments Arguments() {
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    arguments.SetMaxReceiveMessageSize(-1);
    return arguments;
  }

  grpc::Status Echo(const EchoRequest& request, EchoResponse& response) {
    grpc::ClientContext context;
    return stub_->Echo(&context, request, &response);
  }

  std::unique_ptr<EchoUpstream> upstream_ = std::make_unique<EchoUpstream>();
  std::unique_ptr<Gateway> gateway_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<EchoService::Stub> stub_;
};

TEST_F(GrpcThroughTheEdge, AUnaryCallIsAnswered) {
  EchoRequest request;
  request.set_name("blåbær");
  EchoResponse response;
  ASSERT_TRUE(Echo(request, response).ok());
  EXPECT_EQ(response.request().name(), "blåbær");
}

TEST_F(GrpcThroughTheEdge, MetadataGoesAndTrailersComeBack) {
  grpc::ClientContext context;
  context.AddMetadata("x-back", "there and");
  context.AddMetadata("x-back-bin", std::string("\0\xff", 2));
  context.AddMetadata("x-request-id", "abc-123");
  EchoResponse response;
  ASSERT_TRUE(stub_->Echo(&context, EchoRequest(), &response).ok());
  const auto& trailers = context.GetServerTrailingMetadata();
  ASSERT_EQ(trailers.count("x-back"), 1);
  EXPECT_EQ(trailers.find("x-back")->second, "there and");
  EXPECT_EQ(trailers.find("x-back-bin")->second, grpc::string_ref("\0\xff", 2));
  EXPECT_EQ(context.GetServerInitialMetadata().find("x-request-id")->second, "abc-123");
  EXPECT_EQ(context.GetServerInitialMetadata().count("x-request-id"), 1);
}

TEST_F(GrpcThroughTheEdge, AnErrorKeepsItsTextAndDetails) {
  EchoRequest request;
  request.set_name("x");
  request.set_fail_code(3);
  EchoResponse response;
  const absl::Status status = status::FromGrpc(Echo(request, response));
  EXPECT_THAT(status, status::StatusSays(absl::StatusCode::kInvalidArgument, "a better one"));
  ASSERT_EQ(status::FieldErrorsOf(status).size(), 1);
  request.set_fail_code(5);
  EXPECT_EQ(Echo(request, response).error_message(), "så synd");
}

TEST_F(GrpcThroughTheEdge, AClientStreamIsPassedOn) {
  grpc::ClientContext context;
  EchoResponse response;
  const auto writer = stub_->Collect(&context, &response);
  EchoRequest request;
  request.set_payload(std::string(10'000, 'x'));
  for (int i = 0; i < 1000; ++i) ASSERT_TRUE(writer->Write(request));
  writer->WritesDone();
  ASSERT_TRUE(writer->Finish().ok());
  EXPECT_EQ(response.count(), 1000);
}

TEST_F(GrpcThroughTheEdge, AServerStreamIsPassedOnWithItsEnd) {
  EchoRequest request;
  request.set_number(1000);
  request.set_payload(std::string(10'000, 'x'));
  request.set_fail_code(10);
  grpc::ClientContext context;
  const auto reader = stub_->Expand(&context, request);
  EchoResponse response;
  int count = 0;
  while (reader->Read(&response)) EXPECT_EQ(response.count(), count++);
  EXPECT_EQ(count, 1000);
  EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::ABORTED);
}

TEST_F(GrpcThroughTheEdge, BothSidesTalkInTurns) {
  grpc::ClientContext context;
  const auto stream = stub_->Chat(&context);
  for (int i = 0; i < 100; ++i) {
    EchoRequest request;
    request.set_number(i);
    EchoResponse response;
    ASSERT_TRUE(stream->Write(request));
    ASSERT_TRUE(stream->Read(&response));
    EXPECT_EQ(response.request().number(), i);
  }
  stream->WritesDone();
  EXPECT_TRUE(stream->Finish().ok());
}

TEST_F(GrpcThroughTheEdge, AMessageLargerThanAnyWindowPasses) {
  EchoRequest request;
  request.set_payload(std::string(12 << 20, 'x'));
  EchoResponse response;
  const grpc::Status status = Echo(request, response);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(response.request().payload().size(), request.payload().size());
}

TEST_F(GrpcThroughTheEdge, AReaderThatStopsHoldsTheWriterBack) {
  EchoRequest request;
  request.set_number(1'000'000);
  request.set_payload(std::string(10'000, 'x'));
  grpc::ClientContext context;
  const auto reader = stub_->Expand(&context, request);
  EchoResponse response;
  ASSERT_TRUE(reader->Read(&response));
  // Ten gigabytes are on offer; a caller beside it is served meanwhile.
  EchoResponse other;
  EXPECT_TRUE(Echo(EchoRequest(), other).ok());
  context.TryCancel();
  EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::CANCELLED);
}

TEST_F(GrpcThroughTheEdge, ADeadlineIsAnsweredAndTheServiceToldToStop) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::milliseconds(100));
  EchoRequest request;
  request.set_name("forever");
  EchoResponse response;
  EXPECT_EQ(stub_->Echo(&context, request, &response).error_code(),
            grpc::StatusCode::DEADLINE_EXCEEDED);
  // On a busy machine it may not even have come so far.
  EXPECT_TRUE(Eventually([&] { return upstream_->handler.cancelled == upstream_->handler.calls; }));
}

TEST_F(GrpcThroughTheEdge, ACallerThatGivesUpCancelsTheService) {
  grpc::ClientContext context;
  EchoRequest request;
  request.set_name("forever");
  EchoResponse response;
  std::thread caller([&] { (void)stub_->Echo(&context, request, &response); });
  EXPECT_TRUE(Eventually([&] { return upstream_->handler.calls == 1; }));
  context.TryCancel();
  caller.join();
  EXPECT_TRUE(Eventually([&] { return upstream_->handler.cancelled == 1; }));
}

TEST_F(GrpcThroughTheEdge, AnUnknownServiceIsUnimplemented) {
  grpc::ClientContext context;
  EchoResponse response;
  const grpc::Status status =
      LaterService::NewStub(channel_)->Later(&context, EchoRequest(), &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNIMPLEMENTED);
  EXPECT_NE(status.error_message().find("ett.edge.testing.LaterService"), std::string::npos);
}

TEST_F(GrpcThroughTheEdge, AServiceThatIsAwayIsNamed) {
  upstream_->Stop();
  EchoResponse response;
  grpc::Status status;
  EXPECT_TRUE(Eventually([&] {
    status = Echo(EchoRequest(), response);
    return status.error_message().find("\"echo\" at 127.0.0.1") != std::string::npos;
  }));
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE);
}

TEST_F(GrpcThroughTheEdge, ARestartedServiceWithNewMethodsIsPickedUp) {
  const int port = upstream_->port();
  EchoResponse response;
  ASSERT_TRUE(Echo(EchoRequest(), response).ok());
  upstream_.reset();
  upstream_ = std::make_unique<EchoUpstream>(port, /*later=*/true);
  const auto later = LaterService::NewStub(channel_);
  EXPECT_TRUE(Eventually([&] {
    grpc::ClientContext context;
    return later->Later(&context, EchoRequest(), &response).ok();
  }));
  EXPECT_TRUE(Echo(EchoRequest(), response).ok());
}

TEST_F(GrpcThroughTheEdge, AServiceThatComesLateIsPickedUp) {
  const int port = upstream_->port();
  upstream_.reset();
  gateway_.reset();
  Start({{"echo", absl::StrCat("127.0.0.1:", port), std::nullopt}});
  EchoResponse response;
  EXPECT_EQ(Echo(EchoRequest(), response).error_code(), grpc::StatusCode::UNIMPLEMENTED);
  upstream_ = std::make_unique<EchoUpstream>(port);
  EXPECT_TRUE(Eventually([&] { return Echo(EchoRequest(), response).ok(); }));
}

TEST_F(GrpcThroughTheEdge, OfTwoThatServeTheSameTheFirstHasIt) {
  EchoUpstream second;
  gateway_.reset();
  Start(
      {{"first", upstream_->address(), std::nullopt}, {"second", second.address(), std::nullopt}});
  EchoResponse response;
  ASSERT_TRUE(Echo(EchoRequest(), response).ok());
  EXPECT_EQ(upstream_->handler.calls, 1);
  EXPECT_EQ(second.handler.calls, 0);
}

TEST_F(GrpcThroughTheEdge, DrainingLetsACallFinish) {
  grpc::ClientContext context;
  const auto stream = stub_->Chat(&context);
  EchoRequest request;
  EchoResponse response;
  ASSERT_TRUE(stream->Write(request));
  ASSERT_TRUE(stream->Read(&response));
  std::thread draining([&] { gateway_->Drain(absl::Seconds(30)); });
  ASSERT_TRUE(stream->Write(request));
  ASSERT_TRUE(stream->Read(&response));
  stream->WritesDone();
  EXPECT_TRUE(stream->Finish().ok());
  draining.join();
}

}  // namespace
}  // namespace ett::edge
