#include "gateway/edge/schema.h"

#include "absl/strings/str_cat.h"
#include "ett/auth/v1/access.pb.h"
#include "gateway/rules/http_rule.h"

namespace ett::edge {

using google::protobuf::MethodDescriptor;

Schema::Schema(std::vector<std::shared_ptr<const UpstreamSchema>> upstreams)
    : upstreams_(std::move(upstreams)) {
  for (std::size_t i = 0; i < upstreams_.size(); ++i) {
    if (upstreams_[i] == nullptr) continue;
    for (const std::string& name : upstreams_[i]->files().services) {
      if (!owners_.emplace(name, i).second) continue;
      const auto& service = *upstreams_[i]->pool().FindServiceByName(name);
      for (int each = 0; each < service.method_count(); ++each) Add(i, *service.method(each));
    }
  }
}

void Schema::Add(std::size_t upstream, const google::protobuf::MethodDescriptor& descriptor) {
  auto method = std::make_unique<Method>();
  method->path = absl::StrCat("/", descriptor.service()->full_name(), "/", descriptor.name());
  method->upstream = upstream;
  method->schema = upstreams_[upstream].get();
  method->descriptor = &descriptor;
  method->request = &method->schema->plans().Of(*descriptor.input_type());
  method->response = &method->schema->plans().Of(*descriptor.output_type());
  method->changes_nothing =
      descriptor.options().idempotency_level() == google::protobuf::MethodOptions::NO_SIDE_EFFECTS;
  const auth::v1::Access& access = descriptor.options().GetExtension(auth::v1::access);
  method->scope = access.scope();
  method->is_anonymous = access.anonymous();
  for (rules::Binding& binding : rules::BindingsOf(descriptor)) {
    absl::StatusOr<PathTemplate> path = PathTemplate::Parse(binding.pattern);
    if (!path.ok()) continue;
    method->changes_nothing = method->changes_nothing || binding.verb == "GET";
    table_.Add(binding.verb, *std::move(path), routes_.size());
    routes_.push_back(std::make_unique<Route>(
        Route{method.get(), std::move(binding.body), std::move(binding.response_body)}));
  }
  methods_.emplace(method->path, std::move(method));
}

std::optional<std::size_t> Schema::OwnerOf(const std::string& service) const {
  const auto found = owners_.find(service);
  if (found == owners_.end()) return std::nullopt;
  return found->second;
}

const Method* Schema::Find(absl::string_view path) const {
  const auto found = methods_.find(path);
  return found == methods_.end() ? nullptr : found->second.get();
}

RouteMatch Schema::Match(const std::string& http_method, absl::string_view path) const {
  RouteTable::Found found = table_.Find(http_method, path);
  if (!found.id.has_value()) return {nullptr, {}, std::move(found.allowed)};
  return {routes_[*found.id].get(), std::move(found.values), {}};
}

std::vector<std::string> Schema::Services() const {
  std::vector<std::string> services;
  for (const auto& [service, owner] : owners_) services.push_back(service);
  return services;
}

std::vector<const google::protobuf::ServiceDescriptor*> Schema::Contracts() const {
  std::vector<const google::protobuf::ServiceDescriptor*> contracts;
  for (const auto& [service, owner] : owners_) {
    contracts.push_back(upstreams_[owner]->pool().FindServiceByName(service));
  }
  return contracts;
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
