#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "gateway/edge/route_table.h"
#include "gateway/edge/upstream_schema.h"

namespace ett::edge {

// A method that is served.
struct Method {
  std::string path;  // `/ett.hr.v1.HrService/GetOrgUnit`
  std::size_t upstream = 0;
  const UpstreamSchema* schema = nullptr;  // lives as long as the Schema
  const google::protobuf::MethodDescriptor* descriptor = nullptr;
  const json::MessagePlan* request = nullptr;
  const json::MessagePlan* response = nullptr;
  // The contract says that a call changes nothing: by idempotency_level, or GET of REST.
  bool changes_nothing = false;
  std::string scope;          // of ett.auth.v1.access; empty where the contract has none
  bool is_anonymous = false;  // as the contract says

  bool is_stream() const {
    return descriptor->client_streaming() || descriptor->server_streaming();
  }
};

// A method by one of its paths of REST.
struct Route {
  const Method* method = nullptr;
  std::string body;           // as google.api.http has it: empty, `*` or a field
  std::string response_body;  // empty, or a field
};

// Where a request of REST leads.
struct RouteMatch {
  const Route* route = nullptr;
  PathValues values;
  // Without a route: the HTTP methods that the path has.
  std::vector<std::string> allowed;
};

// What all upstreams offer at one time. The first of them that serves a service has it. Immutable,
// so that a call keeps the generation that it began with.
class Schema {
 public:
  // One for each upstream, by its slot; null for those not learnt yet, and those that are gone.
  explicit Schema(std::vector<std::shared_ptr<const UpstreamSchema>> upstreams);
  Schema(const Schema&) = delete;
  Schema& operator=(const Schema&) = delete;

  // The upstream of a service.
  std::optional<std::size_t> OwnerOf(const std::string& service) const;
  // Null for one that nobody serves.
  const Method* Find(absl::string_view path) const;
  RouteMatch Match(const std::string& http_method, absl::string_view path) const;

  // Sorted.
  std::vector<std::string> Services() const;
  // In the same order.
  std::vector<const google::protobuf::ServiceDescriptor*> Contracts() const;
  // The upstream's contracts that a service, message or file is found in; null when nobody has it.
  std::shared_ptr<const UpstreamSchema> OfSymbol(const std::string& symbol) const;
  std::shared_ptr<const UpstreamSchema> OfFile(const std::string& name) const;
  const std::vector<std::shared_ptr<const UpstreamSchema>>& upstreams() const { return upstreams_; }

 private:
  void Add(std::size_t upstream, const google::protobuf::MethodDescriptor& descriptor);

  const std::vector<std::shared_ptr<const UpstreamSchema>> upstreams_;
  std::map<std::string, std::size_t> owners_;
  absl::flat_hash_map<std::string, std::unique_ptr<Method>> methods_;
  std::vector<std::unique_ptr<Route>> routes_;
  RouteTable table_;
};

}  // namespace ett::edge
