#pragma once

#include <grpcpp/server_context.h>

#include "absl/status/statusor.h"
#include "records/records.h"

namespace ett::chassis {

// Tells the version of what is answered next: the same request is answered the same as long as the
// program, the data and the day are the same. True when the caller has that version, and was told
// that there is nothing else: the message is not looked at. Before the data are read.
absl::StatusOr<bool> TellVersion(grpc::CallbackServerContext& context, records::Records& records);

}  // namespace ett::chassis
