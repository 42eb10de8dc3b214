#pragma once

#include "ett/ownership/v1/steering_service.pb.h"
#include "services/ownership/governance_rules.h"

namespace ett::ownership {

// Answers the recommendations of KS's "Anbefalinger om eierskap, selskapsledelse og kontroll" for a
// company, by number: from records where these tell, else from documents and decisions of the
// recommendation, else as not known. FAILED_PRECONDITION where the transactions of the company's
// shares are impossible.
absl::StatusOr<v1::CheckGovernanceResponse> CheckGovernance(const GovernanceQuestion& asked);

}  // namespace ett::ownership
