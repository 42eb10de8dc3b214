#pragma once

#include <google/protobuf/descriptor.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace ett::openapi {

// Of summaries. Descriptions are the contracts' comments, in English.
enum class Language { kBokmaal, kEnglish };

struct Contents {
  // Of one pool or several. Where two methods have the same path and verb, the first has it.
  std::vector<const google::protobuf::ServiceDescriptor*> services;
  std::string title;
  std::string version;
  std::string server_url;
  Language language = Language::kEnglish;
  // Values that stand in examples, where any text will not do: for segments of names,
  // {"municipality", "935478715"}, and for fields of type string,
  // {"ett.report.v1.RenderReportRequest.name", …}.
  std::map<std::string, std::string> examples;
};

// The OpenAPI 3.1 document of the methods that have a path by google.api.http; patterns that are
// wrong are left out, and so are services without any. Operations that another shadows are listed
// in `x-shadowed`. The same contents make the same text.
nlohmann::ordered_json MakeDocument(const Contents& contents);

}  // namespace ett::openapi
