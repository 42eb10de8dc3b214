#pragma once

#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "chassis/calls.h"
#include "chassis/officers.h"
#include "ett/hr/v1/privacy_service.grpc.pb.h"
#include "records/clock.h"
#include "records/records.h"

namespace ett::hr {

// What is stored of a person, for a privacy officer alone. Every call leaves an audit entry, and is
// answered only when that is durable.
class PrivacyHandler final : public v1::PrivacyService::CallbackService {
 public:
  PrivacyHandler(records::Records& records, chassis::Calls& calls, chassis::Officers officers)
      : records_(records), calls_(calls), officers_(std::move(officers)) {}

  using Context = grpc::CallbackServerContext;
  using Reactor = grpc::ServerUnaryReactor;

  Reactor* ListPersonRecords(Context* context, const v1::ListPersonRecordsRequest* request,
                             v1::ListPersonRecordsResponse* response) override;
  Reactor* ErasePerson(Context* context, const v1::ErasePersonRequest* request,
                       v1::ErasePersonResponse* response) override;
  Reactor* RunRetention(Context* context, const v1::RunRetentionRequest* request,
                        v1::RunRetentionResponse* response) override;
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
                  absl::StatusOr<Response> (PrivacyHandler::*work)(const Request&, Call&));
  template <class Request>
  Call Begin(const Request& request) const;
  // Who calls, and what is wrong with the fields that calls have in common.
  template <class Request>
  absl::Status Admit(const absl::StatusOr<std::string>& officer, const Request& request,
                     Call& call) const;
  absl::Status Audit(const Call& call, const absl::Status& outcome);

  absl::StatusOr<v1::ListPersonRecordsResponse> List(const v1::ListPersonRecordsRequest& request,
                                                     Call& call);
  absl::StatusOr<v1::ErasePersonResponse> Erase(const v1::ErasePersonRequest& request, Call& call);
  absl::StatusOr<v1::RunRetentionResponse> Retain(const v1::RunRetentionRequest& request,
                                                  Call& call);
  absl::StatusOr<v1::ListAuditEntriesResponse> ListAudit(const v1::ListAuditEntriesRequest& request,
                                                         Call& call);

  // Runs `erase` and writes the audit entry in one transaction, once for a request id. A dry run is
  // the same, rolled back. `erase` fills a response, which has `erased`.
  template <class Request, class Response>
  absl::StatusOr<Response> Write(const Request& request, Call& call,
                                 absl::FunctionRef<absl::Status(sql::Session&, Response&)> erase);
  // False when the request was answered before: `response` is that answer.
  template <class Response>
  absl::StatusOr<bool> WriteOnce(sql::Session& session, const records::RequestKey& key,
                                 Response& response,
                                 absl::FunctionRef<absl::Status(sql::Session&, Response&)> erase);

  records::Records& records_;
  chassis::Calls& calls_;
  const chassis::Officers officers_;
};

}  // namespace ett::hr
