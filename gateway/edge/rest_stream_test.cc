#include "gateway/edge/testing/rest_fixture.h"

namespace ett::edge {
namespace {

namespace http = boost::beast::http;
using testing::Reply;

class RestStreams : public testing::RestFixture {};

TEST_F(RestStreams, AStreamIsTakenAsAnArrayOrAsLines) {
  const Reply array = Post("/v1/shelves:collect", R"([{"number": 1}, {"name": "]}\"["},{}])");
  ASSERT_EQ(array.status, 200) << array.text;
  EXPECT_EQ(array.body["count"], 3);
  const Reply lines = caller_->Ask(http::verb::post, "/v1/shelves:collect", "{\"number\": 1}\n{}\n",
                                   "application/x-ndjson");
  ASSERT_EQ(lines.status, 200) << lines.text;
  EXPECT_EQ(lines.body["count"], 2);
  EXPECT_EQ(Post("/v1/shelves:collect", "[]").body["count"], 0);
}

TEST_F(RestStreams, AWrongMessageOfAStreamIsPlaced) {
  for (const auto& [body, says] :
       {std::pair(R"([{}, {"number": "x"}])", "body[1].number"),
        std::pair(R"([{}, {"nummer": 1}])", "body[1].nummer"), std::pair(R"([{},])", "body[1]"),
        std::pair(R"([{})", "an array that is closed"), std::pair(R"({})", "an array")}) {
    const Reply reply = Post("/v1/shelves:collect", body);
    EXPECT_EQ(reply.status, 400) << body;
    EXPECT_NE(reply.text.find(says), std::string::npos) << reply.text;
  }
}

TEST_F(RestStreams, AFormsFileGoesPieceByPiece) {
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

// Something is said every millisecond.
class EventsWithAPulse : public testing::RestFixture {
 protected:
  void Adapt(Config& config) override { config.event_pulse = absl::Milliseconds(1); }
};

TEST_F(EventsWithAPulse, SayThatTheyGoOnWhileNothingComes) {
  const std::string request =
      "GET /v1/shelves:expand?number=1&name=wait HTTP/1.1\r\nhost: test\r\n"
      "accept: text/event-stream\r\n\r\n";
  const std::string pause = caller_->Send(request, "4\r\n: \n\n\r\n4\r\n: \n\n\r\n");
  EXPECT_NE(pause.find("text/event-stream"), std::string::npos) << pause;
  EXPECT_EQ(pause.find("data:"), std::string::npos) << pause;
  upstream_.handler.may_go_on = true;
  const std::string rest = caller_->Send("", "\r\n0\r\n\r\n");
  EXPECT_NE(rest.find("id: 0\ndata: {"), std::string::npos) << rest;
}

TEST_F(RestStreams, AStreamIsAnsweredAsTheCallerAccepts) {
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

TEST_F(RestStreams, AnErrorWithinAStreamIsNotMistakenForItsEnd) {
  const Reply lines = Accepting("/v1/shelves:expand?number=1&failCode=10", "application/x-ndjson");
  EXPECT_EQ(lines.status, 200);
  EXPECT_NE(lines.text.find("\n{\"error\":{\"code\":409,\"status\":\"ABORTED\""), std::string::npos)
      << lines.text;
  EXPECT_EQ(lines.text.back(), '\n');
  const Reply events = Accepting("/v1/shelves:expand?number=1&failCode=10", "text/event-stream");
  EXPECT_NE(events.text.find("\n\nevent: error\ndata: {\"error\""), std::string::npos);
  EXPECT_THROW(Get("/v1/shelves:expand?number=1&failCode=10"), boost::system::system_error);
}

TEST_F(RestStreams, AnErrorBeforeTheFirstMessageHasItsStatus) {
  EXPECT_EQ(Get("/v1/shelves:expand?failCode=5").status, 404);
  EXPECT_EQ(Accepting("/v1/shelves:expand?failCode=5", "application/x-ndjson").status, 404);
}

TEST_F(RestStreams, AStreamOfEventsIsResumed) {
  EXPECT_EQ(caller_
                ->Ask(http::verb::get, "/v1/shelves:expand?number=3&$fields=count", "", "",
                      {{"accept", "text/event-stream"}, {"last-event-id", "1"}})
                .text,
            "id: 2\ndata: {\"count\":2}\n\n");
}

TEST_F(RestStreams, BytesGoAsTheyAre) {
  for (const std::size_t size : {0, 1, 16'384, 16'385}) {
    const std::string bytes(size, '\xff');
    const Reply reply = caller_->Ask(http::verb::post, "/v1/shelves:raw", bytes, "image/png");
    EXPECT_EQ(reply.status, 200) << size << reply.text;
    EXPECT_EQ(reply.text, bytes);
    EXPECT_EQ(reply.type, size == 0 ? "application/octet-stream" : "image/png");
  }
}

}  // namespace
}  // namespace ett::edge
