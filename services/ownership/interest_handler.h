#pragma once

#include <memory>
#include <string>
#include <utility>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "chassis/calls.h"
#include "chassis/officers.h"
#include "ett/ownership/v1/interest_service.grpc.pb.h"
#include "records/records.h"
#include "services/ownership/register.h"

namespace ett::ownership {

// Declared interests, for an officer alone. Every call leaves an audit entry, and is answered only
// when that is durable.
class InterestHandler final : public v1::InterestService::CallbackService {
 public:
  InterestHandler(records::Records& records, chassis::Calls& calls,
                  std::shared_ptr<RegisterCache> registers, chassis::Officers officers)
      : records_(records),
        calls_(calls),
        registers_(std::move(registers)),
        officers_(std::move(officers)) {}

  using Context = grpc::CallbackServerContext;
  using Reactor = grpc::ServerUnaryReactor;

  Reactor* CreateDeclaredInterest(Context* context,
                                  const v1::CreateDeclaredInterestRequest* request,
                                  v1::DeclaredInterest* response) override;
  Reactor* ListDeclaredInterests(Context* context, const v1::ListDeclaredInterestsRequest* request,
                                 v1::ListDeclaredInterestsResponse* response) override;
  Reactor* DeleteDeclaredInterest(Context* context,
                                  const v1::DeleteDeclaredInterestRequest* request,
                                  google::protobuf::Empty* response) override;
  Reactor* ListInterestConflicts(Context* context, const v1::ListInterestConflictsRequest* request,
                                 v1::ListInterestConflictsResponse* response) override;
  Reactor* ListAuditEntries(Context* context, const v1::ListAuditEntriesRequest* request,
                            v1::ListAuditEntriesResponse* response) override;

 private:
  struct Call {
    std::string municipality;  // empty until it is known to be one
    v1::AuditEntry entry;
    bool audited = false;  // in the transaction of what it wrote
  };

  template <class Request, class Response>
  Reactor* Answer(Context* context, const Request* request, Response* response,
                  absl::StatusOr<Response> (InterestHandler::*work)(const Request&, Call&));
  template <class Request>
  Call Begin(const Request& request) const;
  // Who calls, and what is wrong with the fields that calls have in common.
  template <class Request>
  absl::Status Admit(const absl::StatusOr<std::string>& officer, const Request& request,
                     Call& call) const;
  absl::Status Audit(const Call& call, const absl::Status& outcome);
  // Runs `work` and writes the audit entry in one transaction. `work` has no effect but through the
  // session and on what it is asked to fill.
  absl::Status Write(Call& call, absl::FunctionRef<absl::Status(sql::Session&, std::int64_t)> work);

  absl::StatusOr<v1::DeclaredInterest> Create(const v1::CreateDeclaredInterestRequest& request,
                                              Call& call);
  absl::StatusOr<v1::ListDeclaredInterestsResponse> List(
      const v1::ListDeclaredInterestsRequest& request, Call& call);
  absl::StatusOr<google::protobuf::Empty> Delete(const v1::DeleteDeclaredInterestRequest& request,
                                                 Call& call);
  absl::StatusOr<v1::ListInterestConflictsResponse> ListConflicts(
      const v1::ListInterestConflictsRequest& request, Call& call);
  absl::StatusOr<v1::ListAuditEntriesResponse> ListAudit(const v1::ListAuditEntriesRequest& request,
                                                         Call& call);

  records::Records& records_;
  chassis::Calls& calls_;
  const std::shared_ptr<RegisterCache> registers_;
  const chassis::Officers officers_;
};

}  // namespace ett::ownership
