// In place of gRPC's, which prepares for Google's test machines.
#include "test/core/util/test_config.h"

namespace grpc::testing {

TestEnvironment::TestEnvironment(int*, char**) {}
TestEnvironment::~TestEnvironment() = default;

}  // namespace grpc::testing
