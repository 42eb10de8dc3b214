#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gateway/edge/path_template.h"
#include "gateway/edge/upstream_schema.h"

namespace ett::edge {

// A method that has a path. JSON reaches it when it is unary.
struct RestMethod {
  std::shared_ptr<const UpstreamSchema> schema;
  std::size_t upstream = 0;
  const google::protobuf::MethodDescriptor* method = nullptr;
  std::string body;  // as google.api.http has it: empty, `*` or a field

  // `/ett.hr.v1.HrService/GetOrgUnit`
  std::string path() const;
};

// Where a request leads.
struct RouteMatch {
  const RestMethod* method = nullptr;
  PathValues values;
  // Set when the path is known, but not with this HTTP method: those that are.
  std::vector<std::string> allowed;
};

// What all upstreams offer at one time. The first of them that serves a service has it. Immutable,
// so that a call keeps the generation that it began with.
class Schema {
 public:
  // One for each upstream, in the order of the configuration; null for those not learnt yet.
  explicit Schema(std::vector<std::shared_ptr<const UpstreamSchema>> upstreams);

  // The upstream of a service.
  std::optional<std::size_t> OwnerOf(const std::string& service) const;
  RouteMatch Match(const std::string& http_method, const std::string& path) const;

  // Sorted.
  std::vector<std::string> Services() const;
  // The upstream's contracts that a service, message or file is found in; null when nobody has it.
  std::shared_ptr<const UpstreamSchema> OfSymbol(const std::string& symbol) const;
  std::shared_ptr<const UpstreamSchema> OfFile(const std::string& name) const;
  const std::vector<std::shared_ptr<const UpstreamSchema>>& upstreams() const { return upstreams_; }

 private:
  struct Route {
    std::string http_method;
    PathTemplate path;
    RestMethod method;
  };
  void AddRoutes(std::size_t upstream, const google::protobuf::ServiceDescriptor& service);

  const std::vector<std::shared_ptr<const UpstreamSchema>> upstreams_;
  std::map<std::string, std::size_t> owners_;
  std::vector<Route> routes_;
};

}  // namespace ett::edge
