#pragma once

#include <memory>

#include "gateway/edge/caller.h"
#include "gateway/edge/worker.h"

namespace ett::edge {

// Begins what a request of the web asks for: a call by gRPC-Web, Connect or REST, or a page of the
// gateway's own. It may be answered before this returns.
std::shared_ptr<Request> StartRequest(Worker& worker, RequestHead head,
                                      std::unique_ptr<Caller> caller);

// Tells a caller that what it said is not HTTP.
void AnswerMalformed(Caller& caller, const std::string& why);

}  // namespace ett::edge
