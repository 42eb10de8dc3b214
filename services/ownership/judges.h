#pragma once

#include <memory>

#include "records/judge.h"

// The rules between records of ownership.
namespace ett::ownership {

// For share transactions: the company has shares, its owners exist, and no transaction of its
// history becomes impossible, not by a late one and not by a removal either.
std::unique_ptr<records::Judge> MakeShareTransactionJudge();

// For entities and share classes: what is kept of the company's shares stays possible.
std::unique_ptr<records::Judge> MakeEntityJudge();
std::unique_ptr<records::Judge> MakeShareClassJudge();

// For participations: the company has no shares and exists, so do its owners, and one holds at a
// time.
std::unique_ptr<records::Judge> MakeParticipationJudge();
// For agreements: of an IKS that exists, and one holds at a time.
std::unique_ptr<records::Judge> MakeAgreementJudge();
// For steps: the participant exists.
std::unique_ptr<records::Judge> MakeAgreementStepJudge();
// For registered positions: the owner exists.
std::unique_ptr<records::Judge> MakeRegisteredPositionJudge();
// For board seats: the company exists.
std::unique_ptr<records::Judge> MakeBoardSeatJudge();

// For what there is one of a company and year.
std::unique_ptr<records::Judge> MakeDividendJudge();
std::unique_ptr<records::Judge> MakeBookValueJudge();
std::unique_ptr<records::Judge> MakeCompanyResultJudge();

records::Judges MakeJudges();

}  // namespace ett::ownership
