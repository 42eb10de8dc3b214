#include "gateway/edge/cors.h"

#include <algorithm>

namespace ett::edge {
namespace {

// What pages may read of an answer.
constexpr char kExposed[] =
    "grpc-status, grpc-message, grpc-status-details-bin, x-request-id, etag, retry-after, "
    "ratelimit, ratelimit-policy";

}  // namespace

Headers CorsHeaders(const std::vector<std::string>& origins, const Headers& request) {
  const auto is = [&](absl::string_view each) {
    return std::find(origins.begin(), origins.end(), each) != origins.end();
  };
  if (origins.empty()) return {};
  const std::string origin(Find(request, "origin"));
  const bool all = is("*");
  Headers headers;
  if (!all) headers.push_back({"vary", "origin"});
  if (origin.empty() || (!all && !is(origin))) return headers;
  headers.push_back({"access-control-allow-origin", all ? "*" : origin});
  headers.push_back({"access-control-expose-headers", kExposed});
  if (!all) headers.push_back({"access-control-allow-credentials", "true"});
  return headers;
}

bool IsPreflight(absl::string_view method, const Headers& request) {
  return method == "OPTIONS" && !Find(request, "access-control-request-method").empty();
}

Headers PreflightHeaders(const Headers& request, const std::string& methods) {
  Headers headers = {{"access-control-allow-methods", methods}, {"access-control-max-age", "7200"}};
  const std::string wanted(Find(request, "access-control-request-headers"));
  if (!wanted.empty()) headers.push_back({"access-control-allow-headers", wanted});
  return headers;
}

}  // namespace ett::edge
