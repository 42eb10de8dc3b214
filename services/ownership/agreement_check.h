#pragma once

#include <string>

#include "ett/ownership/v1/steering_service.pb.h"
#include "services/ownership/register.h"

namespace ett::ownership {

// Whether a company agreement has what lov om interkommunale selskaper asks for, its parts are the
// whole, and it was adopted in order by all who take part, at the end of a day. The agreement is
// known.
v1::CheckAgreementResponse CheckAgreement(const Register& known, const std::string& agreement,
                                          absl::CivilDay day);

}  // namespace ett::ownership
