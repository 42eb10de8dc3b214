#include "gateway/openapi/http_rule.h"

#include <google/api/annotations.pb.h>

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"

namespace ett::openapi {
namespace {

using google::api::HttpRule;

// Verb and pattern; empty when the rule has none.
std::pair<std::string, std::string> PatternOf(const HttpRule& rule) {
  switch (rule.pattern_case()) {
    case HttpRule::kGet:
      return {"get", rule.get()};
    case HttpRule::kPut:
      return {"put", rule.put()};
    case HttpRule::kPost:
      return {"post", rule.post()};
    case HttpRule::kDelete:
      return {"delete", rule.delete_()};
    case HttpRule::kPatch:
      return {"patch", rule.patch()};
    case HttpRule::kCustom:
      return {absl::AsciiStrToLower(rule.custom().kind()), rule.custom().path()};
    default:
      return {};
  }
}

bool IsVerb(const std::string& verb) {
  static constexpr std::array kVerbs = {"get",     "put",  "post",  "delete",
                                        "options", "head", "patch", "trace"};
  return std::find(kVerbs.begin(), kVerbs.end(), verb) != kVerbs.end();
}

void Append(const HttpRule& rule, std::vector<Binding>& bindings) {
  auto [verb, pattern] = PatternOf(rule);
  if (!IsVerb(verb)) return;
  bindings.push_back({std::move(verb), std::move(pattern), rule.body(), rule.response_body()});
}

}  // namespace

std::vector<Binding> BindingsOf(const google::protobuf::MethodDescriptor& method) {
  std::vector<Binding> bindings;
  if (!method.options().HasExtension(google::api::http)) return bindings;
  const HttpRule& rule = method.options().GetExtension(google::api::http);
  Append(rule, bindings);
  for (const HttpRule& more : rule.additional_bindings()) Append(more, bindings);
  return bindings;
}

}  // namespace ett::openapi
