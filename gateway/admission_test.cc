#include "gateway/admission.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "chassis/gate_testing.h"
#include "chassis/identity_config.h"
#include "gateway/edge/schema.h"
#include "status/matchers.h"
#include "tls/testing.h"

namespace ett::gateway {
namespace {

using status::IsOk;
using status::ReasonOf;
using Names = std::vector<std::string>;

class AdmissionTest : public testing::Test {
 protected:
  AdmissionTest() {
    chassis::IdentityConfig identity;
    identity.mode = "tokens";
    identity.issuers = {absl::StrCat(identity::kDevelopmentIssuer, "=",
                                     files_.Write("set.json", chassis::TestIssuer().KeySetText()))};
    identity.certificates = files_.Write("certificates", "robot DNS:robot.example ett:hr.read *\n");
    chassis::TlsConfig tls;
    tls.certificate = "/tls.crt";
    tls.client_ca = "/ca.crt";
    admission_ = std::make_unique<Admission>(*identity.Make("0.0.0.0:80", tls), metrics_);
    method_.path = "/ett.hr.v1.HrService/GetUnit";
    method_.scope = "ett:hr.read";
  }

  absl::Status Admit(const Names* names, const edge::Headers& headers = {}) {
    return admission_->Admit({method_, headers, "abc-123", "192.0.2.1", names}).status();
  }

  const tls::TestFiles files_;
  chassis::Metrics metrics_;
  std::unique_ptr<Admission> admission_;
  edge::Method method_;
};

TEST_F(AdmissionTest, ACertificateIsWhoCalls) {
  const Names robot = {"URI:spiffe://other", "DNS:robot.example"};
  const Names other = {"CN:robot.example"};
  EXPECT_THAT(Admit(&robot), IsOk());
  EXPECT_EQ(ReasonOf(Admit(&other)), "TOKEN_MISSING");
  EXPECT_EQ(ReasonOf(Admit(nullptr)), "TOKEN_MISSING");
  method_.scope = "ett:hr.write";
  EXPECT_EQ(ReasonOf(Admit(&robot)), "SCOPE_MISSING");
}

TEST_F(AdmissionTest, ATokenCountsBeforeACertificate) {
  const Names robot = {"DNS:robot.example"};
  EXPECT_EQ(ReasonOf(Admit(&robot, {{"authorization", chassis::TestBearer({})}})), "SCOPE_MISSING");
  EXPECT_EQ(ReasonOf(Admit(&robot, {{"authorization", "Bearer none"}})), "TOKEN_MALFORMED");
}

}  // namespace
}  // namespace ett::gateway
