#include "status/errors.h"

#include <gtest/gtest.h>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "status/grpc.h"
#include "status/matchers.h"

namespace ett::status {
namespace {

using absl::StatusCode;
using testing::HasSubstr;

TEST(ErrorsTest, AFieldErrorSaysWhatWasWantedAndWhatCame) {
  const absl::Status status = InvalidField("year", "1900..2100", "1");
  EXPECT_THAT(status, StatusIs(StatusCode::kInvalidArgument));
  EXPECT_EQ(status.message(), "year: want 1900..2100, got \"1\"");
}

TEST(ErrorsTest, FieldErrorsAreReadBack) {
  const auto errors = FieldErrorsOf(InvalidFields({{"a", "ONE", "x: y"}, {"b", "TWO", "z"}}));
  ASSERT_EQ(errors.size(), 2);
  EXPECT_EQ(errors[0].reason, "ONE");
  EXPECT_EQ(errors[0].message, "x: y");
  EXPECT_EQ(errors[1].field, "b");
}

TEST(ErrorsTest, ALongValueIsCutBetweenCharacters) {
  const FieldError error = Refusal("f", "R", "short", std::string(99, 'x') + "øøø");
  EXPECT_THAT(error.message, HasSubstr(std::string(99, 'x') + "…"));
}

TEST(ErrorsTest, DetailsCrossTheWireAndBack) {
  const absl::Status sent = NotFound("ett.no/Building", "municipalities/1/buildings/b");
  const absl::Status received = FromGrpc(ToGrpc(sent));
  EXPECT_EQ(received, sent);
}

TEST(ErrorsTest, EveryErrorHasAReason) {
  for (const absl::Status& status :
       {InvalidField("f", "w", "c"), NotFound("t", "n"), AlreadyExists("t", "n"),
        EtagMismatch("t", "n"), Precondition("R", "m"), Unavailable("R", "m"),
        Exhausted("R", "m")}) {
    google::rpc::Status wire;
    ASSERT_TRUE(wire.ParseFromString(ToGrpc(status).error_details()));
    google::rpc::ErrorInfo error;
    int found = 0;
    for (const auto& detail : wire.details()) found += detail.UnpackTo(&error) ? 1 : 0;
    EXPECT_EQ(found, 1) << status;
    EXPECT_EQ(error.domain(), "ett.no");
  }
}

TEST(ErrorsTest, WhatARefusalIsAboutIsReadBack) {
  const absl::Status received =
      FromGrpc(ToGrpc(Denied("SCOPE_MISSING", "want a, got none", {{"scope", "a"}})));
  EXPECT_EQ(ReasonOf(received), "SCOPE_MISSING");
  EXPECT_EQ(MetadataOf(received), (Metadata{{"scope", "a"}}));
  EXPECT_TRUE(MetadataOf(absl::InternalError("x")).empty());
}

TEST(ErrorsTest, InternalTextStaysInside) {
  const grpc::Status status = ToGrpc(absl::InternalError("table secret is broken"));
  EXPECT_EQ(status.error_message(), "internal error");
  EXPECT_EQ(status.error_details(), "");
}

}  // namespace
}  // namespace ett::status
