#include "gateway/composition/table_stream.h"

#include "status/macros.h"

namespace ett::composition {
namespace {

pb::QueryTableRequest QuestionOf(const report::v1::StreamTableRequest& request) {
  pb::QueryTableRequest question;
  question.set_parent(request.parent());
  *question.mutable_metrics() = request.metrics();
  *question.mutable_periods() = request.periods();
  *question.mutable_dimensions() = request.dimensions();
  *question.mutable_filters() = request.filters();
  if (request.has_as_known_at()) *question.mutable_as_known_at() = request.as_known_at();
  question.set_with_change(request.with_change());
  question.set_explain(request.explain());
  return question;
}

}  // namespace

TableStream::TableStream(const report::v1::StreamTableRequest& request,
                         const MergedFigures& figures, CallOptions options)
    : question_(QuestionOf(request)), figures_(figures), options_(std::move(options)) {}

absl::StatusOr<bool> TableStream::Next(report::v1::TablePart& message) {
  if (answers_ == nullptr) RETURN_IF_ERROR(Begin());
  if (told_.size() == pieces_.size()) {
    RETURN_IF_ERROR(End());
    return false;
  }
  do {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (told_.contains(i) || !answers_->HasPiece(0, i)) continue;
      RETURN_IF_ERROR(Tell(i, message));
      return true;
    }
  } while (answers_->Wait());
  return absl::InternalError("a part that was not asked for");
}

absl::Status TableStream::Begin() {
  ASSIGN_OR_RETURN(answers_, figures_.Ask({question_}, options_));
  pieces_ = answers_->PiecesOf(0);
  return absl::OkStatus();
}

absl::Status TableStream::Tell(std::size_t position, report::v1::TablePart& message) {
  ASSIGN_OR_RETURN(pb::Table table, answers_->PieceOf(0, position));
  is_answered_ = is_answered_ || IsAnswered(table);
  if (table.outages_size() > 0) outage_ = table.outages(0).message();
  message.set_position(static_cast<int>(position));
  message.set_part_count(static_cast<int>(pieces_.size()));
  message.set_domain(pieces_[position].domain);
  for (const std::string& key : pieces_[position].metrics) message.add_metrics(key);
  *message.mutable_table() = std::move(table);
  told_.insert(position);
  if (question_.explain() && told_.size() == pieces_.size()) {
    *message.mutable_plan() = answers_->Explain();
  }
  return absl::OkStatus();
}

absl::Status TableStream::End() const {
  if (!is_answered_ && !outage_.empty()) return NobodyAnswers(outage_);
  return answers_->TableOf(0).status();
}

}  // namespace ett::composition
