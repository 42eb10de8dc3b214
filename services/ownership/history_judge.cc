#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "records/row.h"
#include "services/ownership/entity_facts.h"
#include "services/ownership/histories.h"
#include "services/ownership/judges.h"
#include "services/ownership/kinds.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

using records::Candidate;
using status::FieldError;

const v1::ShareTransaction& RecordOf(const Candidate& candidate) {
  return static_cast<const v1::ShareTransaction&>(*candidate.record);
}

Transaction TransactionOf(const Candidate& candidate) {
  Transaction transaction = ToTransaction(RecordOf(candidate));
  transaction.id = candidate.id;
  return transaction;
}

// What makes a history impossible, told of the record that was about to be written.
FieldError ErrorOf(const std::string& id, const Impossible& impossible) {
  const std::string why(impossible.ToStatus().message());
  if (impossible.transaction == id) return {"share_count", "HISTORY_IMPOSSIBLE", why};
  return {"transaction_date", "HISTORY_IMPOSSIBLE",
          absl::StrCat("makes another transaction impossible: ", why)};
}

class ShareTransactionJudge final : public records::Judge {
 public:
  absl::Status Decide(sql::Session& session, const std::string& municipality,
                      std::vector<Candidate>& batch) override {
    RETURN_IF_ERROR(RefuseUnknown(session, municipality, batch));
    std::vector<std::string> ids;
    std::set<std::string> companies;
    std::vector<Offered> offered;
    for (Candidate& each : batch) {
      if (each.error.has_value()) continue;
      ids.push_back(each.id);
      const Transaction& transaction = offered.emplace_back(&each, TransactionOf(each)).second;
      companies.insert(transaction.company);
      if (!transaction.into.empty()) companies.insert(transaction.into);
    }
    ASSIGN_OR_RETURN(const auto before, CompaniesOf(session, municipality, ids));
    companies.insert(before.begin(), before.end());
    ASSIGN_OR_RETURN(histories_, LoadHistories(session, municipality, companies));
    for (const auto& [id, transaction] : remembered_) histories_.transactions[id] = transaction;
    std::sort(offered.begin(), offered.end(), [](const Offered& a, const Offered& b) {
      return std::tie(a.second.day, a.second.kind, a.second.id) <
             std::tie(b.second.day, b.second.kind, b.second.id);
    });
    Accept(absl::MakeSpan(offered));
    return absl::OkStatus();
  }

  absl::Status DecideRemoval(sql::Session& session, const std::string& municipality,
                             const std::string& id) override {
    ASSIGN_OR_RETURN(const auto companies, CompaniesOf(session, municipality, {id}));
    ASSIGN_OR_RETURN(histories_, LoadHistories(session, municipality, companies));
    histories_.transactions.erase(id);
    const auto impossible = histories_.Check(companies);
    if (!impossible) return absl::OkStatus();
    return status::Precondition(
        "HISTORY_IMPOSSIBLE",
        absl::StrCat("without ", id, ", this is impossible: ", impossible->ToStatus().message()));
  }

  void Remember(const std::vector<Candidate>& batch) override {
    for (const Candidate& each : batch) {
      if (!each.error.has_value()) remembered_[each.id] = TransactionOf(each);
    }
  }
  std::size_t remembered() const override { return remembered_.size(); }

 private:
  using Offered = std::pair<Candidate*, Transaction>;

  static absl::Status RefuseUnknown(sql::Session& session, const std::string& municipality,
                                    std::vector<Candidate>& batch) {
    std::set<std::string> ids;
    for (const Candidate& each : batch) {
      const Transaction transaction = TransactionOf(each);
      ids.insert({transaction.company, transaction.into, transaction.from, transaction.to});
    }
    ASSIGN_OR_RETURN(const Entities entities, LoadEntities(session, municipality, ids));
    for (Candidate& each : batch) {
      if (!each.error.has_value()) each.error = TransactionError(TransactionOf(each), entities);
    }
    return absl::OkStatus();
  }

  // Takes in what can be, earliest first, so that of transactions that contradict each other the
  // later one is refused. All at once where that is possible: most batches are.
  void Accept(absl::Span<const Offered> offered) {
    if (offered.empty()) return;
    std::map<std::string, std::optional<Transaction>> replaced;
    std::set<std::string> companies;
    for (const auto& [candidate, transaction] : offered) {
      companies.insert(transaction.company);
      std::optional<Transaction>& before = replaced[transaction.id];
      const auto kept = histories_.transactions.find(transaction.id);
      if (kept != histories_.transactions.end()) {
        before = kept->second;
        companies.insert(before->company);
      }
      histories_.transactions[transaction.id] = transaction;
    }
    const auto impossible = histories_.Check(companies);
    if (!impossible) return;
    for (auto& [id, transaction] : replaced) {
      if (transaction) {
        histories_.transactions[id] = *std::move(transaction);
      } else {
        histories_.transactions.erase(id);
      }
    }
    if (offered.size() == 1) {
      offered[0].first->error = ErrorOf(offered[0].second.id, *impossible);
      return;
    }
    const std::size_t half = offered.size() / 2;
    Accept(offered.subspan(0, half));
    Accept(offered.subspan(half));
  }

  Histories histories_;
  std::map<std::string, Transaction> remembered_;  // by id, of a dry run
};

// What is kept of shares of `companies` with other facts of the companies.
absl::StatusOr<std::optional<FieldError>> ErrorWith(
    sql::Session& session, const std::string& municipality, const std::string& company,
    const std::function<std::string(Histories&)>& change) {
  ASSIGN_OR_RETURN(Histories histories, LoadHistories(session, municipality, {company}));
  const std::string field = change(histories);
  if (const auto impossible = histories.Check({company})) {
    return FieldError{field, "HISTORY_IMPOSSIBLE", std::string(impossible->ToStatus().message())};
  }
  return std::nullopt;
}

// Where owners are told by code, not by reference.
struct OwnedRecords {
  const char* collection;
  const char* table;
  const char* where;  // $3: the owner's code
};
constexpr OwnedRecords kOwned[] = {
    {"shareTransactions", "share_transaction", "(from_owner = $3 OR to_owner = $3)"},
    {"participations", "participation", R"(stakes LIKE '%"owner":"' || $3 || '"%')"},
    {"registeredPositions", "registered_position", "owner = $3"},
    {"agreementSteps", "agreement_step", "participant = $3"},
};

class EntityJudge final : public records::Judge {
 public:
  absl::Status Decide(sql::Session& session, const std::string& municipality,
                      std::vector<Candidate>& batch) override {
    std::set<std::string> ids;
    for (const Candidate& each : batch) ids.insert(each.id);
    ASSIGN_OR_RETURN(const Entities known, LoadEntities(session, municipality, ids));
    for (Candidate& each : batch) {
      if (each.error.has_value()) continue;
      if (each.id == kOthers) {
        each.error = status::Refusal(
            "name", "RESERVED", "another id: `others` are all that are not told apart", each.id);
        continue;
      }
      // What is new has no history.
      if (known.find(each.id) == known.end()) continue;
      ASSIGN_OR_RETURN(each.error, ErrorOfChanged(session, municipality, each));
    }
    return absl::OkStatus();
  }

  absl::Status DecideRemoval(sql::Session& session, const std::string& municipality,
                             const std::string& id) override {
    for (const OwnedRecords& owned : kOwned) {
      ASSIGN_OR_RETURN(
          const auto rows,
          session.Query(absl::StrCat("SELECT id FROM ", owned.table,
                                     " WHERE municipality = $1 AND superseded_at = $2 AND ",
                                     owned.where, " LIMIT 1"),
                        {municipality, records::kNotSuperseded, id}));
      if (rows.empty()) continue;
      return status::Precondition("STILL_REFERENCED",
                                  absl::StrCat(records::FormatName(EntityKind(), municipality, id),
                                               " is still an owner, or a participant, in ",
                                               owned.collection, "/", sql::Text(rows[0][0])));
    }
    return absl::OkStatus();
  }

 private:
  static absl::StatusOr<std::optional<FieldError>> ErrorOfChanged(sql::Session& session,
                                                                  const std::string& municipality,
                                                                  const Candidate& candidate) {
    const auto& entity = static_cast<const v1::Entity&>(*candidate.record);
    bool has_history = false;
    ASSIGN_OR_RETURN(auto error,
                     ErrorWith(session, municipality, candidate.id, [&](Histories& histories) {
                       Company& company = histories.companies[candidate.id];
                       Company changed = ToCompany(entity);
                       changed.id = candidate.id;
                       changed.classes = std::move(company.classes);
                       company = std::move(changed);
                       has_history = !histories.transactions.empty();
                       return std::string("valid_from");
                     }));
    if (!error && has_history && !HasShares(entity.form())) {
      error = status::Refusal("form", "NO_SHARES", "a form with shares: it has share transactions",
                              v1::EntityForm_Name(entity.form()));
    }
    return error;
  }
};

class ShareClassJudge final : public records::Judge {
 public:
  absl::Status Decide(sql::Session& session, const std::string& municipality,
                      std::vector<Candidate>& batch) override {
    for (Candidate& each : batch) {
      if (each.error.has_value()) continue;
      ShareClass changed = ToShareClass(static_cast<const v1::ShareClass&>(*each.record));
      changed.id = each.id;
      const std::string company =
          records::IdOf(static_cast<const v1::ShareClass&>(*each.record).company());
      ASSIGN_OR_RETURN(
          each.error, ErrorWith(session, municipality, company, [&](Histories& histories) {
            auto& classes = histories.companies[company].classes;
            std::erase_if(classes, [&](const auto& kept) { return kept.id == each.id; });
            classes.push_back(changed);
            return std::string("company");
          }));
    }
    return absl::OkStatus();
  }
};

}  // namespace

std::unique_ptr<records::Judge> MakeShareTransactionJudge() {
  return std::make_unique<ShareTransactionJudge>();
}

std::unique_ptr<records::Judge> MakeEntityJudge() { return std::make_unique<EntityJudge>(); }

std::unique_ptr<records::Judge> MakeShareClassJudge() {
  return std::make_unique<ShareClassJudge>();
}

}  // namespace ett::ownership
