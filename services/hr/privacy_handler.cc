#include "services/hr/privacy_handler.h"

#include "absl/strings/str_cat.h"
#include "chassis/officer_call.h"
#include "figures/local_time.h"
#include "records/import_session.h"
#include "records/page_token.h"
#include "services/hr/audit.h"
#include "services/hr/person_records.h"
#include "services/hr/privacy_requests.h"
#include "status/macros.h"

namespace ett::hr {
namespace {

// Empty for a request about no one person.
template <class Request>
std::string PersonOf(const Request& request) {
  if constexpr (requires { request.person(); }) {
    return request.person();
  } else {
    return "";
  }
}

}  // namespace

template <class Request>
PrivacyHandler::Call PrivacyHandler::Begin(const Request& request) const {
  Call call;
  call.entry.set_method(chassis::MethodOf<Request>());
  *call.entry.mutable_call_time() = records::ToTimestamp(absl::ToUnixMicros(records_.now()));
  const auto municipality = records::ParseMunicipality(request.parent());
  if (municipality.ok()) call.municipality = *municipality;
  const std::string person = PersonOf(request);
  if (!person.empty()) call.entry.set_person_fingerprint(officers_.Fingerprint(person));
  if constexpr (requires { request.validate_only(); }) {
    call.entry.set_validate_only(request.validate_only());
  }
  return call;
}

template <class Request>
absl::Status PrivacyHandler::Admit(const absl::StatusOr<std::string>& officer,
                                   const Request& request, Call& call) const {
  ASSIGN_OR_RETURN(*call.entry.mutable_officer(), officer);
  RETURN_IF_ERROR(records::ParseMunicipality(request.parent()).status());
  records::FieldErrors errors;
  if constexpr (requires { request.person(); }) CheckPerson(request.person(), errors);
  if constexpr (requires { request.request_id(); })
    chassis::CheckRequestId(request.request_id(), errors);
  CheckPurpose(request.purpose(), PersonOf(request), errors);
  if (!errors.empty()) return status::InvalidFields(errors.all());
  call.entry.set_purpose(request.purpose());
  return absl::OkStatus();
}

template <class Request, class Response>
PrivacyHandler::Reactor* PrivacyHandler::Answer(
    Context* context, const Request* request, Response* response,
    absl::StatusOr<Response> (PrivacyHandler::*work)(const Request&, Call&)) {
  return calls_.Unary<Request, Response>(
      context, request, response,
      [=, this, officer = chassis::OfficerOf(*context, calls_, officers_)](
          const Request& asked) -> absl::StatusOr<Response> {
        Call call = Begin(asked);
        const absl::Status refused = Admit(officer, asked, call);
        absl::StatusOr<Response> answer =
            refused.ok() ? (this->*work)(asked, call) : absl::StatusOr<Response>(refused);
        if (!call.audited) RETURN_IF_ERROR(Audit(call, answer.status()));
        return answer;
      });
}

absl::Status PrivacyHandler::Audit(const Call& call, const absl::Status& outcome) {
  v1::AuditEntry entry = call.entry;
  entry.set_outcome(status::ReasonOf(outcome));
  if (!outcome.ok()) entry.clear_counts();
  return records_.database().Transact(
      [&](sql::Session& session) { return WriteAuditEntry(session, call.municipality, entry); });
}

PrivacyHandler::Reactor* PrivacyHandler::ListPersonRecords(
    Context* context, const v1::ListPersonRecordsRequest* request,
    v1::ListPersonRecordsResponse* response) {
  return Answer(context, request, response, &PrivacyHandler::List);
}

PrivacyHandler::Reactor* PrivacyHandler::ErasePerson(Context* context,
                                                     const v1::ErasePersonRequest* request,
                                                     v1::ErasePersonResponse* response) {
  return Answer(context, request, response, &PrivacyHandler::Erase);
}

PrivacyHandler::Reactor* PrivacyHandler::RunRetention(Context* context,
                                                      const v1::RunRetentionRequest* request,
                                                      v1::RunRetentionResponse* response) {
  return Answer(context, request, response, &PrivacyHandler::Retain);
}

PrivacyHandler::Reactor* PrivacyHandler::ListAuditEntries(
    Context* context, const v1::ListAuditEntriesRequest* request,
    v1::ListAuditEntriesResponse* response) {
  return Answer(context, request, response, &PrivacyHandler::ListAudit);
}

absl::StatusOr<v1::ListPersonRecordsResponse> PrivacyHandler::List(
    const v1::ListPersonRecordsRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const int page_size, records::PageSize(request.page_size()));
  const Person person{call.municipality, request.person()};
  records::PageToken token{
      officers_.Fingerprint(absl::StrCat(request.parent(), " ", request.person())), 0, ""};
  if (!request.page_token().empty()) {
    ASSIGN_OR_RETURN(token, records::DecodePageToken(request.page_token(), token.query));
  } else {
    ASSIGN_OR_RETURN(token.known_at, records_.DataVersion());
  }
  ASSIGN_OR_RETURN(const std::int64_t begin, chassis::BeginOf(token, 0));
  v1::ListPersonRecordsResponse answer;
  std::int64_t at = 0;
  RETURN_IF_ERROR(records_.database().Read([&](sql::Session& session) {
    return ForEachVersion(session, person, token.known_at, [&](const v1::PersonRecord& record) {
      const std::int64_t place = at++;
      if (place < begin || place >= begin + page_size) return;
      *answer.add_records() = record;
      Count(record, *call.entry.mutable_counts());
    });
  }));
  token.after_id = absl::StrCat(begin + page_size);
  if (at > begin + page_size) answer.set_next_page_token(records::Encode(token));
  return answer;
}

absl::StatusOr<v1::ListAuditEntriesResponse> PrivacyHandler::ListAudit(
    const v1::ListAuditEntriesRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const int page_size, records::PageSize(request.page_size()));
  records::PageToken token{officers_.Fingerprint(request.parent()), 0, ""};
  if (!request.page_token().empty()) {
    ASSIGN_OR_RETURN(token, records::DecodePageToken(request.page_token(), token.query));
  }
  ASSIGN_OR_RETURN(const std::int64_t before, chassis::BeginOf(token, kNewest));
  v1::ListAuditEntriesResponse answer;
  RETURN_IF_ERROR(records_.database().Read([&](sql::Session& session) -> absl::Status {
    ASSIGN_OR_RETURN(auto entries,
                     ReadAuditEntries(session, call.municipality, before, page_size + 1));
    const bool more = entries.size() > static_cast<std::size_t>(page_size);
    if (more) entries.pop_back();
    for (v1::AuditEntry& entry : entries) *answer.add_audit_entries() = std::move(entry);
    if (!more) return absl::OkStatus();
    token.after_id = absl::StrCat(answer.audit_entries().rbegin()->number());
    answer.set_next_page_token(records::Encode(token));
    return absl::OkStatus();
  }));
  return answer;
}

template <class Response>
absl::StatusOr<bool> PrivacyHandler::WriteOnce(
    sql::Session& session, const records::RequestKey& key, Response& response,
    absl::FunctionRef<absl::Status(sql::Session&, Response&)> erase) {
  response.Clear();  // the transaction may be run again
  // First: writers take turns, and caches of figures see that something changed.
  ASSIGN_OR_RETURN(const std::int64_t recorded_at,
                   records::NextRecordedAt(session, records_.now()));
  ASSIGN_OR_RETURN(const auto kept, records::FindAnswer(session, key));
  if (kept.has_value()) {
    if (response.ParseFromString(*kept)) return false;
    return absl::DataLossError("a kept answer of the privacy service cannot be read");
  }
  RETURN_IF_ERROR(erase(session, response));
  RETURN_IF_ERROR(records::ForgetRejections(session, key.municipality, PersonalKinds()));
  RETURN_IF_ERROR(records::KeepAnswer(session, key, response.SerializeAsString(), recorded_at));
  return true;
}

template <class Request, class Response>
absl::StatusOr<Response> PrivacyHandler::Write(
    const Request& request, Call& call,
    absl::FunctionRef<absl::Status(sql::Session&, Response&)> erase) {
  // Keyed, as the request holds a pseudonym.
  const records::RequestKey key{call.municipality, call.entry.method(),
                                request.validate_only() ? "" : request.request_id(),
                                officers_.Fingerprint(request.SerializeAsString())};
  absl::Status rolled_back = absl::CancelledError("a dry run");
  Response response;
  const absl::Status done =
      records_.database().Transact([&](sql::Session& session) -> absl::Status {
        ASSIGN_OR_RETURN(const bool fresh, WriteOnce(session, key, response, erase));
        call.entry.clear_counts();
        if (fresh) *call.entry.mutable_counts() = response.erased();
        if (request.validate_only()) return rolled_back;
        call.entry.set_outcome(status::ReasonOf(absl::OkStatus()));
        return WriteAuditEntry(session, call.municipality, call.entry);
      });
  if (request.validate_only() && done == rolled_back) return response;
  RETURN_IF_ERROR(done);
  call.audited = true;
  return response;
}

absl::StatusOr<v1::ErasePersonResponse> PrivacyHandler::Erase(const v1::ErasePersonRequest& request,
                                                              Call& call) {
  const Person person{call.municipality, request.person()};
  return Write<v1::ErasePersonRequest, v1::ErasePersonResponse>(
      request, call, [&](sql::Session& session, v1::ErasePersonResponse& response) {
        return hr::Erase(session, person, *response.mutable_erased());
      });
}

absl::StatusOr<v1::RunRetentionResponse> PrivacyHandler::Retain(
    const v1::RunRetentionRequest& request, Call& call) {
  const absl::CivilDay today = figures::LocalDayOf(records_.now());
  ASSIGN_OR_RETURN(const Age age, AgeOf(request, today));
  return Write<v1::RunRetentionRequest, v1::RunRetentionResponse>(
      request, call, [&](sql::Session& session, v1::RunRetentionResponse& response) {
        return EraseOlder(session, call.municipality, age, response);
      });
}

}  // namespace ett::hr
