#include "gateway/openapi/path.h"

#include <gtest/gtest.h>

#include "gateway/openapi/testing/contract.h"

namespace ett::openapi {
namespace {

class PathTest : public ::testing::Test {
 protected:
  std::unique_ptr<google::protobuf::DescriptorPool> pool_ = LearntPool();
  Resources resources_{{pool_->FindServiceByName(kLibrary)}, {{"theShelf", "7"}}};
};

TEST_F(PathTest, VariablesBecomeTheirSegments) {
  struct Case {
    const char* pattern;
    const char* text;
  };
  for (const Case& each : {
           Case{"/v1/{name=shelves/*/books/*}", "/v1/shelves/{theShelf}/books/{book}"},
           Case{"/v1/{name=shelves/*}:read", "/v1/shelves/{theShelf}:read"},
           Case{"/v1/{parent=shelves/*}/books", "/v1/shelves/{theShelf}/books"},
           // Declared nowhere.
           Case{"/v1/{name=companies/*/boxes/*/orgUnits/*}",
                "/v1/companies/{company}/boxes/{box}/orgUnits/{orgUnit}"},
           Case{"/v1/{book.org_name}", "/v1/{orgName}"},
           Case{"/v1/{name=**}", "/v1/{name}"},
           Case{"/v1/{name=files/**}:get", "/v1/files/{file}:get"},
           Case{"/v1/*/{id}/{x.id}", "/v1/{segment}/{id}/{id2}"},
           Case{"/v1", "/v1"},
       }) {
    const auto path = ParsePath(each.pattern, resources_);
    ASSERT_TRUE(path.has_value()) << each.pattern;
    EXPECT_EQ(path->text, each.text);
  }
}

TEST_F(PathTest, AParameterKnowsItsField) {
  const auto path = ParsePath("/v1/{book.name=shelves/*/books/*}/{id}/{rest=**}", resources_);
  ASSERT_TRUE(path.has_value());
  ASSERT_EQ(path->parameters.size(), 4u);
  EXPECT_EQ(path->parameters[0].field, "book.name");
  EXPECT_FALSE(path->parameters[0].whole);
  EXPECT_TRUE(path->parameters[2].whole);
  EXPECT_FALSE(path->parameters[2].many);
  EXPECT_TRUE(path->parameters[3].whole);
  EXPECT_TRUE(path->parameters[3].many);
  EXPECT_EQ(path->bound, (std::set<std::string>{"book.name", "id", "rest"}));
  EXPECT_EQ(path->shape, "/v1/shelves/{}/books/{}/{}/{}");
}

TEST_F(PathTest, AWrongPatternIsNoPath) {
  for (const char* pattern : {"", "v1", "/", "/v1/", "/v1/{", "/v1/{name", "/v1/{name=}", "/v1/{}",
                              "/v1/{a=b}c", "/v1:", "/v1:a/b", "/v1/{a={b}}", "/v1//x"}) {
    EXPECT_FALSE(ParsePath(pattern, resources_).has_value()) << pattern;
  }
}

TEST_F(PathTest, ExamplesOfSegmentsAreGivenOrMadeOfTheirNames) {
  EXPECT_EQ(resources_.ExampleOf("theShelf"), "7");
  EXPECT_EQ(resources_.ExampleOf("orgUnit"), "org-unit");
}

}  // namespace
}  // namespace ett::openapi
