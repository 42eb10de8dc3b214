#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "ett/ownership/v1/ownership.pb.h"
#include "services/ownership/domain/ledger.h"
#include "sql/database.h"

// The histories of shares as they are kept, and as they would be.
namespace ett::ownership {

// 0 where it is not set.
Fraction ToFraction(const v1::Fraction& part);
v1::Fraction FromFraction(const Fraction& part);
inline double PercentOf(const v1::Fraction& part) { return ToFraction(part).Percent(); }
// What a participant owns, or is liable for: by the part owned where nothing else is said, lov om
// interkommunale selskaper § 3.
Fraction PartOf(const v1::Stake& stake, bool of_liability);
Transaction ToTransaction(const v1::ShareTransaction& record);
ShareClass ToShareClass(const v1::ShareClass& record);
// Without its classes.
Company ToCompany(const v1::Entity& record);

// Whether a company of this form is owned by shares.
bool HasShares(v1::EntityForm form);

// Companies with all that happened to their shares, by id.
struct Histories {
  std::map<std::string, Company> companies;
  std::map<std::string, Transaction> transactions;

  // The first transaction of these companies, and of all that they merged with, that cannot be.
  std::optional<Impossible> Check(const std::set<std::string>& of) const;
};

// The share transactions of companies at a time of knowledge, and of all that they merged with,
// directly or through others; the ids of those are added to `companies`.
absl::Status ForEachTransaction(sql::Session& session, const std::string& municipality,
                                std::int64_t known_at, std::set<std::string>& companies,
                                absl::FunctionRef<void(const v1::ShareTransaction&)> visit);

// What is current of these companies, and of all that they merged with, directly or through others.
absl::StatusOr<Histories> LoadHistories(sql::Session& session, const std::string& municipality,
                                        std::set<std::string> companies);

// The companies of current share transactions.
absl::StatusOr<std::set<std::string>> CompaniesOf(sql::Session& session,
                                                  const std::string& municipality,
                                                  const std::vector<std::string>& transactions);

}  // namespace ett::ownership
