// Prints the OpenAPI document of all contracts: `openapi_print [nb|en]`.
#include <cstdio>
#include <string>

#include "gateway/edge/upstream_schema.h"
#include "gateway/merged_schema.h"
#include "gateway/openapi/document.h"
#include "tests/contracts/contracts.h"

namespace ett {
namespace {

int Print(openapi::Language language) {
  // As the gateway learns them: with comments.
  const auto learnt = edge::UpstreamSchema::Build(gateway::LinkedFiles(AllServices()));
  if (!learnt.ok()) {
    std::fprintf(stderr, "%s\n", std::string(learnt.status().message()).c_str());
    return 1;
  }
  openapi::Contents contents;
  for (const std::string& name : (*learnt)->files().services) {
    contents.services.push_back((*learnt)->pool().FindServiceByName(name));
  }
  contents.title = "Ett";
  contents.version = "v1";
  contents.server_url = "http://127.0.0.1:8080";
  contents.language = language;
  contents.examples = {{"municipality", "935478715"}, {"domain", "hr"}};
  std::puts(openapi::MakeDocument(contents).dump(1).c_str());
  return 0;
}

}  // namespace
}  // namespace ett

int main(int argc, char* argv[]) {
  const bool bokmaal = argc > 1 && std::string(argv[1]) == "nb";
  return ett::Print(bokmaal ? ett::openapi::Language::kBokmaal : ett::openapi::Language::kEnglish);
}
