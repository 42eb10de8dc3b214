#pragma once

#include "ett/property/v1/property_service.pb.h"
#include "services/property/register.h"

namespace ett::property {

// What EvaluateGreenLoan answers.
absl::StatusOr<v1::EvaluateGreenLoanResponse> AnswerGreenLoan(
    records::Records& records, RegisterCache& registers, const v1::EvaluateGreenLoanRequest& asked);

}  // namespace ett::property
