#include "gateway/composition/report_stream.h"

#include "gateway/composition/markdown.h"
#include "gateway/composition/report_text.h"
#include "status/macros.h"

namespace ett::composition {

absl::StatusOr<bool> ReportStream::Next(report::v1::ReportSection& message) {
  if (answers_ == nullptr) RETURN_IF_ERROR(Begin());
  if (told_ == sections_.size()) {
    if (is_answered_ || outage_.empty()) return false;
    return NobodyAnswers(outage_);
  }
  do {
    for (std::size_t i = 0; i < sections_.size(); ++i) {
      if (sections_[i].is_told || !IsReady(sections_[i])) continue;
      RETURN_IF_ERROR(Tell(i, message));
      return true;
    }
  } while (answers_->Wait());
  return absl::InternalError("a section whose figures were not asked for");
}

absl::Status ReportStream::Begin() {
  ASSIGN_OR_RETURN(asked_, ReadReportRequest(request_, figures_));
  std::vector<pb::QueryTableRequest> questions;
  for (ReportDefinition& definition : asked_.definition->Sections()) {
    const std::size_t first = questions.size();
    for (auto& question : ReportFigures::Questions(definition, asked_.scope)) {
      questions.push_back(std::move(question));
    }
    sections_.push_back({std::move(definition), first, questions.size()});
  }
  ASSIGN_OR_RETURN(answers_, figures_.Ask(std::move(questions), options_));
  return absl::OkStatus();
}

bool ReportStream::IsReady(const Section& section) const {
  for (std::size_t i = section.first; i < section.end; ++i) {
    if (!answers_->Has(i)) return false;
  }
  return true;
}

absl::Status ReportStream::Tell(std::size_t position, report::v1::ReportSection& message) {
  Section& section = sections_[position];
  ASSIGN_OR_RETURN(const ReportFigures fetched,
                   FiguresOf(section.definition, asked_.scope, *answers_, section.first));
  ReportText text = WriteSection(section.definition, fetched, asked_.voice);
  message.set_position(static_cast<int>(position));
  message.set_section_count(static_cast<int>(sections_.size()));
  message.set_heading(text.title);
  message.set_content_type(ContentType(asked_.format));
  if (asked_.format == report::v1::FORMAT_HTML) {
    ASSIGN_OR_RETURN(*message.mutable_content(), HtmlOf(text.markdown));
  } else {
    message.set_content(text.markdown);
  }
  for (auto& statement : text.statements) *message.add_statements() = std::move(statement);
  for (pb::DomainOutage& outage : fetched.Outages()) {
    outage_ = outage.message();
    *message.add_outages() = std::move(outage);
  }
  message.set_synthetic(fetched.Synthetic());
  *message.mutable_known_at() = asked_.scope.known_at;
  is_answered_ = is_answered_ || !fetched.NobodyAnswered();
  section.is_told = true;
  ++told_;
  if (request_.explain() && told_ == sections_.size())
    *message.mutable_plan() = answers_->Explain();
  return absl::OkStatus();
}

}  // namespace ett::composition
