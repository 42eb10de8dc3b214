#include <gmock/gmock.h>

#include "gateway/edge/testing/rest_fixture.h"

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

}  // namespace
}  // namespace ett::edge
