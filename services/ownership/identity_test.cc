#include <gtest/gtest.h>

#include "chassis/gate_testing.h"
#include "chassis/officer_testing.h"
#include "chassis/testing.h"
#include "ett/ownership/v1/interest_service.grpc.pb.h"
#include "services/ownership/service.h"

namespace ett::ownership {
namespace {

using status::IsOk;
using status::ReasonOf;

TEST(OwnershipIdentity, NobodyCallsAnythingWithoutAToken) {
  chassis::TestService service(sql::TestEngines().front(), Service(), absl::Now(),
                               chassis::TestAuthenticator());
  chassis::ExpectAllGuarded(
      service.channel, {"ett.ownership.v1.OwnershipService", "ett.ownership.v1.SteeringService",
                        "ett.ownership.v1.PositionService", "ett.ownership.v1.InterchangeService",
                        "ett.ownership.v1.InterestService", "ett.figures.v1.FigureService"});
}

// The secret of the file counts for nothing: the token's name is the officer's.
TEST(OwnershipIdentity, AnOfficerIsWhoHoldsTheScope) {
  chassis::TestService service(sql::TestEngines().front(), chassis::SpecWithOfficer(Service()),
                               absl::Now(), chassis::TestAuthenticator());
  const auto stub = v1::InterestService::NewStub(service.channel);
  const auto audit = [&](const std::string& authorization) -> absl::StatusOr<v1::AuditEntry> {
    grpc::ClientContext context;
    context.AddMetadata("authorization", authorization);
    v1::ListAuditEntriesRequest request;
    request.set_parent("municipalities/935478715");
    request.set_purpose("audit");
    v1::ListAuditEntriesResponse response;
    const absl::Status status =
        status::FromGrpc(stub->ListAuditEntries(&context, request, &response));
    if (!status.ok()) return status;
    return response.audit_entries_size() > 0 ? response.audit_entries(0) : v1::AuditEntry();
  };
  const std::string officer = chassis::TestBearer({"ett:ownership.interests"}, "935478715", "ola");
  ASSERT_THAT(audit(officer), IsOk());
  EXPECT_EQ(audit(officer)->officer(), "ola");
  EXPECT_EQ(ReasonOf(audit(chassis::TestBearer({"ett:ownership.write"})).status()),
            "SCOPE_MISSING");
  EXPECT_EQ(ReasonOf(audit(absl::StrCat("Bearer ", chassis::kOfficerSecret)).status()),
            "TOKEN_MALFORMED");
}

TEST(OwnershipIdentity, WithoutAKeyForTheAuditNobodyIsAnOfficer) {
  chassis::TestService service(sql::TestEngines().front(), Service(), absl::Now(),
                               chassis::TestAuthenticator());
  EXPECT_EQ(ReasonOf(chassis::CallEmpty(service.channel,
                                        "/ett.ownership.v1.InterestService/ListAuditEntries",
                                        chassis::TestBearer({"ett:ownership.interests"}))),
            "NO_PRIVACY_OFFICERS");
}

}  // namespace
}  // namespace ett::ownership
