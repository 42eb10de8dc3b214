#include "gateway/pages.h"

#include <nlohmann/json.hpp>

#include "gateway/edge/web_text.h"
#include "gateway/openapi/docs_page.h"
#include "gateway/openapi/document.h"

namespace ett::gateway {
namespace {

constexpr char kJson[] = "application/json";

std::string IndexOf(const edge::Schema& schema) {
  const nlohmann::ordered_json page = {
      {"name", "Ett"},
      {"services", schema.Services()},
      {"grpc", "gRPC, gRPC-Web and Connect on this port; server reflection is on"},
      {"rest", "JSON on this port, by the paths of google.api.http"},
      {"openapi", "/openapi.json"},
      {"docs", "/docs"},
      {"metrics", "/v1/municipalities/{organisation number}/metrics"},
      {"reports", "/v1/municipalities/{organisation number}/reports"}};
  return page.dump(2) + "\n";
}

bool IsNorwegian(absl::string_view query) {
  for (const auto& [name, value] : edge::ParseQuery(query)) {
    if (name == "lang") return value == "nb";
  }
  return false;
}

}  // namespace

std::shared_ptr<const edge::Page> Pages::Find(const std::shared_ptr<const edge::Schema>& schema,
                                              absl::string_view path, absl::string_view query) {
  if (path == "/") return std::make_shared<const edge::Page>(edge::Page{kJson, IndexOf(*schema)});
  if (path == "/openapi.json") return Document(schema, IsNorwegian(query));
  if (path != "/docs") return nullptr;
  return std::make_shared<const edge::Page>(
      edge::Page{"text/html; charset=utf-8", std::string(openapi::DocsPage())});
}

std::shared_ptr<const edge::Page> Pages::Document(const std::shared_ptr<const edge::Schema>& schema,
                                                  bool is_norwegian) {
  absl::MutexLock lock(&mutex_);
  if (schema_ != schema) {
    schema_ = schema;
    documents_.clear();
  }
  std::shared_ptr<const edge::Page>& document = documents_[is_norwegian];
  if (document == nullptr) {
    openapi::Contents contents;
    contents.services = schema->Contracts();
    contents.title = "Ett";
    contents.version = "v1";
    contents.server_url = "/";
    contents.language = is_norwegian ? openapi::Language::kBokmaal : openapi::Language::kEnglish;
    contents.examples = {{"municipality", "935478715"}};
    document = std::make_shared<const edge::Page>(
        edge::Page{kJson, openapi::MakeDocument(contents).dump()});
  }
  return document;
}

}  // namespace ett::gateway
