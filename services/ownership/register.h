#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "ett/ownership/v1/ownership.pb.h"
#include "records/records.h"
#include "services/ownership/domain/ledger.h"

namespace ett::ownership {

// All that ownership knew of one municipality at one time.
class Register {
 public:
  static absl::StatusOr<Register> Load(records::Records& records, const std::string& municipality,
                                       std::int64_t known_at);

  const std::vector<v1::Company>& companies() const { return companies_; }
  const std::vector<v1::Agreement>& agreements() const { return agreements_; }
  const std::vector<v1::BoardSeat>& seats() const { return seats_; }
  const std::vector<v1::Training>& trainings() const { return trainings_; }

  // The municipality's part of a company at the end of a day: by shares, or by stake; the whole of
  // a municipal enterprise. 0 before the company began and after it ended.
  absl::StatusOr<Fraction> ShareOf(const v1::Company& company, absl::CivilDay day) const;
  // What it bought of the shares.
  absl::StatusOr<Fraction> BoughtOf(const v1::Company& company, absl::CivilDay first,
                                    absl::CivilDay last) const;
  // Whether any record behind the share is synthetic.
  bool Synthetic(const v1::Company& company) const;

  // Members of boards, without substitutes, in office on a day in companies that the municipality
  // has a part of.
  absl::StatusOr<std::vector<v1::BoardSeat>> MembersOn(absl::CivilDay day) const;
  bool Attended(const v1::Training& training, const v1::BoardSeat& seat) const;

 private:
  std::vector<v1::Company> companies_;
  std::map<std::string, std::vector<Transaction>> transactions_;  // by company
  std::map<std::string, std::vector<v1::Stake>> stakes_;
  std::map<std::string, bool> synthetic_;
  std::vector<v1::Agreement> agreements_;
  std::vector<v1::BoardSeat> seats_;
  std::vector<v1::Training> trainings_;
  std::map<std::string, std::vector<std::string>> attended_;  // by training
};

// The last part of a resource name.
std::string IdOf(const std::string& name);

}  // namespace ett::ownership
