#include "gateway/pages.h"

#include <map>
#include <string>

#include "absl/time/clock.h"
#include "gateway/edge/web_text.h"
#include "gateway/openapi/docs_page.h"
#include "gateway/openapi/document.h"
#include "gateway/web/dashboard.h"
#include "gateway/well_known.h"

namespace ett::gateway {
namespace {

// Such that what the document shows can be tried.
std::map<std::string, std::string> Examples() {
  return {{"municipality", "935478715"},
          {"domain", "hr"},
          {"report", "annual-report"},
          {"ett.figures.v1.QueryTableRequest.metrics", "hr/headcount"},
          {"ett.figures.v1.QueryTableRequest.periods", "2018"}};
}

std::shared_ptr<const edge::Page> MakePage(std::string content_type, std::string body) {
  return std::make_shared<const edge::Page>(edge::Page{std::move(content_type), std::move(body)});
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
  if (path == "/openapi.json") return Document(schema, IsNorwegian(query));
  if (path == "/docs") {
    return MakePage("text/html; charset=utf-8", std::string(openapi::DocsPage()));
  }
  if (path == "/.well-known/api-catalog") return MakePage(kApiCatalogType, ApiCatalog());
  if (path == "/.well-known/security.txt" && !security_contact_.empty()) {
    return MakePage("text/plain; charset=utf-8", SecurityText(security_contact_, absl::Now()));
  }
  const WebFile file = FindWebFile(path);
  return file.content_type == nullptr ? nullptr
                                      : MakePage(file.content_type, std::string(file.text));
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
    contents.examples = Examples();
    document = std::make_shared<const edge::Page>(
        edge::Page{"application/json", openapi::MakeDocument(contents).dump()});
  }
  return document;
}

}  // namespace ett::gateway
