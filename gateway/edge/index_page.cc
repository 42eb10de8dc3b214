#include "gateway/edge/index_page.h"

#include <nlohmann/json.hpp>

namespace ett::edge {

std::string IndexPage(const Schema& schema) {
  const nlohmann::ordered_json page = {
      {"name", "Ett"},
      {"services", schema.Services()},
      {"grpc", "gRPC on this port; server reflection is on"},
      {"rest", "JSON on this port, by the paths of google.api.http"},
      {"metrics", "/v1/municipalities/{organisation number}/metrics"},
      {"reports", "/v1/municipalities/{organisation number}/reports"}};
  return page.dump(2) + "\n";
}

}  // namespace ett::edge
