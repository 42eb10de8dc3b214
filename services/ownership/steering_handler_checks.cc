#include <memory>

#include "services/ownership/agreement_check.h"
#include "services/ownership/day_asked.h"
#include "services/ownership/governance_check.h"
#include "services/ownership/kinds.h"
#include "services/ownership/steering_handler.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

// A record that is checked, and what was known of its municipality.
struct Subject {
  std::string id;
  std::shared_ptr<const Register> known;
  absl::CivilDay day;
};

// INVALID_ARGUMENT, naming the field, for a time or a day that cannot be.
template <class Request>
absl::StatusOr<Subject> SubjectOf(const Request& request, const records::RecordName& name,
                                  records::Records& records, RegisterCache& registers) {
  ASSIGN_OR_RETURN(const std::int64_t known_at,
                   records.KnownAt(request.has_as_known_at() ? &request.as_known_at() : nullptr));
  ASSIGN_OR_RETURN(const absl::CivilDay day,
                   DayAsked("as_of", request.has_as_of(), request.as_of(), Today(records)));
  ASSIGN_OR_RETURN(auto known, registers.Get(name.municipality, known_at));
  return Subject{name.id, std::move(known), day};
}

}  // namespace

SteeringHandler::Reactor* SteeringHandler::CheckAgreement(Context* context,
                                                          const v1::CheckAgreementRequest* request,
                                                          v1::CheckAgreementResponse* response) {
  using Response = absl::StatusOr<v1::CheckAgreementResponse>;
  return calls_.Unary<v1::CheckAgreementRequest, v1::CheckAgreementResponse>(
      context, request, response, [this](const v1::CheckAgreementRequest& asked) -> Response {
        ASSIGN_OR_RETURN(const records::RecordName name,
                         records::ParseName(AgreementKind(), asked.name()));
        ASSIGN_OR_RETURN(const Subject subject, SubjectOf(asked, name, records_, *registers_));
        if (subject.known->agreements.count(subject.id) == 0) {
          return status::NotFound(AgreementKind().type, asked.name());
        }
        return ownership::CheckAgreement(*subject.known, subject.id, subject.day);
      });
}

SteeringHandler::Reactor* SteeringHandler::CheckGovernance(
    Context* context, const v1::CheckGovernanceRequest* request,
    v1::CheckGovernanceResponse* response) {
  using Response = absl::StatusOr<v1::CheckGovernanceResponse>;
  return calls_.Unary<v1::CheckGovernanceRequest, v1::CheckGovernanceResponse>(
      context, request, response, [this](const v1::CheckGovernanceRequest& asked) -> Response {
        ASSIGN_OR_RETURN(const records::RecordName name,
                         records::ParseName(EntityKind(), asked.company(), "company"));
        ASSIGN_OR_RETURN(const Subject subject, SubjectOf(asked, name, records_, *registers_));
        const v1::Entity* company = subject.known->EntityOf(subject.id);
        if (company == nullptr) return status::NotFound(EntityKind().type, asked.company());
        return ownership::CheckGovernance({*subject.known, *company, subject.id, subject.day});
      });
}

}  // namespace ett::ownership
