#pragma once

#include <google/protobuf/message.h>
#include <grpcpp/server_context.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "chassis/metrics.h"
#include "identity/access.h"
#include "identity/authenticator.h"

namespace ett::chassis {

// Lets calls in by what their contracts say of them (ett.auth.v1.access), and no others. What it
// refuses is counted, and is a line of the log with the event `denied`. A method is known by the
// type of its request. May be used by many threads.
class Gate {
 public:
  struct Method;

  // What a call was let in with.
  struct Admission {
    const Method* method = nullptr;  // null where anybody may call
    identity::CallerPtr caller;
  };

  // For these services, whose contracts are linked into the program. FAILED_PRECONDITION when one
  // of ours does not say who may call a method, or when two methods take the same type of request.
  // `metrics` must outlive this.
  static absl::StatusOr<std::unique_ptr<Gate>> Make(
      const std::vector<std::string>& services,
      std::unique_ptr<identity::Authenticator> authenticator, Metrics& metrics);
  ~Gate();

  // Who calls: UNAUTHENTICATED when what they show is wrong.
  absl::StatusOr<identity::CallerPtr> Identify(const grpc::CallbackServerContext& context) const;

  // When a call begins: whether its caller may call the method at all. Requests of other packages
  // than ours (health) are let in.
  absl::StatusOr<Admission> Enter(const grpc::CallbackServerContext& context,
                                  const google::protobuf::Descriptor& request_type) const;
  // For each message of a call: whether the caller's municipalities are those it names. What counts
  // is each field of text, and the `name` of each record, that begins with `municipalities/`.
  absl::Status Check(const Admission& admission, const grpc::CallbackServerContext& context,
                     const google::protobuf::Message& message) const;

 private:
  Gate(std::unique_ptr<identity::Authenticator> authenticator, Metrics& metrics);

  absl::Status Add(const google::protobuf::MethodDescriptor& method);
  absl::Status Denied(const grpc::CallbackServerContext& context, const std::string& method,
                      const identity::Caller* caller, absl::Status why) const;

  const std::unique_ptr<identity::Authenticator> authenticator_;
  Metrics& metrics_;
  absl::flat_hash_map<const google::protobuf::Descriptor*, std::unique_ptr<Method>> methods_;
};

}  // namespace ett::chassis
