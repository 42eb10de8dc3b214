#pragma once

#include <google/protobuf/descriptor.h>
#include <grpcpp/channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "identity/authenticator.h"
#include "identity/development_issuer.h"
#include "status/errors.h"
#include "status/grpc.h"

// Callers, and what keeps them out, for tests.
namespace ett::chassis {

// A key for as long as the process, and an authenticator that takes its tokens.
inline const identity::DevelopmentIssuer& TestIssuer() {
  static const auto& issuer = *new identity::DevelopmentIssuer(
      *identity::DevelopmentIssuer::Open(absl::StrCat(testing::TempDir(), "/", getpid(), ".jwk")));
  return issuer;
}

inline std::unique_ptr<identity::Authenticator> TestAuthenticator() {
  const auto keys = std::make_shared<identity::KeySource>(
      [text = TestIssuer().KeySetText()] { return text; }, identity::KeySource::Options());
  keys->RefreshIfDue();
  return std::make_unique<identity::Authenticator>(
      std::make_unique<identity::TokenVerifier>(
          std::vector<identity::Issuer>{{identity::kDevelopmentIssuer, keys}}, identity::kAudience,
          [] { return absl::Now(); }),
      identity::ApiKeys(), identity::Certificates());
}

// `Bearer …` with these scopes, for one municipality.
inline std::string TestBearer(const std::vector<std::string>& scopes,
                              const std::string& municipality = "935478715",
                              const std::string& name = "kari") {
  return absl::StrCat("Bearer ", *TestIssuer().Issue({name, scopes, {municipality}}, absl::Now()));
}

// What comes of a method of any kind that is called with one empty message.
inline absl::Status CallEmpty(const std::shared_ptr<grpc::Channel>& channel,
                              const std::string& method, const std::string& authorization = "") {
  grpc::GenericStub stub(channel);
  grpc::ClientContext context;
  if (!authorization.empty()) context.AddMetadata("authorization", authorization);
  grpc::CompletionQueue queue;
  void* tag = nullptr;
  bool ok = false;
  const auto call = stub.PrepareCall(&context, method, &queue);
  call->StartCall(&queue);
  queue.Next(&tag, &ok);
  // A call that is refused at once takes no message.
  const grpc::Slice nothing;
  call->WriteLast(grpc::ByteBuffer(&nothing, 1), grpc::WriteOptions(), &queue);
  queue.Next(&tag, &ok);
  // The status comes after the answers.
  grpc::ByteBuffer answer;
  do {
    call->Read(&answer, &queue);
    queue.Next(&tag, &ok);
  } while (ok);
  grpc::Status status;
  call->Finish(&status, &queue);
  queue.Next(&tag, &ok);
  return status::FromGrpc(status);
}

// Nobody may call any method of these services without a token.
inline void ExpectAllGuarded(const std::shared_ptr<grpc::Channel>& channel,
                             const std::vector<std::string>& services) {
  for (const std::string& name : services) {
    const auto* service =
        google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(name);
    ASSERT_NE(service, nullptr) << name;
    for (int i = 0; i < service->method_count(); ++i) {
      const std::string method = absl::StrCat("/", name, "/", service->method(i)->name());
      EXPECT_EQ(status::ReasonOf(CallEmpty(channel, method)), "TOKEN_MISSING") << method;
    }
  }
}

}  // namespace ett::chassis
