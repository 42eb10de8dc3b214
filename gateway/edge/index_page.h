#pragma once

#include <string>

#include "gateway/edge/schema.h"

namespace ett::edge {

// What a caller of `GET /` is told: the services, and how to ask further.
std::string IndexPage(const Schema& schema);

}  // namespace ett::edge
