#include "gateway/rules/http_rule.h"

#include <google/api/annotations.pb.h>

#include <utility>

namespace ett::rules {
namespace {

using google::api::HttpRule;

// Verb and pattern; empty when the rule has none.
std::pair<std::string, std::string> PatternOf(const HttpRule& rule) {
  switch (rule.pattern_case()) {
    case HttpRule::kGet:
      return {"GET", rule.get()};
    case HttpRule::kPut:
      return {"PUT", rule.put()};
    case HttpRule::kPost:
      return {"POST", rule.post()};
    case HttpRule::kDelete:
      return {"DELETE", rule.delete_()};
    case HttpRule::kPatch:
      return {"PATCH", rule.patch()};
    case HttpRule::kCustom:
      return {rule.custom().kind(), rule.custom().path()};
    default:
      return {};
  }
}

Binding BindingOf(const HttpRule& rule) {
  auto [verb, pattern] = PatternOf(rule);
  return {std::move(verb), std::move(pattern), rule.body(), rule.response_body()};
}

}  // namespace

std::vector<Binding> BindingsOf(const google::protobuf::MethodDescriptor& method) {
  std::vector<Binding> bindings;
  if (!method.options().HasExtension(google::api::http)) return bindings;
  const HttpRule& rule = method.options().GetExtension(google::api::http);
  bindings.push_back(BindingOf(rule));
  for (const HttpRule& more : rule.additional_bindings()) bindings.push_back(BindingOf(more));
  return bindings;
}

}  // namespace ett::rules
