#include <gtest/gtest.h>

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "gateway/edge/schema.h"
#include "gateway/edge/transcode.h"
#include "gateway/merged_schema.h"
#include "gateway/openapi/document.h"
#include "status/matchers.h"
#include "tests/contracts/contracts.h"

namespace ett {
namespace {

using Json = nlohmann::ordered_json;

std::string Encode(const std::string& text) {
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (absl::ascii_isalnum(byte)) {
      encoded += c;
    } else {
      absl::StrAppendFormat(&encoded, "%%%02X", byte);
    }
  }
  return encoded;
}

std::string TextOf(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

// A request made of the examples of an operation, of every one of them.
struct Request {
  std::string path;
  std::string query;
  std::string body;
};

Request RequestOf(const std::string& path, const Json& operation) {
  Request request{path, "", ""};
  for (const Json& parameter : operation.value("parameters", Json::array())) {
    const std::string name = parameter["name"];
    const Json& example = parameter["example"];
    if (parameter["in"] == "path") {
      request.path = absl::StrReplaceAll(request.path,
                                         {{absl::StrCat("{", name, "}"), Encode(TextOf(example))}});
      continue;
    }
    for (const Json& value : example.is_array() ? example : Json::array({example})) {
      absl::StrAppend(&request.query, request.query.empty() ? "" : "&", name, "=",
                      Encode(TextOf(value)));
    }
  }
  if (operation.contains("requestBody")) {
    const Json& example = operation["requestBody"]["content"]["application/json"]["example"];
    // A part of a stream is judged as it is sent, one by one.
    const bool streams = operation.contains("x-streams") && operation["x-streams"][0] == "request";
    request.body = (streams ? example[0] : example).dump();
  }
  return request;
}

TEST(OpenApi, TheGatewayTakesTheExamplesOfEveryOperation) {
  const auto learnt = edge::UpstreamSchema::Build(gateway::LinkedFiles(AllServices()));
  ASSERT_THAT(learnt, status::IsOk());
  openapi::Contents contents;
  for (const std::string& name : (*learnt)->files().services) {
    contents.services.push_back((*learnt)->pool().FindServiceByName(name));
  }
  const Json document = openapi::MakeDocument(contents);
  const edge::Schema schema({*learnt});
  int operations = 0;
  for (const auto& [path, item] : document["paths"].items()) {
    for (const auto& [verb, operation] : item.items()) {
      ++operations;
      const Request request = RequestOf(path, operation);
      const edge::RouteMatch match = schema.Match(absl::AsciiStrToUpper(verb), request.path);
      ASSERT_NE(match.method, nullptr) << verb << " " << request.path;
      EXPECT_EQ(match.method->method->full_name(), operation["x-rpc"]);
      EXPECT_THAT(edge::MessageOf(*match.method, {match.values, request.query, request.body}),
                  status::IsOk())
          << verb << " " << request.path << "?" << request.query << "\n"
          << request.body;
    }
  }
  EXPECT_GT(operations, 300);
}

}  // namespace
}  // namespace ett
