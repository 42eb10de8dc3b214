#include "gateway/openapi/http_rule.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"

namespace ett::openapi {
namespace {

bool IsVerb(const std::string& verb) {
  static constexpr std::array kVerbs = {"get",     "put",  "post",  "delete",
                                        "options", "head", "patch", "trace"};
  return std::find(kVerbs.begin(), kVerbs.end(), verb) != kVerbs.end();
}

}  // namespace

std::vector<Binding> BindingsOf(const google::protobuf::MethodDescriptor& method) {
  std::vector<Binding> bindings = rules::BindingsOf(method);
  for (Binding& each : bindings) absl::AsciiStrToLower(&each.verb);
  std::erase_if(bindings, [](const Binding& each) { return !IsVerb(each.verb); });
  return bindings;
}

}  // namespace ett::openapi
