#include "gateway/edge/request_id.h"

#include <set>

#include "chassis/observe.h"

namespace ett::edge {

std::string RequestIdOf(const Headers& headers) {
  std::string given(Find(headers, "x-request-id"));
  return chassis::IsRequestId(given) ? given : chassis::NewRequestId();
}

bool StaysHere(const std::string& name) {
  static const std::set<std::string> names = {
      "connection",  "host",           "keep-alive",          "proxy-authenticate",
      "te",          "trailer",        "proxy-authorization", "proxy-connection",
      "upgrade",     "http2-settings", "transfer-encoding",   "x-request-id",
      "grpc-timeout"};
  return names.contains(name) || name.front() == ':';
}

}  // namespace ett::edge
