#include <gtest/gtest.h>

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <nlohmann/json.hpp>

#include "absl/time/clock.h"
#include "gateway/edge/gateway.h"
#include "gateway/edge/testing/echo_upstream.h"
#include "status/matchers.h"

namespace ett::edge {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using nlohmann::json;
using testing::EchoUpstream;

struct Reply {
  int status = 0;
  std::string allow;
  std::string request_id;
  std::string etag;
  std::string type;
  std::string text;
  json body;
};

// A caller that is not ours: one HTTP/1.1 connection, kept alive.
class Caller {
 public:
  explicit Caller(int port) : socket_(loop_) {
    socket_.connect({asio::ip::make_address("127.0.0.1"), static_cast<std::uint16_t>(port)});
  }

  Reply Ask(http::verb method, const std::string& target, const std::string& body = "",
            const std::string& type = "application/json", const Headers& headers = {}) {
    http::request<http::string_body> request{method, target, 11};
    request.set(http::field::host, "test");
    request.set("x-request-id", "abc-123");
    for (const Header& each : headers) request.set(each.name, each.value);
    if (!body.empty()) {
      request.set(http::field::content_type, type);
      request.body() = body;
      request.prepare_payload();
    }
    http::write(socket_, request);
    return Read(method == http::verb::head);
  }

  // Sends bytes as they are.
  Reply Send(const std::string& bytes) {
    asio::write(socket_, asio::buffer(bytes));
    return Read(false);
  }

 private:
  Reply Read(bool head) {
    http::response_parser<http::string_body> parser;
    parser.skip(head);
    parser.body_limit(64 << 20);
    http::read(socket_, buffer_, parser);
    const auto response = parser.release();
    return {static_cast<int>(response.result_int()),
            std::string(response[http::field::allow]),
            std::string(response["x-request-id"]),
            std::string(response[http::field::etag]),
            std::string(response[http::field::content_type]),
            response.body(),
            json::parse(response.body(), nullptr, false)};
  }

  asio::io_context loop_;
  asio::ip::tcp::socket socket_;
  boost::beast::flat_buffer buffer_;
};

class RestThroughTheEdge : public ::testing::Test {
 protected:
  RestThroughTheEdge() {
    Config config;
    config.listen = "127.0.0.1:0";
    config.threads = 1;
    config.upstreams = {{"echo", upstream_.address(), std::nullopt}};
    config.message_bytes = 100'000;
    gateway_ = *Gateway::Start(std::move(config));
    caller_ = std::make_unique<Caller>(gateway_->port());
  }

  Reply Get(const std::string& target) { return caller_->Ask(http::verb::get, target); }
  Reply Accepting(const std::string& target, const std::string& type) {
    return caller_->Ask(http::verb::get, target, "", "", {{"accept", type}});
  }
  Reply Post(const std::string& target, const std::string& body) {
    return caller_->Ask(http::verb::post, target, body);
  }

  EchoUpstream upstream_;
  std::unique_ptr<Gateway> gateway_;
  std::unique_ptr<Caller> caller_;
};

TEST_F(RestThroughTheEdge, APathAndAQueryMakeAMessage) {
  const Reply reply =
      Get("/v1/shelves/a/books/b?number=7&words=x&words=y%20z&inner.big=9007199254740993&flag=true"
          "&colour=COLOUR_RED&time=2019-04-01T12:00:00Z&date.year=2018&ratio=0.5&mask=a,b");
  ASSERT_EQ(reply.status, 200) << reply.text;
  EXPECT_EQ(reply.type, "application/json");
  EXPECT_EQ(reply.request_id, "abc-123");
  const json& request = reply.body["request"];
  EXPECT_EQ(request["name"], "shelves/a/books/b");
  EXPECT_EQ(request["number"], 7);
  EXPECT_EQ(request["words"], json({"x", "y z"}));
  EXPECT_EQ(request["inner"]["big"], "9007199254740993");
  EXPECT_EQ(request["flag"], true);
  EXPECT_EQ(request["colour"], "COLOUR_RED");
  EXPECT_EQ(request["time"], "2019-04-01T12:00:00Z");
  EXPECT_EQ(request["date"]["year"], 2018);
  EXPECT_EQ(request["ratio"], 0.5);
  EXPECT_EQ(request["mask"], "a,b");
}

TEST_F(RestThroughTheEdge, ABodyOfEverythingAndThePathWins) {
  const Reply reply = Post("/v1/shelves/a/books/b:echo", R"({"name": "other", "number": 3})");
  ASSERT_EQ(reply.status, 200) << reply.text;
  EXPECT_EQ(reply.body["request"]["name"], "shelves/a/books/b");
  EXPECT_EQ(reply.body["request"]["number"], 3);
}

TEST_F(RestThroughTheEdge, ABodyOfOneField) {
  const Reply reply = caller_->Ask(http::verb::patch, "/v1/shelves/a?number=2", R"({"big": "5"})");
  ASSERT_EQ(reply.status, 200) << reply.text;
  EXPECT_EQ(reply.body["request"]["inner"]["name"], "shelves/a");
  EXPECT_EQ(reply.body["request"]["inner"]["big"], "5");
  EXPECT_EQ(reply.body["request"]["number"], 2);
}

TEST_F(RestThroughTheEdge, DefaultsAreSaid) {
  const json request = Get("/v1/shelves/a/books/b").body["request"];
  EXPECT_EQ(request["number"], 0);
  EXPECT_EQ(request["words"], json::array());
  EXPECT_EQ(request["colour"], "COLOUR_UNSPECIFIED");
}

struct Wrong {
  std::string target;
  std::string says;
};

TEST_F(RestThroughTheEdge, AWrongParameterIsNamed) {
  const std::vector<Wrong> cases = {
      {"?nummer=7", "nummer: want a field of ett.edge.testing.EchoRequest: name, number"},
      {"?number=seven", "number: want an integer of 32 bits, got \"seven\""},
      {"?number=1&number=2", "number: want one value"},
      {"?number=2147483648", "number: want an integer of 32 bits"},
      {"?flag=yes", "flag: want true or false, got \"yes\""},
      {"?colour=RED", "colour: want one of COLOUR_UNSPECIFIED, COLOUR_RED, got \"RED\""},
      {"?time=yesterday", "time: want a time such as"},
      {"?inner=x", "inner: want its fields"},
      {"?inner.size=1", "inner.size: want a field of ett.edge.testing.Inner: name, big"},
      {"?ratio=half", "ratio: want a number, got \"half\""},
  };
  for (const Wrong& each : cases) {
    const Reply reply = Get("/v1/shelves/a/books/b" + each.target);
    EXPECT_EQ(reply.status, 400) << each.target;
    EXPECT_EQ(reply.body["error"]["status"], "INVALID_ARGUMENT");
    const std::string message = reply.body["error"]["message"];
    EXPECT_NE(message.find(each.says), std::string::npos) << message;
  }
}

TEST_F(RestThroughTheEdge, AWrongBodyIsRefused) {
  for (const char* body : {"{", "[]", "7", R"({"nummer": 1})", R"({"number": "x"})",
                           R"({"number": 1.5})", R"({"inner": 7})"}) {
    const Reply reply = Post("/v1/shelves/a/books/b:echo", body);
    EXPECT_EQ(reply.status, 400) << body;
    EXPECT_EQ(reply.body["error"]["code"], 400) << body;
  }
}

TEST_F(RestThroughTheEdge, WhatIsNotThereAndWhatIsNotAllowedDiffer) {
  EXPECT_EQ(Get("/v1/nothing").status, 404);
  const Reply reply = caller_->Ask(http::verb::delete_, "/v1/shelves/a/books/b");
  EXPECT_EQ(reply.status, 405);
  EXPECT_EQ(reply.allow, "GET");
  EXPECT_EQ(caller_->Ask(http::verb::post, "/v1/shelves/a/books/b:echo", "<x/>", "text/xml").status,
            415);
  EXPECT_EQ(caller_->Ask(http::verb::options, "/v1/shelves/a/books/b:echo").allow, "POST, GET");
}

TEST_F(RestThroughTheEdge, AStreamIsTakenAsAnArrayOrAsLines) {
  const Reply array = Post("/v1/shelves:collect", R"([{"number": 1}, {"name": "]}\"["},{}])");
  ASSERT_EQ(array.status, 200) << array.text;
  EXPECT_EQ(array.body["count"], 3);
  const Reply lines = caller_->Ask(http::verb::post, "/v1/shelves:collect", "{\"number\": 1}\n{}\n",
                                   "application/x-ndjson");
  ASSERT_EQ(lines.status, 200) << lines.text;
  EXPECT_EQ(lines.body["count"], 2);
  EXPECT_EQ(Post("/v1/shelves:collect", "[]").body["count"], 0);
}

TEST_F(RestThroughTheEdge, AWrongMessageOfAStreamIsPlaced) {
  for (const auto& [body, says] :
       {std::pair(R"([{}, {"number": "x"}])", "body[1].number"),
        std::pair(R"([{}, {"nummer": 1}])", "body[1].nummer"), std::pair(R"([{},])", "body[1]"),
        std::pair(R"([{})", "an array that is closed"), std::pair(R"({})", "an array")}) {
    const Reply reply = Post("/v1/shelves:collect", body);
    EXPECT_EQ(reply.status, 400) << body;
    EXPECT_NE(reply.text.find(says), std::string::npos) << reply.text;
  }
}

TEST_F(RestThroughTheEdge, AFormsFileGoesPieceByPiece) {
  const std::string file(100'000, 'x');
  const std::string form = absl::StrCat(
      "--b\r\ncontent-disposition: form-data; name=\"name\"\r\n\r\nfirst\r\n--b\r\n"
      "content-disposition: form-data; name=\"payload\"; filename=\"f\"\r\n\r\n",
      file, "\r\n--b--\r\n");
  const Reply reply = caller_->Ask(http::verb::post, "/v1/shelves:collect", form,
                                   "multipart/form-data; boundary=b");
  ASSERT_EQ(reply.status, 200) << reply.text;
  EXPECT_GT(reply.body["count"], 1);
  EXPECT_EQ(reply.body["request"]["name"], "first");
  EXPECT_EQ(reply.body["request"]["number"], 100'000);
  EXPECT_EQ(caller_
                ->Ask(http::verb::post, "/v1/shelves:collect", form.substr(0, 50'000),
                      "multipart/form-data; boundary=b")
                .status,
            400);
}

TEST_F(RestThroughTheEdge, AStreamIsAnsweredAsTheCallerAccepts) {
  const Reply array = Get("/v1/shelves:expand?number=3");
  EXPECT_EQ(array.type, "application/json");
  ASSERT_EQ(array.body.size(), 3) << array.text;
  EXPECT_EQ(array.body[2]["count"], 2);
  EXPECT_EQ(Get("/v1/shelves:expand").text, "[]");
  const Reply lines =
      Accepting("/v1/shelves:expand?number=2&$fields=count", "application/x-ndjson");
  EXPECT_EQ(lines.type, "application/x-ndjson");
  EXPECT_EQ(lines.text, "{\"count\":0}\n{\"count\":1}\n");
  const Reply events = Accepting("/v1/shelves:expand?number=2&$fields=count", "text/event-stream");
  EXPECT_EQ(events.text, "id: 0\ndata: {\"count\":0}\n\nid: 1\ndata: {\"count\":1}\n\n");
}

TEST_F(RestThroughTheEdge, AnErrorWithinAStreamIsNotMistakenForItsEnd) {
  const Reply lines = Accepting("/v1/shelves:expand?number=1&failCode=10", "application/x-ndjson");
  EXPECT_EQ(lines.status, 200);
  EXPECT_NE(lines.text.find("\n{\"error\":{\"code\":409,\"status\":\"ABORTED\""), std::string::npos)
      << lines.text;
  EXPECT_EQ(lines.text.back(), '\n');
  const Reply events = Accepting("/v1/shelves:expand?number=1&failCode=10", "text/event-stream");
  EXPECT_NE(events.text.find("\n\nevent: error\ndata: {\"error\""), std::string::npos);
  EXPECT_THROW(Get("/v1/shelves:expand?number=1&failCode=10"), boost::system::system_error);
}

TEST_F(RestThroughTheEdge, AnErrorBeforeTheFirstMessageHasItsStatus) {
  EXPECT_EQ(Get("/v1/shelves:expand?failCode=5").status, 404);
  EXPECT_EQ(Accepting("/v1/shelves:expand?failCode=5", "application/x-ndjson").status, 404);
}

TEST_F(RestThroughTheEdge, AStreamOfEventsIsResumed) {
  EXPECT_EQ(caller_
                ->Ask(http::verb::get, "/v1/shelves:expand?number=3&$fields=count", "", "",
                      {{"accept", "text/event-stream"}, {"last-event-id", "1"}})
                .text,
            "id: 2\ndata: {\"count\":2}\n\n");
}

TEST_F(RestThroughTheEdge, OnlyTheFieldsAskedForAreAnswered) {
  const Reply reply = Get("/v1/shelves/a/books/b?number=7&$fields=request.name,count");
  EXPECT_EQ(reply.text, R"({"request":{"name":"shelves/a/books/b"},"count":0})");
  EXPECT_EQ(Get("/v1/shelves/a/books/b?$fields=nothing").status, 400);
}

TEST_F(RestThroughTheEdge, HeadersSetFieldsThatTheyStandFor) {
  const Reply reply =
      caller_->Ask(http::verb::post, "/v1/shelves/a/books/b:echo", R"({"etag": "other"})",
                   "application/json", {{"if-match", "\"abc\""}, {"idempotency-key", "\"k\""}});
  EXPECT_EQ(reply.body["request"]["etag"], "abc");
  EXPECT_EQ(reply.body["request"]["requestId"], "k");
}

TEST_F(RestThroughTheEdge, APatchChangesWhatItsBodyHas) {
  const Reply reply = caller_->Ask(http::verb::patch, "/v1/shelves/a", R"({"big": "5"})");
  EXPECT_EQ(reply.body["request"]["updateMask"], "big");
  EXPECT_EQ(caller_->Ask(http::verb::patch, "/v1/shelves/a?updateMask=name", R"({"big": "5"})")
                .body["request"]["updateMask"],
            "name");
}

TEST_F(RestThroughTheEdge, AnETagThatIsKnownIsNotAnsweredAgain) {
  const Reply reply = Get("/v1/shelves/a/books/b?etag=e1");
  EXPECT_EQ(reply.etag, "\"e1\"");
  const Reply again = caller_->Ask(http::verb::get, "/v1/shelves/a/books/b?etag=e1", "", "",
                                   {{"if-none-match", "\"e1\""}});
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.text, "");
}

TEST_F(RestThroughTheEdge, BytesGoAsTheyAre) {
  for (const std::size_t size : {0, 1, 16'384, 16'385}) {
    const std::string bytes(size, '\xff');
    const Reply reply = caller_->Ask(http::verb::post, "/v1/shelves:raw", bytes, "image/png");
    EXPECT_EQ(reply.status, 200) << size << reply.text;
    EXPECT_EQ(reply.text, bytes);
    EXPECT_EQ(reply.type, size == 0 ? "application/octet-stream" : "image/png");
  }
}

TEST_F(RestThroughTheEdge, OneFieldMayBeTheAnswer) {
  EXPECT_EQ(Get("/v1/shelves/a/name").text, "\"shelves/a\"");
}

TEST_F(RestThroughTheEdge, AnErrorOfTheServiceKeepsItsDetails) {
  const Reply reply = Get("/v1/shelves/a/books/b?failCode=3");
  EXPECT_EQ(reply.status, 400);
  const json& error = reply.body["error"];
  EXPECT_EQ(error["details"][0]["@type"], "type.googleapis.com/google.rpc.BadRequest");
  EXPECT_EQ(error["details"][0]["fieldViolations"][0]["field"], "name");
  EXPECT_EQ(Get("/v1/shelves/a/books/b?failCode=5").body["error"]["message"], "så synd");
  EXPECT_EQ(Get("/v1/shelves/a/books/b?failCode=5").status, 404);
  EXPECT_EQ(Get("/v1/shelves/a/books/b?failCode=14").status, 503);
}

TEST_F(RestThroughTheEdge, ALargeBodyIsRefusedAndSaysSo) {
  const std::string body = R"({"name": ")" + std::string(200'000, 'x') + "\"}";
  const Reply reply = Post("/v1/shelves/a/books/b:echo", body);
  EXPECT_EQ(reply.status, 413);
  EXPECT_EQ(reply.body["error"]["status"], "RESOURCE_EXHAUSTED");
}

TEST_F(RestThroughTheEdge, HeadIsGetWithoutABody) {
  const Reply reply = caller_->Ask(http::verb::head, "/v1/shelves/a/books/b");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.text, "");
  EXPECT_EQ(Get("/v1/shelves/a/books/b").status, 200);  // the connection is still in step
}

TEST_F(RestThroughTheEdge, TheRootSaysWhatIsHere) {
  EXPECT_EQ(Get("/").body["services"][0], "ett.edge.testing.EchoService");
}

TEST_F(RestThroughTheEdge, WhatIsNotHttpIsRefused) {
  EXPECT_EQ(caller_->Send("HELO mail\r\n\r\n").status, 400);
}

TEST_F(RestThroughTheEdge, AServiceThatIsAwayIsUnavailable) {
  upstream_.Stop();
  Reply reply;
  const absl::Time end = absl::Now() + absl::Seconds(30);
  do {
    reply = Get("/v1/shelves/a/books/b");
  } while (reply.status == 200 && absl::Now() < end);
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(reply.body["error"]["status"], "UNAVAILABLE");
}

}  // namespace
}  // namespace ett::edge
