#include "gateway/openapi/schemas.h"

#include <gtest/gtest.h>

#include "gateway/openapi/document.h"
#include "gateway/openapi/testing/contract.h"

namespace ett::openapi {
namespace {

class SchemasTest : public ::testing::Test {
 protected:
  const Json& Schema(const std::string& name) {
    return document_["components"]["schemas"]["ett.openapi.testing." + name];
  }
  const Json& Operation(const std::string& path, const std::string& verb) {
    return document_["paths"][path][verb];
  }
  const Json& Content(const Json& message) { return message["content"]["application/json"]; }

  std::unique_ptr<google::protobuf::DescriptorPool> pool_ = LearntPool();
  Json document_ = MakeDocument({{pool_->FindServiceByName(kLibrary)},
                                 "Library",
                                 "1",
                                 "/",
                                 Language::kEnglish,
                                 {{"theShelf", "7"}}});
  const std::string book_ = "/v1/shelves/{theShelf}/books/{book}";
};

TEST_F(SchemasTest, EveryValueHasTheFormOfProtobufsJson) {
  EXPECT_EQ(Schema("Values")["properties"], Json::parse(R"({
      "aInt32": {"type": "integer", "format": "int32"},
      "aUint32": {"type": "integer", "format": "uint32", "minimum": 0},
      "aInt64": {"type": "string", "format": "int64"},
      "aUint64": {"type": "string", "format": "uint64"},
      "aFloat": {"type": "number", "format": "float"},
      "aDouble": {"type": "number", "format": "double"},
      "aBool": {"type": "boolean"},
      "aBytes": {"type": "string", "format": "byte", "contentEncoding": "base64"},
      "time": {"type": "string", "format": "date-time"},
      "duration": {"type": "string", "pattern": "^-?[0-9]+(\\.[0-9]{1,9})?s$"},
      "mask": {"type": "string", "format": "field-mask"},
      "object": {"type": "object", "additionalProperties": true},
      "anyValue": {},
      "list": {"type": "array", "items": {}},
      "any": {"type": "object", "properties": {"@type": {"type": "string"}},
              "additionalProperties": true},
      "maybeInt64": {"type": ["string", "null"], "format": "int64"},
      "empty": {"type": "object"},
      "kinds": {"type": "object", "additionalProperties":
                  {"$ref": "#/components/schemas/ett.openapi.testing.Kind"}},
      "trees": {"type": "object", "additionalProperties":
                  {"$ref": "#/components/schemas/ett.openapi.testing.Tree"}},
      "nothing": {"type": "null"}})"));
  EXPECT_EQ(Schema("Kind")["enum"], Json::parse(R"(["KIND_UNSPECIFIED", "KIND_NOVEL"])"));
}

TEST_F(SchemasTest, FieldsHaveTheirMarks) {
  const Json& book = Schema("Book");
  EXPECT_EQ(book["required"], Json::parse(R"(["title"])"));
  EXPECT_EQ(book["properties"]["etag"]["readOnly"], true);
  EXPECT_EQ(book["properties"]["secret"]["writeOnly"], true);
  EXPECT_EQ(book["properties"]["old"]["deprecated"], true);
  EXPECT_EQ(book["properties"]["kind"]["$ref"], "#/components/schemas/ett.openapi.testing.Kind");
  EXPECT_EQ(book["properties"]["kind"]["description"], "What kind.");
}

TEST_F(SchemasTest, AOneofIsSaidAndRefusesNothing) {
  const Json& book = Schema("Book");
  EXPECT_EQ(book["x-oneof"], Json::parse(R"([["person", "family"]])"));
  for (const char* word : {"oneOf", "not", "anyOf", "maxProperties"}) {
    EXPECT_FALSE(book.contains(word)) << word;
  }
}

TEST_F(SchemasTest, ATypeThatHoldsItselfIsReferredTo) {
  EXPECT_EQ(Schema("Tree")["properties"]["parent"],
            Json::parse(R"({"$ref": "#/components/schemas/ett.openapi.testing.Tree"})"));
}

TEST_F(SchemasTest, ABodyOfEverythingLacksWhatThePathSets) {
  const Json& body = Operation(book_, "post")["requestBody"];
  EXPECT_EQ(body["required"], false);
  EXPECT_FALSE(Content(body)["schema"]["properties"].contains("name"));
  EXPECT_FALSE(Content(body)["schema"].contains("required"));
  EXPECT_TRUE(Content(body)["schema"]["properties"].contains("labels"));
}

TEST_F(SchemasTest, AChangeDemandsNoFieldAndHidesItsMask) {
  const Json& body = Operation(book_, "patch")["requestBody"];
  EXPECT_EQ(Content(body)["schema"]["$ref"], "#/components/schemas/ett.openapi.testing.Book-patch");
  EXPECT_FALSE(Schema("Book-patch").contains("required"));
  EXPECT_EQ(Schema("Book-patch")["properties"], Schema("Book")["properties"]);
  const Json& whole = Content(Operation(book_ + ":whole", "patch")["requestBody"])["schema"];
  EXPECT_TRUE(whole["properties"].contains("book"));
  EXPECT_FALSE(whole["properties"].contains("updateMask"));
}

TEST_F(SchemasTest, ABodyMayBeAListAndAnAnswerAField) {
  const Json& list = Content(Operation("/v1/lists/{shelf}", "put")["requestBody"])["schema"];
  EXPECT_EQ(list["type"], "array");
  EXPECT_EQ(list["items"]["$ref"], "#/components/schemas/ett.openapi.testing.Book");
  const Json& pages = Content(Operation(book_ + ":read", "get")["responses"]["200"])["schema"];
  EXPECT_EQ(pages["type"], "array");
  EXPECT_EQ(pages["items"]["contentEncoding"], "base64");
}

TEST_F(SchemasTest, BytesGoAsTheyAre) {
  const Json raw = Json::parse(R"({"*/*": {"schema": {"type": "string", "format": "binary"}}})");
  EXPECT_EQ(Operation("/v1/covers/{shelf}", "get")["responses"]["200"]["content"], raw);
  EXPECT_EQ(Operation("/v1/covers/{shelf}", "put")["requestBody"]["content"], raw);
}

TEST_F(SchemasTest, AStreamIsAListOrLinesOrEvents) {
  const Json& watch = Operation("/v1/books:watch", "get");
  const Json& content = watch["responses"]["200"]["content"];
  const Json book = Json::parse(R"({"$ref": "#/components/schemas/ett.openapi.testing.Book"})");
  EXPECT_EQ(content["application/json"]["schema"], Json({{"type", "array"}, {"items", book}}));
  EXPECT_EQ(content["application/x-ndjson"]["schema"], book);
  EXPECT_EQ(content["text/event-stream"]["schema"], book);
  EXPECT_EQ(watch["x-streams"], Json::parse(R"(["response"])"));
  const Json& import = Operation("/v1/shelves/{theShelf}/books:import", "post");
  EXPECT_EQ(Content(import["requestBody"])["schema"]["type"], "array");
  EXPECT_TRUE(Content(import["requestBody"])["example"].is_array());
  EXPECT_EQ(import["x-streams"], Json::parse(R"(["request"])"));
}

TEST_F(SchemasTest, EveryAnswerMayBeAnError) {
  EXPECT_EQ(Operation(book_, "get")["responses"]["default"]["$ref"],
            "#/components/responses/Error");
  const Json& error = document_["components"]["schemas"]["Error"]["properties"]["error"];
  EXPECT_EQ(error["required"], Json::parse(R"(["code", "status", "message", "details"])"));
}

TEST_F(SchemasTest, AnExampleSetsWhatACallerMaySet) {
  const Json example =
      Content(Operation("/v1/shelves/{theShelf}/books", "post")["requestBody"])["example"];
  EXPECT_EQ(example["name"], "shelves/7/books/book");
  EXPECT_EQ(example["kind"], "KIND_NOVEL");
  EXPECT_EQ(example["person"], "text");
  EXPECT_FALSE(example.contains("family"));
  EXPECT_FALSE(example.contains("etag"));
  EXPECT_EQ(example["values"]["aInt64"], "1");
  EXPECT_EQ(example["values"]["kinds"], Json::parse(R"({"1": "KIND_NOVEL"})"));
  EXPECT_EQ(example["values"]["trees"], Json::parse(R"({"key": {"label": "text"}})"));
}

}  // namespace
}  // namespace ett::openapi
