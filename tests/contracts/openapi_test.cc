#include <gtest/gtest.h>

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "gateway/edge/rest_request.h"
#include "gateway/edge/schema.h"
#include "gateway/merged_schema.h"
#include "gateway/openapi/document.h"
#include "status/macros.h"
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
    request.body = operation["requestBody"]["content"]["application/json"]["example"].dump();
  }
  return request;
}

// Whether the gateway makes messages of it.
absl::Status Take(const edge::RouteMatch& match, const std::string& verb, const Request& request) {
  const edge::Config config;
  const edge::RequestHead head{"1.1",
                               verb,
                               absl::StrCat(request.path, "?", request.query),
                               {{"content-type", "application/json"}}};
  edge::CallRecord record;
  edge::Reply reply(nullptr, record, {});
  ASSIGN_OR_RETURN(const edge::RestFields fields,
                   edge::RestFields::Of(*match.route, match.values, head, config));
  const edge::WebAsked asked{*match.route->method, config, head, reply};
  ASSIGN_OR_RETURN(const auto messages, edge::MakeRestRequest(asked, *match.route, fields));
  std::string frames;
  RETURN_IF_ERROR(messages->Take(request.body, frames));
  return messages->TakeEnd(frames);
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
      const std::string method = absl::AsciiStrToUpper(verb);
      const edge::RouteMatch match = schema.Match(method, request.path);
      ASSERT_NE(match.route, nullptr) << verb << " " << request.path;
      EXPECT_EQ(match.route->method->descriptor->full_name(), operation["x-rpc"]);
      EXPECT_THAT(Take(match, method, request), status::IsOk())
          << verb << " " << request.path << "?" << request.query << "\n"
          << request.body;
    }
  }
  EXPECT_GT(operations, 300);
}

}  // namespace
}  // namespace ett
