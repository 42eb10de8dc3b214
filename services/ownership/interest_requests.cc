#include "services/ownership/interest_requests.h"

#include "chassis/officer_call.h"
#include "records/version.h"
#include "services/ownership/checks.h"
#include "services/ownership/domain/birth_number.h"
#include "services/ownership/kinds.h"
#include "status/macros.h"

namespace ett::ownership {

void CheckCall(const std::string& purpose, const std::string& request_id, const std::string& member,
               records::FieldErrors& errors) {
  CheckMember(member, errors);
  chassis::CheckRequestId(request_id, errors);
  chassis::CheckPurpose(
      purpose,
      [&](absl::string_view text) {
        return chassis::Names(text, member) || HoldsBirthNumber(text);
      },
      errors);
}

absl::StatusOr<records::RecordName> NameWanted(const v1::CreateDeclaredInterestRequest& request,
                                               const std::string& municipality) {
  const std::string& id = request.declared_interest_id();
  if (id.empty()) return records::RecordName{municipality, records::NewId()};
  const bool tells = chassis::Names(id, MemberOf(request)) || HoldsBirthNumber(id);
  if (tells) {
    return status::InvalidField("declared_interest_id", "an id that does not tell the member", "…",
                                "PERSONAL_DATA");
  }
  RETURN_IF_ERROR(records::CheckId("declared_interest_id", id));
  return records::RecordName{municipality, id};
}

}  // namespace ett::ownership
