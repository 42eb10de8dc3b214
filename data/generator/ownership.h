#pragma once

#include <vector>

#include "data/generator/options.h"
#include "ett/ownership/v1/ownership.pb.h"

namespace ett::reference {

// Made-up companies of 2010–2018 with their owners, agreements and boards, all marked synthetic, in
// the order that they must be imported in; and what the sourced companies
// (data/reference/ownership) lack: the shares of Arba AS before the others were bought out, the
// stakes of the fire-and-rescue IKS, boards, and their attendance of the sourced ethics seminar.
// About 25 companies at scale 1.
struct OwnershipRecords {
  std::vector<ownership::v1::Company> companies;
  std::vector<ownership::v1::ShareTransaction> share_transactions;
  std::vector<ownership::v1::Stake> stakes;
  std::vector<ownership::v1::Agreement> agreements;
  std::vector<ownership::v1::BoardSeat> board_seats;
  std::vector<ownership::v1::TrainingAttendance> training_attendances;
};

OwnershipRecords GenerateOwnership(const Options& options);

}  // namespace ett::reference
