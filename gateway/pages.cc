#include "gateway/pages.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "gateway/edge/web_text.h"
#include "gateway/openapi/docs_page.h"
#include "gateway/openapi/document.h"
#include "gateway/web/dashboard.h"
#include "gateway/well_known.h"
#include "identity/digest.h"

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

// Of what shows nothing: a document of JSON or text that is opened by itself.
constexpr char kNothing[] = "default-src 'none'; frame-ancestors 'none'";
constexpr char kOwnFiles[] =
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src "
    "'none'";

// What of a page stands between a tag and its end, as a policy names it.
std::string SourceOf(absl::string_view page, const std::string& tag) {
  const std::vector<absl::string_view> parts =
      absl::StrSplit(page, absl::MaxSplits(absl::StrCat("<", tag, ">"), 1));
  const absl::string_view text =
      parts.back().substr(0, parts.back().find(absl::StrCat("</", tag, ">")));
  return absl::StrCat("'sha256-", absl::Base64Escape(identity::Sha256(text)), "'");
}

// The one that stands in the page itself, with all that it needs.
std::string PolicyOf(absl::string_view page) {
  return absl::StrCat("default-src 'none'; connect-src 'self'; script-src ",
                      SourceOf(page, "script"), "; style-src ", SourceOf(page, "style"),
                      "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
}

// A page that browsers take for what it says it is, that loads what `policy` says and no more
// (https://www.w3.org/TR/CSP3/), and that tells no other site where its reader comes from.
std::shared_ptr<const edge::Page> MakePage(std::string content_type, std::string body,
                                           std::string policy = kNothing) {
  return std::make_shared<const edge::Page>(
      edge::Page{std::move(content_type),
                 std::move(body),
                 {{"content-security-policy", std::move(policy)},
                  {"x-content-type-options", "nosniff"},
                  {"referrer-policy", "no-referrer"}}});
}

bool IsNorwegian(absl::string_view query) {
  for (const auto& [name, value] : edge::ParseQuery(query)) {
    if (name == "lang") return value == "nb";
  }
  return false;
}

}  // namespace

Pages::Pages(std::string security_contact)
    : security_contact_(std::move(security_contact)),
      docs_(MakePage("text/html; charset=utf-8", std::string(openapi::DocsPage()),
                     PolicyOf(openapi::DocsPage()))) {}

std::shared_ptr<const edge::Page> Pages::Find(const std::shared_ptr<const edge::Schema>& schema,
                                              absl::string_view path, absl::string_view query) {
  if (path == "/openapi.json") return Document(schema, IsNorwegian(query));
  if (path == "/docs") return docs_;
  if (path == "/.well-known/api-catalog") return MakePage(kApiCatalogType, ApiCatalog());
  if (path == "/.well-known/security.txt" && !security_contact_.empty()) {
    return MakePage("text/plain; charset=utf-8", SecurityText(security_contact_, absl::Now()));
  }
  const WebFile file = FindWebFile(path);
  return file.content_type == nullptr
             ? nullptr
             : MakePage(file.content_type, std::string(file.text), kOwnFiles);
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
    document = MakePage("application/json", openapi::MakeDocument(contents).dump());
  }
  return document;
}

}  // namespace ett::gateway
