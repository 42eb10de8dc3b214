#include "gateway/edge/cached_call.h"

#include <grpcpp/create_channel.h>

#include "gateway/edge/testing/rest_fixture.h"

namespace ett::edge {
namespace {

namespace http = boost::beast::http;
using testing::Reply;

constexpr char kPath[] = "/v1/shelves/a/books/b";
constexpr char kHit[] = "ett; hit";

class AnswersThatAreKept : public testing::RestFixture {
 protected:
  void SetUp() override {
    RestFixture::SetUp();
    upstream_.handler.version = 1;
    // The gateway sees that the method gives versions, and then keeps an answer.
    EXPECT_EQ(Get("/v1/shelves/a/books/other").status, 200);
    EXPECT_EQ(Get(kPath).status, 200);
  }
  Reply As(const std::string& token) {
    return caller_->Ask(http::verb::get, kPath, "", "", {{"authorization", token}});
  }
};

TEST_F(AnswersThatAreKept, StandAsLongAsTheDataAreTheSame) {
  upstream_.handler.computed = 0;
  const Reply first = Get(kPath);
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.body["title"], "version 1");
  EXPECT_EQ(first.Header("cache-status"), kHit);
  EXPECT_EQ(Get(kPath).text, first.text);
  EXPECT_EQ(upstream_.handler.computed, 0);
  // Another question has another answer.
  EXPECT_EQ(Get("/v1/shelves/a/books/c").Header("cache-status"), "");
  EXPECT_EQ(upstream_.handler.computed, 1);
}

TEST_F(AnswersThatAreKept, GoAtOnceWhenTheDataChange) {
  EXPECT_EQ(Get(kPath).Header("cache-status"), kHit);
  upstream_.handler.version = 2;
  const Reply anew = Get(kPath);
  EXPECT_EQ(anew.body["title"], "version 2");
  EXPECT_EQ(anew.Header("cache-status"), "");
  EXPECT_EQ(Get(kPath).Header("cache-status"), kHit);
}

TEST_F(AnswersThatAreKept, AreGivenToNobodyWhoMayNotAsk) {
  EXPECT_EQ(As("Bearer anna").Header("cache-status"), kHit);
  EXPECT_EQ(As("Bearer nobody").status, 403);
}

TEST_F(AnswersThatAreKept, StandInForAServiceThatIsAwayForThoseWhoHadThem) {
  EXPECT_EQ(As("Bearer anna").status, 200);
  upstream_.Stop();
  for (const Reply& reply : {Get(kPath), As("Bearer anna")}) {
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body["title"], "version 1");
    EXPECT_EQ(reply.Header("warning"), "111 - \"Revalidation Failed\"");
    EXPECT_EQ(reply.Header("cache-status"), "ett; hit; detail=stale");
    EXPECT_NE(reply.Header("age"), "");
  }
  EXPECT_EQ(As("Bearer per").status, 503);
  EXPECT_EQ(Get("/v1/shelves/a/books/c").status, 503);
}

TEST_F(AnswersThatAreKept, AreNotSentToWhoHasThem) {
  const Reply reply = Get(kPath);
  EXPECT_EQ(reply.etag, "W/\"1\"");
  const auto again = [&] {
    return caller_->Ask(http::verb::get, kPath, "", "", {{"if-none-match", reply.etag}}).status;
  };
  EXPECT_EQ(again(), 304);
  upstream_.handler.version = 2;
  EXPECT_EQ(again(), 200);
}

TEST_F(AnswersThatAreKept, AreTheSameBytesInGrpc) {
  const auto stub = testing::EchoService::NewStub(grpc::CreateChannel(
      absl::StrCat("127.0.0.1:", gateway_->port()), grpc::InsecureChannelCredentials()));
  testing::EchoRequest request;
  request.set_name("grpc");
  request.set_payload(std::string(40'000, 'x'));
  std::string bytes;
  for (const bool is_kept : {false, true, true}) {
    grpc::ClientContext context;
    testing::EchoResponse response;
    ASSERT_TRUE(stub->Echo(&context, request, &response).ok());
    EXPECT_EQ(context.GetServerInitialMetadata().count("cache-status"), is_kept);
    if (is_kept) {
      EXPECT_EQ(response.SerializeAsString(), bytes);
    }
    bytes = response.SerializeAsString();
  }
  // Too long to be kept.
  request.set_payload(std::string(100'000, 'x'));
  for (int i = 0; i < 2; ++i) {
    grpc::ClientContext context;
    testing::EchoResponse response;
    ASSERT_TRUE(stub->Echo(&context, request, &response).ok());
    EXPECT_EQ(context.GetServerInitialMetadata().count("cache-status"), 0);
    EXPECT_EQ(response.request().payload().size(), 100'000);
  }
}

TEST_F(AnswersThatAreKept, ErrorsAreNotAmongThem) {
  const std::string failing = absl::StrCat(kPath, "?failCode=5");
  EXPECT_EQ(Get(failing).status, 404);
  EXPECT_EQ(Get(failing).Header("cache-status"), "");
}

class AnswersThatNeverStandIn : public AnswersThatAreKept {
 protected:
  void Adapt(Config& config) override { config.stale_if_error = absl::Seconds(-1); }
};

TEST_F(AnswersThatNeverStandIn, LeaveTheServiceAway) {
  EXPECT_EQ(Get(kPath).Header("cache-status"), kHit);
  upstream_.Stop();
  EXPECT_EQ(Get(kPath).status, 503);
}

class NoAnswersAreKept : public testing::RestFixture {
 protected:
  void Adapt(Config& config) override { config.cache_bytes = 0; }
};

TEST_F(NoAnswersAreKept, WithoutRoom) {
  upstream_.handler.version = 1;
  for (int i = 0; i < 3; ++i) EXPECT_EQ(Get(kPath).Header("cache-status"), "");
  EXPECT_EQ(upstream_.handler.computed, 3);
}

}  // namespace
}  // namespace ett::edge
