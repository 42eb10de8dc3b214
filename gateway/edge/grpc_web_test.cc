#include <gmock/gmock.h>

#include "absl/strings/escaping.h"
#include "gateway/edge/framed_body.h"
#include "gateway/edge/grpc_wire.h"
#include "gateway/edge/testing/rest_fixture.h"
#include "status/matchers.h"

namespace ett::edge {
namespace {

namespace http = boost::beast::http;
using ::testing::HasSubstr;
using testing::Reply;

constexpr char kMethod[] = "/ett.edge.testing.EchoService/Echo";

class GrpcWebThroughTheEdge : public testing::RestFixture {
 protected:
  Reply Ask(const std::string& body, const std::string& type) {
    return caller_->Ask(http::verb::post, kMethod, body, type, {{"content-type", type}});
  }
};

TEST_F(GrpcWebThroughTheEdge, MessagesAreOfProtobuf) {
  const std::string frame(5, '\0');
  for (const char* type : {"application/grpc-web", "application/grpc-web+proto",
                           "Application/gRPC-Web; charset=utf-8"}) {
    EXPECT_EQ(Ask(frame, type).status, 200) << type;
  }
  for (const char* type : {"application/grpc-web-text", "application/grpc-web-text+proto"}) {
    EXPECT_EQ(Ask("AAAAAAA=", type).status, 200) << type;
  }
  EXPECT_EQ(upstream_.handler.calls, 5);
}

TEST_F(GrpcWebThroughTheEdge, MessagesOfAnotherFormAreRefused) {
  for (const char* type : {"application/grpc-web+json", "application/grpc-web-text+json",
                           "application/grpc-web+thrift", "application/grpc-webs",
                           "application/grpc+json", "application/grpc"}) {
    const Reply reply = Ask("{}", type);
    EXPECT_EQ(reply.status, 415) << type;
    EXPECT_EQ(reply.body["error"]["status"], "INVALID_ARGUMENT") << reply.text;
    EXPECT_THAT(reply.text, HasSubstr("content-type: want application/grpc, of HTTP/2")) << type;
  }
  EXPECT_EQ(upstream_.handler.calls, 0);
}

struct Sent {
  std::string what;
  std::string body;
  std::string says;
};

std::string Bytes(const char* text, std::size_t size) { return {text, size}; }

TEST_F(GrpcWebThroughTheEdge, WhatIsNotOneMessageIsRefusedAndSaysHow) {
  const std::string empty(5, '\0');
  const std::vector<Sent> cases = {
      {"nothing", "", "body: want one message, got \"none\""},
      {"half a prefix", std::string(3, '\0'), "body: want 5 bytes before each message, got \"3\""},
      {"half a message", Bytes("\0\0\0\0\x9", 5) + "abc",
       "body: want a message of 9 bytes, got \"3\""},
      {"two", empty + empty, "body: want one message, got \"another\""},
      {"trailers", Bytes("\x80\0\0\0\0", 5),
       "body: want 0 or 1 as the first byte of a message, got \"128\""},
  };
  for (const Sent& each : cases) {
    for (const bool is_text : {false, true}) {
      const Reply reply = is_text ? Ask(absl::Base64Escape(each.body), "application/grpc-web-text")
                                  : Ask(each.body, "application/grpc-web");
      EXPECT_EQ(reply.grpc_status, "3") << each.what;
      EXPECT_EQ(DecodeMessage(reply.Header("grpc-message")), each.says) << each.what;
    }
  }
  EXPECT_EQ(upstream_.handler.calls, 0);
}

TEST_F(GrpcWebThroughTheEdge, AMessageThatIsTooLargeIsRefusedByItsPrefix) {
  const Reply reply = Ask(Bytes("\0\0\x1\x86\xa1", 5), "application/grpc-web");
  EXPECT_EQ(reply.grpc_status, "8");
  EXPECT_EQ(DecodeMessage(reply.Header("grpc-message")),
            "body: want a message of at most 100000 bytes, got 100001");
}

TEST(FramedBody, MayComeInAnyPieces) {
  const std::string messages = Frame("abc") + Frame("") + Frame(std::string(300, 'x'));
  for (std::size_t piece = 1; piece <= messages.size(); ++piece) {
    FramedBody body(300, /*is_stream=*/true);
    for (std::size_t at = 0; at < messages.size(); at += piece) {
      EXPECT_EQ(body.End().ok(), at == 0 || at == 8 || at == 13) << piece << " " << at;
      ASSERT_THAT(body.Take(absl::string_view(messages).substr(at, piece)), status::IsOk());
    }
    EXPECT_THAT(body.End(), status::IsOk());
  }
}

TEST(FramedBody, OfAStreamMayHaveNoMessages) {
  EXPECT_THAT(FramedBody(1, /*is_stream=*/true).End(), status::IsOk());
  EXPECT_FALSE(FramedBody(1, /*is_stream=*/false).End().ok());
}

}  // namespace
}  // namespace ett::edge
