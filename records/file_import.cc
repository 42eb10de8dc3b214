#include "records/file_import.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "records/csv_reading.h"
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

FileImport::FileImport(Records& records, std::vector<const Kind*> kinds)
    : records_(records), kinds_(std::move(kinds)) {}

absl::StatusOr<const Kind*> FileImport::KindOf(const std::string& collection) const {
  std::vector<std::string> known;
  for (const Kind* kind : kinds_) {
    if (kind->collection == collection) return kind;
    known.push_back(kind->collection);
  }
  return status::InvalidField("collection", absl::StrCat("one of ", absl::StrJoin(known, ", ")),
                              collection, "UNKNOWN_COLLECTION");
}

absl::Status FileImport::Begin(const Request& request) {
  ASSIGN_OR_RETURN(kind_, KindOf(request.collection()));
  mapping_ = request.mapping();
  ImportOptions options;
  options.method = "ImportFile";
  options.validate_only = request.validate_only();
  options.rejected = [this](std::int64_t row, const status::FieldError& error) {
    OnRejected(row, error);
  };
  import_ = std::make_unique<Import>(records_, *kind_, std::move(options));
  return import_->Begin({request.parent(), request.request_id(), request.effective_date()});
}

absl::Status FileImport::Receive(const Request& request) {
  if (import_ == nullptr) {
    RETURN_IF_ERROR(Begin(request));
  } else {
    RETURN_IF_ERROR(import_->Begin({request.parent(), ""}));
    const bool says_more = !request.collection().empty() || request.has_mapping() ||
                           !request.request_id().empty() || request.validate_only() ||
                           request.has_effective_date();
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
  if (import_ == nullptr) {
    if (!closed_) return false;
    return status::InvalidField("parent", "a first message with the parent", "an empty stream",
                                "REQUIRED");
  }
  if (ended_) return false;
  if (reader_ == nullptr) {
    if (arrived_.size() < kPiece && !closed_) return false;
    RETURN_IF_ERROR(StartReading(events));
  }
  RETURN_IF_ERROR(ReadSome());
  const bool has_more = read_ < arrived_.size();
  if (closed_ && !has_more) {
    RETURN_IF_ERROR(End(events));
    return false;
  }
  Tell(events, false);
  return has_more;
}

// Looks at the beginning of the file: the same bytes whatever the sizes of the messages.
absl::Status FileImport::StartReading(std::vector<Response>& events) {
  const absl::string_view arrived = arrived_;
  const CsvHead head{arrived.substr(0, kPiece), closed_ && arrived.size() <= kPiece};
  imports::v1::FileReading reading = DetectReading(*kind_, mapping_, head);
  mapping_ = reading.mapping();
  const absl::Status doubts = DoubtsAsErrors(reading);
  *events.emplace_back().mutable_reading() = std::move(reading);
  RETURN_IF_ERROR(doubts);
  import_->Count(mapping_.SerializeAsString());
  reader_ = std::make_unique<CsvReader>(mapping_.delimiter()[0],
                                        [this](CsvRow row) { return OnRow(std::move(row)); });
  return absl::OkStatus();
}

absl::Status FileImport::ReadSome() {
  absl::string_view piece = absl::string_view(arrived_).substr(read_, kPiece);
  const std::size_t size = piece.size();
  import_->CountBytes(piece);
  if (byte_count_ == 0) {
    piece = WithoutMark(piece);
    has_mark_ = piece.size() != size;
  }
  byte_count_ += static_cast<std::int64_t>(size);
  if (!import_->replay()) RETURN_IF_ERROR(reader_->Feed(piece));
  read_ += size;
  return absl::OkStatus();
}

absl::Status FileImport::OnRow(CsvRow row) {
  if (!rows_.has_value()) {
    rows_.emplace(*kind_, import_->municipality(), mapping_, row);
    rejects_.emplace(*kind_, mapping_, row, has_mark_);
    return absl::OkStatus();
  }
  ++row_count_;
  const std::string where = absl::StrCat("line ", row.line, ": ");
  absl::StatusOr<std::unique_ptr<Message>> record = rows_->Read(row);
  undecided_.push_back(std::move(row));
  if (record.ok()) {
    RETURN_IF_ERROR(import_->Take(*std::move(record), where));
  } else {
    RETURN_IF_ERROR(import_->TakeUnreadable(status::FieldErrorsOf(record.status()).front(), where));
  }
  DropDecided();
  return absl::OkStatus();
}

void FileImport::OnRejected(std::int64_t row, const status::FieldError& error) {
  rejects_->Add(undecided_[static_cast<std::size_t>(row - first_undecided_)], error);
}

std::int64_t FileImport::DecidedRows() {
  const auto& decided = import_->decided();
  return decided.accepted_count() + decided.unchanged_count() + decided.rejected_count();
}

void FileImport::DropDecided() {
  for (const std::int64_t decided = DecidedRows(); first_undecided_ < decided; ++first_undecided_) {
    undecided_.pop_front();
  }
}

absl::Status FileImport::End(std::vector<Response>& events) {
  ended_ = true;
  if (!import_->replay()) RETURN_IF_ERROR(reader_->Finish());
  ASSIGN_OR_RETURN(imports::v1::ImportReport report, import_->Finish());
  Tell(events, true);
  *events.emplace_back().mutable_report() = std::move(report);
  return absl::OkStatus();
}

void FileImport::Tell(std::vector<Response>& events, bool last) {
  const std::string rejects = rejects_.has_value() ? rejects_->Take() : "";
  for (std::size_t at = 0; at < rejects.size(); at += kLongestEvent) {
    events.emplace_back().set_rejects(rejects.substr(at, kLongestEvent));
  }
  if (import_->replay() || (!last && row_count_ - told_rows_ < kRowsBetweenProgress)) return;
  told_rows_ = row_count_;
  imports::v1::ImportProgress& progress = *events.emplace_back().mutable_progress();
  const auto& decided = import_->decided();
  progress.set_row_count(row_count_);
  progress.set_accepted_count(decided.accepted_count());
  progress.set_unchanged_count(decided.unchanged_count());
  progress.set_rejected_count(decided.rejected_count());
  progress.set_byte_count(byte_count_);
}

}  // namespace ett::records
