#pragma once

#include "chassis/calls.h"
#include "ett/ownership/v1/position_service.pb.h"
#include "records/records.h"

namespace ett::ownership {

// Answers Watch: tells changes until the caller goes away. No thread waits for them: the database
// is looked at twice a second, so that what another replica wrote is seen too.
grpc::ServerWriteReactor<v1::WatchResponse>* WatchRecords(records::Records& records,
                                                          chassis::Calls& calls,
                                                          grpc::CallbackServerContext* context,
                                                          const v1::WatchRequest& request);

}  // namespace ett::ownership
