#pragma once

#include <grpcpp/support/status.h>

#include "absl/status/status.h"

namespace ett::status {

// The two enumerations share their numbers by design. Payloads become the details of
// google.rpc.Status. The text of INTERNAL and UNKNOWN is withheld: it may name tables or files.
grpc::Status ToGrpc(const absl::Status& status);

// The way back, details included.
absl::Status FromGrpc(const grpc::Status& status);

}  // namespace ett::status
