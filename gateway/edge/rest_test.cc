#include "absl/time/clock.h"
#include "gateway/edge/testing/rest_fixture.h"

namespace ett::edge {
namespace {

namespace http = boost::beast::http;
using nlohmann::json;
using testing::Reply;

class RestThroughTheEdge : public testing::RestFixture {};

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

TEST_F(RestThroughTheEdge, ABodyOfEverythingMaySayWhatThePathSays) {
  const Reply reply =
      Post("/v1/shelves/a/books/b:echo", R"({"name": "shelves/a/books/b", "number": 3})");
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

TEST_F(RestThroughTheEdge, ABodyMayNotSayAnotherValueThanThePath) {
  const Reply all = Post("/v1/shelves/a/books/b:echo", R"({"name": "shelves/c", "number": 3})");
  const Reply one =
      caller_->Ask(http::verb::patch, "/v1/shelves/a", R"({"name": "shelves/c", "big": "5"})");
  for (const auto& [reply, field, wanted] :
       {std::tuple(all, "name", "shelves/a/books/b"), std::tuple(one, "inner.name", "shelves/a")}) {
    EXPECT_EQ(reply.status, 400);
    const json& violation = reply.body["error"]["details"][0]["fieldViolations"][0];
    EXPECT_EQ(violation["field"], field) << reply.text;
    EXPECT_EQ(violation["description"],
              absl::StrCat("FIELD_CONFLICT: want what is said beside the body, \"", wanted,
                           "\", got \"shelves/c\""));
  }
  EXPECT_EQ(upstream_.handler.calls, 0);
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

TEST_F(RestThroughTheEdge, OnlyTheFieldsAskedForAreAnswered) {
  const Reply reply = Get("/v1/shelves/a/books/b?number=7&$fields=request.name,count");
  EXPECT_EQ(reply.text, R"({"request":{"name":"shelves/a/books/b"},"count":0})");
  const Reply wrong = Get("/v1/shelves/a/books/b?$fields=request.inner.nothing");
  EXPECT_EQ(wrong.status, 400);
  EXPECT_NE(wrong.text.find("$fields: want a field of ett.edge.testing.Inner: name, big"),
            std::string::npos)
      << wrong.text;
}

TEST_F(RestThroughTheEdge, AParameterThatSaysNothingIsOverlooked) {
  EXPECT_EQ(Get("/v1/shelves/a/books/b?utm_source=x&number=1").body["request"]["number"], 1);
  EXPECT_EQ(Get("/v1/shelves/a/books/b?utm_medium=x").status, 400);
  // Where all unknown ones are, what is known still has to be right.
  EXPECT_EQ(Get("/v1/shelves:expand?number=2&whatever=x").body.size(), 2);
  EXPECT_EQ(Get("/v1/shelves:expand?number=two").status, 400);
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

TEST_F(RestThroughTheEdge, WhoIsNotLetInIsToldBeforeAnythingElse) {
  const Headers nobody = {{"x-nobody", "1"}};
  const Reply rest =
      caller_->Ask(http::verb::get, "/v1/shelves/a/books/b?nummer=7", "", "", nobody);
  EXPECT_EQ(rest.status, 401);
  EXPECT_EQ(rest.authenticate, "Bearer");
  EXPECT_EQ(rest.body["error"]["status"], "UNAUTHENTICATED");
  const Reply connect = caller_->Ask(http::verb::post, "/ett.edge.testing.EchoService/Echo", "{",
                                     "application/json", nobody);
  EXPECT_EQ(connect.status, 401);
  EXPECT_EQ(connect.body["code"], "unauthenticated");
  const Reply web = caller_->Ask(http::verb::post, "/ett.edge.testing.EchoService/Echo", "x",
                                 "application/grpc-web", nobody);
  EXPECT_EQ(web.grpc_status, "16");
  EXPECT_EQ(upstream_.handler.calls, 0);
}

TEST_F(RestThroughTheEdge, APageIsAnsweredWhereNoMethodIs) {
  const Reply reply = Get("/about?x=1");
  EXPECT_EQ(reply.type, "text/plain");
  EXPECT_EQ(reply.text, "about x=1");
  EXPECT_EQ(reply.Header("x-about"), "yes");
  EXPECT_EQ(Get("/").status, 404);
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
