#include "gateway/edge/schema.h"

#include <google/api/annotations.pb.h>

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace ett::edge {
namespace {

using google::api::HttpRule;

// HTTP method and path of a rule; empty when it has none.
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

std::vector<HttpRule> RulesOf(const google::protobuf::MethodDescriptor& method) {
  std::vector<HttpRule> rules;
  if (!method.options().HasExtension(google::api::http)) return rules;
  rules.push_back(method.options().GetExtension(google::api::http));
  const HttpRule first = rules.front();
  for (const HttpRule& more : first.additional_bindings()) rules.push_back(more);
  return rules;
}

}  // namespace

std::string RestMethod::path() const {
  return absl::StrCat("/", method->service()->full_name(), "/", method->name());
}

Schema::Schema(std::vector<std::shared_ptr<const UpstreamSchema>> upstreams)
    : upstreams_(std::move(upstreams)) {
  for (std::size_t i = 0; i < upstreams_.size(); ++i) {
    if (upstreams_[i] == nullptr) continue;
    for (const std::string& service : upstreams_[i]->files().services) {
      if (!owners_.emplace(service, i).second) continue;
      AddRoutes(i, *upstreams_[i]->pool().FindServiceByName(service));
    }
  }
  std::stable_sort(routes_.begin(), routes_.end(), [](const Route& a, const Route& b) {
    return a.path.specificity() > b.path.specificity();
  });
}

void Schema::AddRoutes(std::size_t upstream, const google::protobuf::ServiceDescriptor& service) {
  for (int i = 0; i < service.method_count(); ++i) {
    const google::protobuf::MethodDescriptor& method = *service.method(i);
    for (const HttpRule& rule : RulesOf(method)) {
      auto [http_method, pattern] = PatternOf(rule);
      absl::StatusOr<PathTemplate> path = PathTemplate::Parse(pattern);
      if (!path.ok()) continue;
      routes_.push_back({std::move(http_method),
                         *std::move(path),
                         {upstreams_[upstream], upstream, &method, rule.body()}});
    }
  }
}

std::optional<std::size_t> Schema::OwnerOf(const std::string& service) const {
  const auto found = owners_.find(service);
  if (found == owners_.end()) return std::nullopt;
  return found->second;
}

RouteMatch Schema::Match(const std::string& http_method, const std::string& path) const {
  RouteMatch match;
  for (const Route& route : routes_) {
    const bool asked = route.http_method == http_method;
    std::optional<PathValues> values = route.path.Match(path);
    if (!values.has_value()) continue;
    if (asked) return {&route.method, *std::move(values), {}};
    auto& allowed = match.allowed;
    if (std::find(allowed.begin(), allowed.end(), route.http_method) == allowed.end()) {
      allowed.push_back(route.http_method);
    }
  }
  return match;
}

std::vector<std::string> Schema::Services() const {
  std::vector<std::string> services;
  for (const auto& [service, owner] : owners_) services.push_back(service);
  return services;
}

std::shared_ptr<const UpstreamSchema> Schema::OfSymbol(const std::string& symbol) const {
  if (const auto owner = OwnerOf(symbol)) return upstreams_[*owner];
  for (const auto& upstream : upstreams_) {
    if (upstream != nullptr && upstream->pool().FindFileContainingSymbol(symbol) != nullptr) {
      return upstream;
    }
  }
  return nullptr;
}

std::shared_ptr<const UpstreamSchema> Schema::OfFile(const std::string& name) const {
  for (const auto& upstream : upstreams_) {
    if (upstream != nullptr && upstream->pool().FindFileByName(name) != nullptr) return upstream;
  }
  return nullptr;
}

}  // namespace ett::edge
