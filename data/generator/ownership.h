#pragma once

#include <vector>

#include "data/generator/options.h"
#include "ett/ownership/v1/agreement.pb.h"
#include "ett/ownership/v1/board.pb.h"
#include "ett/ownership/v1/ownership.pb.h"
#include "ett/ownership/v1/steering.pb.h"

namespace ett::reference {

// Made-up companies of 2010–2018 with their owners, agreements, boards and steering, all marked
// synthetic, in the order that they must be imported in; and what the sourced companies
// (data/reference/ownership) lack: the shares of Arba AS before the others were bought out, the
// parts of the fire-and-rescue IKS, boards, and their attendance of the sourced ethics seminar.
// About 25 companies at scale 1.
struct OwnershipRecords {
  std::vector<ownership::v1::Entity> entities;
  std::vector<ownership::v1::ShareTransaction> share_transactions;
  std::vector<ownership::v1::Participation> participations;
  std::vector<ownership::v1::Agreement> agreements;
  std::vector<ownership::v1::AgreementStep> agreement_steps;
  std::vector<ownership::v1::BoardSeat> board_seats;
  std::vector<ownership::v1::TrainingAttendance> training_attendances;
  std::vector<ownership::v1::OwnerStrategy> owner_strategies;
  std::vector<ownership::v1::OwnerMeeting> owner_meetings;
  std::vector<ownership::v1::Dividend> dividends;
  std::vector<ownership::v1::BookValue> book_values;
  std::vector<ownership::v1::CompanyResult> company_results;
};

OwnershipRecords GenerateOwnership(const Options& options);

}  // namespace ett::reference
