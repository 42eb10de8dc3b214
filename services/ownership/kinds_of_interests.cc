#include "ett/ownership/v1/interest.pb.h"
#include "services/ownership/checks.h"
#include "services/ownership/kinds.h"

namespace ett::ownership {
namespace {

namespace pb = ::ett::ownership::v1;

void CheckDeclaredInterest(const pb::DeclaredInterest& interest, records::FieldErrors& errors) {
  CheckMember(interest.member(), errors);
  if (interest.entity().empty() == interest.organisation().empty()) {
    errors.Add("entity", kMalformed, "one of entity and organisation",
               interest.entity().empty() ? "neither" : "both");
  }
  CheckOrder("to_date", interest.from_date(), interest.has_to_date(), interest.to_date(), errors);
}

}  // namespace

const records::Kind& DeclaredInterestKind() {
  static const records::Kind& kind = *new records::Kind(MakeOwnershipKind<pb::DeclaredInterest>(
      "declared_interest", CheckDeclaredInterest, {{"entity", &EntityKind()}}));
  return kind;
}

}  // namespace ett::ownership
