#include "records/file_import.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "records/csv_reading.h"
#include "records/workbook_format.h"
#include "status/macros.h"

namespace ett::records {
namespace {

// What is looked at to see how a file is to be read, and what one step reads.
constexpr std::size_t kPiece = 64 << 10;
constexpr std::int64_t kRowsBetweenProgress = 10'000;
constexpr std::size_t kLongestEvent = 1 << 20;

absl::Status DoubtsAsErrors(const imports::v1::FileReading& reading) {
  std::vector<status::FieldError> errors;
  for (const auto& doubt : reading.doubts()) {
    errors.push_back({doubt.field(), doubt.reason(), doubt.message()});
  }
  return errors.empty() ? absl::OkStatus() : status::InvalidFields(errors);
}

}  // namespace

FileImport::FileImport(Records& records, FileTypes types)
    : records_(records), types_(std::move(types)) {
  types_.formats.push_back(WorkbookFormat());
}

absl::Status FileImport::MakeSink(ImportOptions options) {
  std::vector<std::string> known;
  for (const Kind* kind : types_.kinds) {
    known.push_back(kind->collection);
    if (kind->collection != asked_.collection()) continue;
    kind_ = kind;
    sink_ = std::make_unique<Import>(records_, *kind, std::move(options));
    return absl::OkStatus();
  }
  for (const RowCollection& collection : types_.collections) {
    known.push_back(collection.kind->collection);
    if (collection.kind->collection != asked_.collection()) continue;
    kind_ = collection.kind;
    sink_ = collection.make(std::move(options));
    return absl::OkStatus();
  }
  return status::InvalidField("collection", absl::StrCat("one of ", absl::StrJoin(known, ", ")),
                              asked_.collection(), "UNKNOWN_COLLECTION");
}

absl::Status FileImport::Begin(const Request& request) {
  asked_ = request;
  asked_.clear_chunk();
  mapping_ = request.mapping();
  ImportOptions options;
  options.method = "ImportFile";
  options.validate_only = request.validate_only();
  options.rejected = [this](std::int64_t row, const status::FieldError& error) {
    OnRejected(row, error);
  };
  RETURN_IF_ERROR(MakeSink(std::move(options)));
  return sink_->Begin({request.parent(), request.request_id(), request.effective_date()});
}

absl::Status FileImport::Receive(const Request& request) {
  if (sink_ == nullptr) {
    RETURN_IF_ERROR(Begin(request));
  } else {
    RETURN_IF_ERROR(sink_->Begin({request.parent(), ""}));
    const bool says_more = !request.collection().empty() || request.has_mapping() ||
                           !request.request_id().empty() || request.validate_only() ||
                           request.has_effective_date() || !request.format().empty();
    if (says_more) {
      return status::InvalidField("chunk", "bytes alone after the first message",
                                  "what belongs into the first", "NOT_FIRST");
    }
  }
  if (read_ > 0) arrived_.erase(0, std::exchange(read_, 0));
  arrived_.append(request.chunk());
  return absl::OkStatus();
}

absl::StatusOr<bool> FileImport::Advance(std::vector<Response>& events) {
  if (sink_ == nullptr) {
    if (!closed_) return false;
    return status::InvalidField("parent", "a first message with the parent", "an empty stream",
                                "REQUIRED");
  }
  if (ended_) return false;
  absl::StatusOr<bool> more = Step();
  events.insert(events.end(), std::make_move_iterator(events_.begin()),
                std::make_move_iterator(events_.end()));
  events_.clear();
  return more;
}

absl::StatusOr<bool> FileImport::Step() {
  if (reader_ == nullptr) {
    if (arrived_.size() < kPiece && !closed_) return false;
    RETURN_IF_ERROR(StartReading());
  }
  RETURN_IF_ERROR(ReadSome());
  bool has_more = read_ < arrived_.size();
  if (closed_ && !has_more) {
    ASSIGN_OR_RETURN(has_more, FinishReading());
    if (!has_more) {
      RETURN_IF_ERROR(End());
      return false;
    }
  }
  Tell(false);
  return has_more;
}

// Looks at the beginning of the file: the same bytes whatever the sizes of the messages.
absl::Status FileImport::StartReading() {
  const absl::string_view head = absl::string_view(arrived_).substr(0, kPiece);
  ASSIGN_OR_RETURN(format_, ChooseFormat(types_.formats, asked_, head));
  if (format_ == nullptr) return StartCsv(head);
  has_mark_ = true;  // without it, spreadsheets do not read rejects as UTF-8
  reader_ = format_->make(mapping_, [this](CsvRow row) { return OnRow(std::move(row)); });
  return absl::OkStatus();
}

absl::Status FileImport::StartCsv(absl::string_view head) {
  settled_ = true;
  RETURN_IF_ERROR(
      TellReading(DetectReading(*kind_, mapping_, {head, closed_ && arrived_.size() <= kPiece})));
  sink_->session().Count(mapping_.SerializeAsString());
  reader_ = std::make_unique<CsvReader>(mapping_.delimiter()[0],
                                        [this](CsvRow row) { return OnRow(std::move(row)); });
  return absl::OkStatus();
}

absl::Status FileImport::TellReading(imports::v1::FileReading reading) {
  mapping_ = reading.mapping();
  reading.set_format(format_ == nullptr ? kCsv : format_->name);
  if (asked_.format().empty()) reading.add_detected("format");
  absl::Status doubts = DoubtsAsErrors(reading);
  *events_.emplace_back().mutable_reading() = std::move(reading);
  return doubts;
}

absl::Status FileImport::ReadSome() {
  absl::string_view piece = absl::string_view(arrived_).substr(read_, kPiece);
  const std::size_t size = piece.size();
  sink_->session().CountBytes(piece);
  if (byte_count_ == 0 && format_ == nullptr) {
    piece = WithoutMark(piece);
    has_mark_ = piece.size() != size;
  }
  byte_count_ += static_cast<std::int64_t>(size);
  read_ += size;
  // Of a file that was answered before, only how it is read is asked for.
  if (sink_->session().replay() && settled_) return absl::OkStatus();
  return reader_->Feed(piece);
}

absl::StatusOr<bool> FileImport::FinishReading() {
  if (sink_->session().replay() && settled_) return false;
  return reader_->Finish();
}

absl::Status FileImport::OnRow(CsvRow row) {
  if (settled_) return TakeRow(std::move(row));
  first_rows_.push_back(std::move(row));
  return first_rows_.size() <= kSampleRows ? absl::OkStatus() : Settle();
}

// How rows are read that a format has taken apart, now that the first of them are there.
absl::Status FileImport::Settle() {
  settled_ = true;
  imports::v1::FileReading reading;
  *reading.mutable_mapping() = mapping_;
  reader_->Describe(reading);
  if (reading.doubts().empty()) CompleteReading(*kind_, format_->columns, first_rows_, reading);
  RETURN_IF_ERROR(TellReading(std::move(reading)));
  for (CsvRow& row : first_rows_) RETURN_IF_ERROR(TakeRow(std::move(row)));
  first_rows_ = {};
  return absl::OkStatus();
}

absl::Status FileImport::TakeRow(CsvRow row) {
  if (sink_->session().replay()) return absl::OkStatus();
  if (!rows_.has_value()) {
    rows_.emplace(*kind_, sink_->session().municipality(), mapping_, row);
    rejects_.emplace(*kind_, mapping_, row, has_mark_);
    return absl::OkStatus();
  }
  ++row_count_;
  std::string where = absl::StrCat(reader_->place(), " ", row.line, ": ");
  absl::StatusOr<std::unique_ptr<Message>> record = rows_->Read(row);
  undecided_.push_back(std::move(row));
  if (record.ok()) {
    RETURN_IF_ERROR(sink_->Take(*std::move(record), std::move(where)));
  } else {
    RETURN_IF_ERROR(
        sink_->TakeUnreadable(status::FieldErrorsOf(record.status()).front(), std::move(where)));
  }
  DropDecided();
  return absl::OkStatus();
}

void FileImport::OnRejected(std::int64_t row, const status::FieldError& error) {
  rejects_->Add(undecided_[static_cast<std::size_t>(row - first_undecided_)], error);
}

std::int64_t FileImport::DecidedRows() { return sink_->session().verdicts().rows(); }

void FileImport::DropDecided() {
  for (const std::int64_t decided = DecidedRows(); first_undecided_ < decided; ++first_undecided_) {
    undecided_.pop_front();
  }
}

absl::Status FileImport::End() {
  ended_ = true;
  if (!settled_) RETURN_IF_ERROR(Settle());
  // When rows come, and so the mapping is known, depends on how the bytes came.
  if (format_ != nullptr) sink_->session().Count(mapping_.SerializeAsString());
  ASSIGN_OR_RETURN(imports::v1::ImportReport report, sink_->Finish());
  Tell(true);
  *events_.emplace_back().mutable_report() = std::move(report);
  return absl::OkStatus();
}

void FileImport::Tell(bool last) {
  const std::string rejects = rejects_.has_value() ? rejects_->Take() : "";
  for (std::size_t at = 0; at < rejects.size(); at += kLongestEvent) {
    events_.emplace_back().set_rejects(rejects.substr(at, kLongestEvent));
  }
  if (sink_->session().replay() || (!last && row_count_ - told_rows_ < kRowsBetweenProgress)) {
    return;
  }
  told_rows_ = row_count_;
  imports::v1::ImportProgress& progress = *events_.emplace_back().mutable_progress();
  const auto& decided = sink_->session().verdicts().report();
  progress.set_row_count(row_count_);
  progress.set_accepted_count(decided.accepted_count());
  progress.set_unchanged_count(decided.unchanged_count());
  progress.set_rejected_count(decided.rejected_count());
  progress.set_byte_count(byte_count_);
}

}  // namespace ett::records
