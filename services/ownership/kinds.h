#pragma once

#include <vector>

#include "records/kind.h"

// The kinds of record that ownership keeps, each with its own rules besides those of its contract.
namespace ett::ownership {

const records::Kind& EntityKind();
const records::Kind& ShareClassKind();
const records::Kind& ShareTransactionKind();
const records::Kind& AgreementKind();
const records::Kind& AgreementStepKind();
const records::Kind& ParticipationKind();
const records::Kind& RegisteredPositionKind();
const records::Kind& BoardSeatKind();
const records::Kind& TrainingKind();
const records::Kind& TrainingAttendanceKind();

const records::Kind& OwnerStrategyKind();
const records::Kind& OwnerMeetingKind();
const records::Kind& DividendKind();
const records::Kind& GuaranteeKind();
const records::Kind& BookValueKind();
const records::Kind& CompanyResultKind();
const records::Kind& GovernanceDocumentKind();

// Those that the contracts of records and files tell of.
std::vector<const records::Kind*> Kinds();

// Personal data, which no other service takes in or gives back.
const records::Kind& DeclaredInterestKind();

}  // namespace ett::ownership
