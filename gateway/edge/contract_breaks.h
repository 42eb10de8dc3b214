#pragma once

#include <string>
#include <vector>

#include "gateway/edge/upstream_schema.h"

namespace ett::edge {

// What callers of `served`, by wire or by JSON, can no longer rely on in `candidate`, in words; at
// most twenty. Compares what the methods of the services lead to:
// - a service, method, field or enum value that is gone; of fields and values, unless number and
//   name are reserved;
// - of a field its name, JSON name, type, cardinality or oneof;
// - of an enum value its name;
// - of a method its request, its response, its streams, or a way to call it by HTTP.
std::vector<std::string> ContractBreaks(const UpstreamSchema& served,
                                        const UpstreamSchema& candidate);

}  // namespace ett::edge
