#pragma once

#include <string>

#include "gateway/edge/headers.h"

namespace ett::edge {

// The caller's `x-request-id`, when it is well-formed, or a new one.
std::string RequestIdOf(const Headers& headers);

// Whether a header belongs to one connection and goes no further, is made anew, or is HTTP/2's own.
bool StaysHere(const std::string& name);

}  // namespace ett::edge
