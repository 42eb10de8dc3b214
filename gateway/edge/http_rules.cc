#include "gateway/edge/http_rules.h"

#include <google/api/annotations.pb.h>

namespace ett::edge {
namespace {

using google::api::HttpRule;

HttpBinding BindingOf(const HttpRule& rule) {
  HttpBinding binding{"", "", rule.body(), rule.response_body()};
  switch (rule.pattern_case()) {
    case HttpRule::kGet:
      binding.verb = "GET";
      binding.path = rule.get();
      break;
    case HttpRule::kPut:
      binding.verb = "PUT";
      binding.path = rule.put();
      break;
    case HttpRule::kPost:
      binding.verb = "POST";
      binding.path = rule.post();
      break;
    case HttpRule::kDelete:
      binding.verb = "DELETE";
      binding.path = rule.delete_();
      break;
    case HttpRule::kPatch:
      binding.verb = "PATCH";
      binding.path = rule.patch();
      break;
    case HttpRule::kCustom:
      binding.verb = rule.custom().kind();
      binding.path = rule.custom().path();
      break;
    default:
      break;
  }
  return binding;
}

}  // namespace

std::vector<HttpBinding> HttpBindingsOf(const google::protobuf::MethodDescriptor& method) {
  if (!method.options().HasExtension(google::api::http)) return {};
  const HttpRule& rule = method.options().GetExtension(google::api::http);
  std::vector<HttpBinding> bindings = {BindingOf(rule)};
  for (const HttpRule& more : rule.additional_bindings()) bindings.push_back(BindingOf(more));
  return bindings;
}

}  // namespace ett::edge
