#include "services/ownership/statement_import.h"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "ett/ownership/v1/statement.pb.h"
#include "records/import.h"
#include "records/row.h"
#include "records/succession.h"
#include "services/ownership/bods_reader.h"
#include "services/ownership/day_asked.h"
#include "services/ownership/kinds.h"
#include "services/ownership/known_records.h"
#include "services/ownership/stated_entity.h"
#include "services/ownership/stated_position.h"
#include "services/ownership/statement_file.h"
#include "services/ownership/statement_rows.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

using status::FieldError;

// Statements that wait to be decided: for what later ones say of them.
constexpr std::size_t kMostRows = 5'000;
constexpr std::size_t kMostBytes = 16 << 20;

class StatementImport final : public records::RowSink {
 public:
  StatementImport(records::Records& records, records::ImportOptions options)
      : records_(records),
        options_(std::move(options)),
        session_(records, absl::StrCat(options_.method, " ", StatementKind().type)),
        entities_(records, EntityKind(), options_.validate_only),
        positions_(records, RegisteredPositionKind(), options_.validate_only),
        reader_(
            Today(records),
            [this](std::int64_t, const bods::Statement& statement) {
              rows_.back().told = statement;
              return absl::OkStatus();
            },
            [this](const bods::Problem& problem) { OnProblem(problem); }) {}

  absl::Status Begin(const records::ImportStart& start) override;
  records::ImportSession& session() override { return session_; }
  absl::Status Take(std::unique_ptr<records::Message> message, std::string where) override;
  absl::Status TakeUnreadable(FieldError error, std::string where) override;
  absl::StatusOr<imports::v1::ImportReport> Finish() override;

 private:
  void OnProblem(const bods::Problem& problem);
  absl::Status Push(std::size_t bytes);
  absl::Status Decide(std::size_t count);
  absl::Status DecideEntities(std::size_t count);
  std::optional<StatedEntity> State(const bods::Statement& statement);
  void Admit(const std::vector<Maker>& decided);
  absl::Status DecidePositions(std::size_t count);
  void Conclude(std::size_t count);

  records::Records& records_;
  const records::ImportOptions options_;
  records::ImportSession session_;
  bool begun_ = false;
  Deciding entities_;
  Deciding positions_;
  KnownRecords known_;
  bods::StatementReader reader_;
  std::deque<StatementRow> rows_;
  std::int64_t first_row_ = 0;  // the number of the first of them
  std::size_t bytes_ = 0;       // of all of them
};

absl::Status StatementImport::Begin(const records::ImportStart& start) {
  records::ImportStart begun = start;
  if (options_.validate_only) begun.request_id.clear();
  RETURN_IF_ERROR(session_.Begin(begun, records::ParseMunicipality(start.parent)));
  if (std::exchange(begun_, true)) return absl::OkStatus();
  RETURN_IF_ERROR(records::EffectiveDay(StatementKind(), start.effective_date).status());
  RETURN_IF_ERROR(entities_.import.Begin({start.parent, ""}));
  RETURN_IF_ERROR(positions_.import.Begin({start.parent, ""}));
  return records_.database().Read(
      [this](sql::Session& session) { return known_.Load(session, session_.municipality()); });
}

void StatementImport::OnProblem(const bods::Problem& problem) {
  if (bods::SeverityOf(problem.rule) != bods::Severity::kError) return;
  FieldError error =
      status::Refusal(problem.path, bods::IdOf(problem.rule), problem.wanted, problem.came);
  const std::int64_t position = problem.statement - 1 - first_row_;
  if (position >= 0) {
    StatementRow& row = rows_[static_cast<std::size_t>(position)];
    row.statement_id = problem.statement_id;
    row.told.reset();
    if (!row.error.has_value()) row.error = std::move(error);
    return;
  }
  // Of parties that are not there, the statement was refused when it was decided.
  const bool is_new = problem.rule == bods::Rule::kDeclarationSubjectMissing ||
                      problem.rule == bods::Rule::kDeclarationSubjectType ||
                      problem.rule == bods::Rule::kComponentMissing ||
                      problem.rule == bods::Rule::kComponentUnnamed;
  if (!is_new) return;
  error.message = absl::StrCat("statement ", problem.statement, ": ", problem.statement_id,
                               ", which was taken in: ", error.message);
  session_.verdicts().Remark(problem.statement - 1, problem.statement_id, error);
}

absl::Status StatementImport::Take(std::unique_ptr<records::Message> message, std::string where) {
  std::string& text = *static_cast<v1::Statement&>(*message).mutable_json();
  const std::size_t bytes = text.size();
  rows_.push_back({std::move(where), bytes});
  RETURN_IF_ERROR(reader_.Take(text));
  return Push(bytes);
}

absl::Status StatementImport::TakeUnreadable(FieldError error, std::string where) {
  rows_.push_back({std::move(where)});
  rows_.back().error = std::move(error);
  reader_.Skip();
  return Push(0);
}

absl::Status StatementImport::Push(std::size_t bytes) {
  bytes_ += bytes;
  const bool is_full = rows_.size() >= kMostRows || bytes_ >= kMostBytes;
  return is_full ? Decide((rows_.size() + 1) / 2) : absl::OkStatus();
}

// The first of the rows that wait.
absl::Status StatementImport::Decide(std::size_t count) {
  RETURN_IF_ERROR(DecideEntities(count));
  RETURN_IF_ERROR(DecidePositions(count));
  Conclude(count);
  return absl::OkStatus();
}

// What the newest statement of a record is about; nothing where there was a newer one.
std::optional<StatedEntity> StatementImport::State(const bods::Statement& statement) {
  if (!known_.IsNewest(statement.record_id, statement.statement_date)) return std::nullopt;
  StatedEntity stated = StatedEntityOf(statement, session_.municipality(), known_);
  if (!known_.CodeOf(statement.record_id)) known_.SetCode(statement.record_id, stated.code);
  const std::string& number = stated.entity.organisation_number();
  if (stated.makes_entity && !number.empty()) known_.SetEntity(number, stated.code);
  return stated;
}

absl::Status StatementImport::DecideEntities(std::size_t count) {
  std::vector<Maker> makers;
  for (std::size_t i = 0; i < count; ++i) {
    StatementRow& row = rows_[i];
    if (!row.told || std::holds_alternative<bods::Relationship>(row.told->record)) continue;
    row.is_new = !known_.CodeOf(row.told->record_id);
    std::optional<StatedEntity> stated = State(*row.told);
    if (stated && stated->makes_entity) makers.emplace_back(&row, *std::move(stated));
  }
  if (makers.empty()) return absl::OkStatus();
  std::set<std::string> codes;
  for (const auto& [row, stated] : makers) codes.insert(stated.code);
  ASSIGN_OR_RETURN(const auto kept, CurrentEntities(records_, session_.municipality(), codes));
  SortByRound<Maker>(makers, [](const Maker& each) { return each.second.code; });
  for (auto& [row, stated] : makers) {
    const auto found = kept.find(stated.code);
    if (found != kept.end()) AddKept(found->second, stated.entity);
    row->is_new = row->is_new && found == kept.end();
    RETURN_IF_ERROR(entities_.Take(*row, std::make_unique<v1::Entity>(std::move(stated.entity))));
  }
  RETURN_IF_ERROR(entities_.import.Flush());
  Admit(makers);
  return absl::OkStatus();
}

void StatementImport::Admit(const std::vector<Maker>& decided) {
  for (const auto& [row, stated] : decided) {
    if (row->verdict != imports::v1::VERDICT_REJECTED) {
      known_.Admit(stated.code);
    } else if (row->is_new) {
      known_.Refuse(stated.code);
    }
  }
}

absl::Status StatementImport::DecidePositions(std::size_t count) {
  std::vector<Placed> placed;
  for (std::size_t i = 0; i < count; ++i) {
    StatementRow& row = rows_[i];
    if (!row.told || !std::holds_alternative<bods::Relationship>(row.told->record)) continue;
    if (!known_.IsNewest(row.told->record_id, row.told->statement_date)) continue;
    absl::StatusOr<v1::RegisteredPosition> position =
        StatedPositionOf(*row.told, session_.municipality(), known_);
    if (position.ok()) {
      placed.emplace_back(&row, *std::move(position));
    } else {
      row.error = status::FieldErrorsOf(position.status()).front();
    }
  }
  SortByRound<Placed>(placed, [](const Placed& each) { return each.second.name(); });
  for (auto& [row, position] : placed) {
    RETURN_IF_ERROR(
        positions_.Take(*row, std::make_unique<v1::RegisteredPosition>(std::move(position))));
  }
  return positions_.import.Flush();
}

void StatementImport::Conclude(std::size_t count) {
  for (; count > 0; --count) {
    StatementRow& row = rows_.front();
    if (row.error.has_value()) {
      const std::string id = row.told ? row.told->statement_id : row.statement_id;
      row.error->message = absl::StrCat(row.where, id, id.empty() ? "" : ": ", row.error->message);
      if (options_.rejected) options_.rejected(session_.verdicts().rows(), *row.error);
      session_.verdicts().Reject(id, *row.error);
    } else {
      session_.verdicts().Add(row.verdict);
    }
    bytes_ -= row.bytes;
    rows_.pop_front();
    ++first_row_;
  }
}

absl::StatusOr<imports::v1::ImportReport> StatementImport::Finish() {
  if (!session_.replay()) {
    reader_.Close();
    RETURN_IF_ERROR(Decide(rows_.size()));
  }
  if (options_.validate_only) return session_.verdicts().report();
  const std::int64_t recorded_at =
      std::max(entities_.import.session().recorded_at(), positions_.import.session().recorded_at());
  if (recorded_at > 0) session_.Recorded(recorded_at);
  return session_.Finish();
}

}  // namespace

records::RowCollection StatementCollection(records::Records& records) {
  return {&StatementKind(),
          [&records](records::ImportOptions options) -> std::unique_ptr<records::RowSink> {
            return std::make_unique<StatementImport>(records, std::move(options));
          }};
}

}  // namespace ett::ownership
