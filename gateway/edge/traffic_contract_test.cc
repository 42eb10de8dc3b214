#include <google/protobuf/descriptor.pb.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "gateway/edge/descriptor_set.h"
#include "gateway/edge/testing/traffic_fixture.h"

namespace ett::edge {
namespace {

using testing::EchoUpstream;
using testing::Eventually;

// The descriptors of a file and of all that it imports, as protoc writes them.
void AddWithImports(const google::protobuf::FileDescriptor& file,
                    google::protobuf::FileDescriptorSet& set) {
  for (int i = 0; i < file.dependency_count(); ++i) AddWithImports(*file.dependency(i), set);
  file.CopyTo(set.add_file());
}

std::string Write(const std::string& bytes) {
  const std::string path = absl::StrCat(::testing::TempDir(), "/contract-", getpid());
  std::ofstream(path, std::ios::binary) << bytes;
  return path;
}

class TrafficOfContracts : public testing::TrafficFixture {};

TEST_F(TrafficOfContracts, OfANewMethodGoesOnlyToReplicasThatHaveIt) {
  StartBoth();
  Restart(two_, /*later=*/true);
  EXPECT_TRUE(Eventually([this] { return Later().ok(); }));
  for (int i = 0; i < 20; ++i) {
    const grpc::Status status = Later();
    ASSERT_TRUE(status.ok()) << status.error_message();
  }
  // What both have goes to both.
  EXPECT_TRUE(Eventually([this] {
    EXPECT_TRUE(Echo().ok());
    return one_->handler.calls > 0 && two_->handler.calls > 0;
  }));
}

TEST_F(TrafficOfContracts, StaysWithReplicasThatKeepTheContract) {
  one_ = std::make_unique<EchoUpstream>(0, /*later=*/true);
  two_ = std::make_unique<EchoUpstream>(0, /*later=*/true);
  StartBoth();
  Restart(two_, /*later=*/false);
  EXPECT_TRUE(
      Eventually([this] { return WasSaid("service ett.edge.testing.LaterService is gone"); }));
  EXPECT_TRUE(Eventually([this] {
    const int before = two_->handler.calls;
    for (int i = 0; i < 20; ++i) EXPECT_TRUE(Echo().ok());
    return two_->handler.calls == before;
  }));
  EXPECT_TRUE(Later().ok());
}

TEST_F(TrafficOfContracts, EndsWhenNobodyKeepsTheContractAndSaysWhy) {
  config_.traffic.quarantine = absl::InfiniteDuration();
  RestartOneWithout();
  EXPECT_TRUE(Eventually([this] { return WasSaid("gets no calls, as it breaks the contract"); }));
  EXPECT_TRUE(Eventually([this] {
    return Echo().error_message().find(
               "is held back: service ett.edge.testing.LaterService is "
               "gone") != std::string::npos;
  }));
}

TEST_F(TrafficOfContracts, GoesOnWithABrokenContractAfterAWhileWhenThereIsNoOther) {
  config_.traffic.quarantine = absl::Milliseconds(1);
  RestartOneWithout();
  EXPECT_TRUE(Eventually([this] { return WasSaid("another contract is served now"); }));
  EXPECT_TRUE(Eventually([this] { return Echo().ok(); }));
  EXPECT_EQ(Later().error_code(), grpc::StatusCode::UNIMPLEMENTED);
}

TEST_F(TrafficOfContracts, GoesOnWithABrokenContractThatIsAccepted) {
  config_.traffic.quarantine = absl::InfiniteDuration();
  config_.traffic.accept_breaking = {"echo"};
  RestartOneWithout();
  EXPECT_TRUE(Eventually([this] {
    return !gateway_->schema()->OwnerOf("ett.edge.testing.LaterService").has_value();
  }));
  EXPECT_TRUE(Eventually([this] { return Echo().ok(); }));
}

TEST_F(TrafficOfContracts, OfAServiceThatGoesBackToItsLastVersionGoesOn) {
  config_.traffic.quarantine = absl::InfiniteDuration();
  Start(one_->address());
  Restart(one_, /*later=*/true);
  EXPECT_TRUE(Eventually([this] { return Later().ok(); }));
  Restart(one_, /*later=*/false);
  EXPECT_TRUE(
      Eventually([this] { return Later().error_code() == grpc::StatusCode::UNIMPLEMENTED; }));
  EXPECT_TRUE(Echo().ok());
  EXPECT_TRUE(Eventually([this] { return WasSaid("another contract is served now"); }));
}

TEST_F(TrafficOfContracts, OfAServiceThatTellsNothingGoesByAFile) {
  one_ = std::make_unique<EchoUpstream>(EchoUpstream::WithoutReflection());
  descriptor_set_ = Write("no descriptors");
  Start(one_->address());
  EXPECT_TRUE(WasSaid("is no serialized google.protobuf.FileDescriptorSet"));
  EXPECT_FALSE(Echo().ok());
  google::protobuf::FileDescriptorSet set;
  AddWithImports(*testing::EchoRequest::descriptor()->file(), set);
  Write(set.SerializeAsString());
  EXPECT_TRUE(Eventually([this] { return Echo().ok(); }));
  const auto& owner = gateway_->schema()->OwnerOf(testing::EchoService::service_full_name());
  EXPECT_TRUE(owner.has_value());
}

TEST_F(TrafficOfContracts, OfAServiceThatTellsGoesByWhatItSays) {
  descriptor_set_ = Write("no descriptors");
  Start(one_->address());
  EXPECT_TRUE(Echo().ok());
  EXPECT_FALSE(WasSaid(descriptor_set_));
}

TEST(DescriptorSet, SaysWhatIsWrong) {
  EXPECT_EQ(ReadDescriptorSet("/nowhere").status(),
            absl::FailedPreconditionError("/nowhere cannot be read"));
  const std::string folder = ::testing::TempDir();
  EXPECT_EQ(ReadDescriptorSet(folder).status(),
            absl::FailedPreconditionError(folder + " cannot be read"));
  const std::string empty = Write("");
  EXPECT_EQ(ReadDescriptorSet(empty).status(),
            absl::InvalidArgumentError(empty + " has no service"));
  EXPECT_EQ(ReadDescriptorSet("/dev/zero").status(),
            absl::ResourceExhaustedError("/dev/zero has more than contracts can be"));
}

}  // namespace
}  // namespace ett::edge
