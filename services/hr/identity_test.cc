#include <gtest/gtest.h>

#include "chassis/gate_testing.h"
#include "chassis/officer_testing.h"
#include "chassis/testing.h"
#include "ett/hr/v1/privacy_service.grpc.pb.h"
#include "services/hr/service.h"

namespace ett::hr {
namespace {

using status::IsOk;
using status::ReasonOf;

TEST(HrIdentity, NobodyCallsAnythingWithoutAToken) {
  chassis::TestService service(sql::TestEngines().front(), Service(), absl::Now(),
                               chassis::TestAuthenticator());
  chassis::ExpectAllGuarded(service.channel, {"ett.hr.v1.HrService", "ett.hr.v1.PrivacyService",
                                              "ett.figures.v1.FigureService"});
}

// The secret of the file counts for nothing: the token's name is the officer's.
TEST(HrIdentity, AnOfficerIsWhoHoldsTheScope) {
  chassis::TestService service(sql::TestEngines().front(), chassis::SpecWithOfficer(Service()),
                               absl::Now(), chassis::TestAuthenticator());
  const auto stub = v1::PrivacyService::NewStub(service.channel);
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
  const std::string officer = chassis::TestBearer({"ett:hr.privacy"}, "935478715", "ola");
  ASSERT_THAT(audit(officer), IsOk());
  EXPECT_EQ(audit(officer)->officer(), "ola");
  EXPECT_EQ(ReasonOf(audit(chassis::TestBearer({"ett:hr.write"})).status()), "SCOPE_MISSING");
  EXPECT_EQ(ReasonOf(audit(absl::StrCat("Bearer ", chassis::kOfficerSecret)).status()),
            "TOKEN_MALFORMED");
}

TEST(HrIdentity, WithoutAKeyForTheAuditNobodyIsAnOfficer) {
  chassis::TestService service(sql::TestEngines().front(), Service(), absl::Now(),
                               chassis::TestAuthenticator());
  EXPECT_EQ(
      ReasonOf(chassis::CallEmpty(service.channel, "/ett.hr.v1.PrivacyService/ListAuditEntries",
                                  chassis::TestBearer({"ett:hr.privacy"}))),
      "NO_PRIVACY_OFFICERS");
}

}  // namespace
}  // namespace ett::hr
