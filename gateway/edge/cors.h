#pragma once

#include <string>
#include <vector>

#include "gateway/edge/headers.h"

// Pages of other origins, https://fetch.spec.whatwg.org/#http-cors-protocol.
namespace ett::edge {

// What an answer says when the request's `origin` is among `origins`: `https://ett.example`, or `*`
// for all, then without credentials. Only that it depends on the origin for a request of another.
Headers CorsHeaders(const std::vector<std::string>& origins, const Headers& request);

// Whether a request only asks what may be asked.
bool IsPreflight(absl::string_view method, const Headers& request);
// What it is told besides.
Headers PreflightHeaders(const Headers& request, const std::string& methods);

}  // namespace ett::edge
