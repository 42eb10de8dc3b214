#include "services/ownership/interest_handler.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "chassis/officer_call.h"
#include "records/clock.h"
#include "records/page_token.h"
#include "services/ownership/day_asked.h"
#include "services/ownership/interest_audit.h"
#include "services/ownership/interest_conflicts.h"
#include "services/ownership/interest_records.h"
#include "services/ownership/interest_requests.h"
#include "services/ownership/kinds.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

// More than any municipality's boards declare.
constexpr int kAllInterests = 1'000'000;

template <class Request>
std::string RequestIdOf(const Request& request) {
  if constexpr (requires { request.request_id(); }) {
    return request.request_id();
  } else {
    return "";
  }
}

}  // namespace

template <class Request>
InterestHandler::Call InterestHandler::Begin(const Request& request) const {
  Call call;
  call.entry.set_method(chassis::MethodOf<Request>());
  *call.entry.mutable_call_time() = records::ToTimestamp(absl::ToUnixMicros(records_.now()));
  const auto municipality = MunicipalityOf(request);
  if (municipality.ok()) call.municipality = *municipality;
  const std::string member = MemberOf(request);
  if (!member.empty()) call.entry.set_member_fingerprint(officers_.Fingerprint(member));
  return call;
}

template <class Request>
absl::Status InterestHandler::Admit(const absl::StatusOr<std::string>& officer,
                                    const Request& request, Call& call) const {
  ASSIGN_OR_RETURN(*call.entry.mutable_officer(), officer);
  RETURN_IF_ERROR(MunicipalityOf(request).status());
  records::FieldErrors errors;
  CheckCall(request.purpose(), RequestIdOf(request), MemberOf(request), errors);
  if (!errors.empty()) return status::InvalidFields(errors.all());
  call.entry.set_purpose(request.purpose());
  return absl::OkStatus();
}

template <class Request, class Response>
InterestHandler::Reactor* InterestHandler::Answer(
    Context* context, const Request* request, Response* response,
    absl::StatusOr<Response> (InterestHandler::*work)(const Request&, Call&)) {
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

absl::Status InterestHandler::Audit(const Call& call, const absl::Status& outcome) {
  v1::AuditEntry entry = call.entry;
  entry.set_outcome(status::ReasonOf(outcome));
  if (!outcome.ok()) entry.clear_record_count();
  return records_.database().Transact(
      [&](sql::Session& session) { return WriteAuditEntry(session, call.municipality, entry); });
}

absl::Status InterestHandler::Write(
    Call& call, absl::FunctionRef<absl::Status(sql::Session&, std::int64_t)> work) {
  absl::Status done = records_.database().Transact([&](sql::Session& session) -> absl::Status {
    // First: writers take turns, and an entity that is referred to stays.
    ASSIGN_OR_RETURN(const std::int64_t recorded_at,
                     records::NextRecordedAt(session, records_.now()));
    RETURN_IF_ERROR(work(session, recorded_at));
    v1::AuditEntry entry = call.entry;
    entry.set_outcome(status::ReasonOf(absl::OkStatus()));
    return WriteAuditEntry(session, call.municipality, entry);
  });
  call.audited = done.ok();
  return done;
}

InterestHandler::Reactor* InterestHandler::CreateDeclaredInterest(
    Context* context, const v1::CreateDeclaredInterestRequest* request,
    v1::DeclaredInterest* response) {
  return Answer(context, request, response, &InterestHandler::Create);
}

InterestHandler::Reactor* InterestHandler::ListDeclaredInterests(
    Context* context, const v1::ListDeclaredInterestsRequest* request,
    v1::ListDeclaredInterestsResponse* response) {
  return Answer(context, request, response, &InterestHandler::List);
}

InterestHandler::Reactor* InterestHandler::DeleteDeclaredInterest(
    Context* context, const v1::DeleteDeclaredInterestRequest* request,
    google::protobuf::Empty* response) {
  return Answer(context, request, response, &InterestHandler::Delete);
}

InterestHandler::Reactor* InterestHandler::ListInterestConflicts(
    Context* context, const v1::ListInterestConflictsRequest* request,
    v1::ListInterestConflictsResponse* response) {
  return Answer(context, request, response, &InterestHandler::ListConflicts);
}

InterestHandler::Reactor* InterestHandler::ListAuditEntries(
    Context* context, const v1::ListAuditEntriesRequest* request,
    v1::ListAuditEntriesResponse* response) {
  return Answer(context, request, response, &InterestHandler::ListAudit);
}

absl::StatusOr<v1::DeclaredInterest> InterestHandler::Create(
    const v1::CreateDeclaredInterestRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const records::RecordName wanted, NameWanted(request, call.municipality));
  // Keyed, as the request holds a pseudonym.
  const records::RequestKey key{call.municipality, call.entry.method(), request.request_id(),
                                officers_.Fingerprint(request.SerializeAsString())};
  v1::DeclaredInterest made;
  const absl::Status done =
      Write(call, [&](sql::Session& session, std::int64_t at) -> absl::Status {
        // The answer that is kept is the id alone: nothing is left of what is erased.
        ASSIGN_OR_RETURN(const auto kept, records::FindAnswer(session, key));
        if (kept.has_value()) {
          ASSIGN_OR_RETURN(made, ReadInterest(session, {call.municipality, *kept}));
        } else {
          ASSIGN_OR_RETURN(made, AddInterest(session, wanted, request.declared_interest(), at));
          RETURN_IF_ERROR(records::KeepAnswer(session, key, wanted.id, at));
        }
        call.entry.set_declared_interest(made.name());
        call.entry.set_record_count(kept.has_value() ? 0 : 1);
        return absl::OkStatus();
      });
  RETURN_IF_ERROR(done);
  return made;
}

absl::StatusOr<google::protobuf::Empty> InterestHandler::Delete(
    const v1::DeleteDeclaredInterestRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const records::RecordName name,
                   records::ParseName(DeclaredInterestKind(), request.name()));
  call.entry.set_declared_interest(request.name());
  call.entry.set_record_count(1);
  RETURN_IF_ERROR(Write(call, [&](sql::Session& session, std::int64_t) {
    return EraseInterest(session, name, request.etag());
  }));
  return google::protobuf::Empty();
}

absl::StatusOr<v1::ListDeclaredInterestsResponse> InterestHandler::List(
    const v1::ListDeclaredInterestsRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const int page_size, records::PageSize(request.page_size()));
  InterestFilter filter{call.municipality, request.member()};
  if (!request.entity().empty()) {
    ASSIGN_OR_RETURN(const auto entity,
                     records::ParseName(EntityKind(), request.entity(), "entity"));
    filter.entity = entity.id;
  }
  records::PageToken token{officers_.Fingerprint(absl::StrCat(
                               request.parent(), " ", request.member(), " ", request.entity())),
                           0, ""};
  if (!request.page_token().empty()) {
    ASSIGN_OR_RETURN(token, records::DecodePageToken(request.page_token(), token.query));
  }
  std::vector<v1::DeclaredInterest> interests;
  RETURN_IF_ERROR(records_.database().Read([&](sql::Session& session) -> absl::Status {
    ASSIGN_OR_RETURN(interests, ReadInterests(session, filter, token.after_id, page_size + 1));
    return absl::OkStatus();
  }));
  v1::ListDeclaredInterestsResponse answer;
  const bool more = interests.size() > static_cast<std::size_t>(page_size);
  if (more) interests.pop_back();
  for (auto& interest : interests) *answer.add_declared_interests() = std::move(interest);
  call.entry.set_record_count(answer.declared_interests_size());
  if (!more) return answer;
  token.after_id = IdOf(answer.declared_interests().rbegin()->name());
  answer.set_next_page_token(records::Encode(token));
  return answer;
}

absl::StatusOr<v1::ListInterestConflictsResponse> InterestHandler::ListConflicts(
    const v1::ListInterestConflictsRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const int page_size, records::PageSize(request.page_size()));
  ASSIGN_OR_RETURN(const absl::CivilDay day,
                   DayAsked("as_of", request.has_as_of(), request.as_of(), Today(records_)));
  records::PageToken token{
      officers_.Fingerprint(absl::StrCat(request.parent(), " ", request.member(), " ",
                                         request.as_of().SerializeAsString())),
      0, ""};
  if (!request.page_token().empty()) {
    ASSIGN_OR_RETURN(token, records::DecodePageToken(request.page_token(), token.query));
  }
  std::vector<v1::DeclaredInterest> interests;
  RETURN_IF_ERROR(records_.database().Read([&](sql::Session& session) -> absl::Status {
    ASSIGN_OR_RETURN(interests, ReadInterests(session, {call.municipality, request.member()}, "",
                                              kAllInterests));
    return absl::OkStatus();
  }));
  ASSIGN_OR_RETURN(const std::int64_t known_at, records_.DataVersion());
  ASSIGN_OR_RETURN(const auto known, registers_->Get(call.municipality, known_at));
  ASSIGN_OR_RETURN(const World world, World::On(known, day));
  ASSIGN_OR_RETURN(const auto conflicts, ConflictsOn(world, interests));
  v1::ListInterestConflictsResponse answer;
  for (auto each = conflicts.upper_bound(token.after_id); each != conflicts.end(); ++each) {
    if (answer.conflicts_size() == page_size) {
      answer.set_next_page_token(records::Encode(token));
      break;
    }
    *answer.add_conflicts() = each->second;
    token.after_id = each->first;
  }
  call.entry.set_record_count(answer.conflicts_size());
  return answer;
}

absl::StatusOr<v1::ListAuditEntriesResponse> InterestHandler::ListAudit(
    const v1::ListAuditEntriesRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const int page_size, records::PageSize(request.page_size()));
  records::PageToken token{officers_.Fingerprint(request.parent()), 0, ""};
  if (!request.page_token().empty()) {
    ASSIGN_OR_RETURN(token, records::DecodePageToken(request.page_token(), token.query));
  }
  ASSIGN_OR_RETURN(const std::int64_t before, chassis::BeginOf(token, kNewest));
  std::vector<v1::AuditEntry> entries;
  RETURN_IF_ERROR(records_.database().Read([&](sql::Session& session) -> absl::Status {
    ASSIGN_OR_RETURN(entries, ReadAuditEntries(session, call.municipality, before, page_size + 1));
    return absl::OkStatus();
  }));
  v1::ListAuditEntriesResponse answer;
  const bool more = entries.size() > static_cast<std::size_t>(page_size);
  if (more) entries.pop_back();
  for (v1::AuditEntry& entry : entries) *answer.add_audit_entries() = std::move(entry);
  call.entry.set_record_count(answer.audit_entries_size());
  if (!more) return answer;
  token.after_id = absl::StrCat(answer.audit_entries().rbegin()->number());
  answer.set_next_page_token(records::Encode(token));
  return answer;
}

}  // namespace ett::ownership
