#pragma once

#include <vector>

#include "records/kind.h"

// The kinds of record that ownership keeps, each with its own rules besides those of its contract.
namespace ett::ownership {

const records::Kind& CompanyKind();
const records::Kind& ShareTransactionKind();
const records::Kind& StakeKind();
const records::Kind& AgreementKind();
const records::Kind& BoardSeatKind();
const records::Kind& TrainingKind();
const records::Kind& TrainingAttendanceKind();

std::vector<const records::Kind*> Kinds();

}  // namespace ett::ownership
