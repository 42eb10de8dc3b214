#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "ett/imports/v1/file.pb.h"
#include "records/csv_record.h"
#include "records/csv_rejects.h"
#include "records/file_types.h"
#include "records/import.h"

namespace ett::records {

// Takes in one file: messages go in, events come out. Keeps what one message holds, the rows of one
// batch and what was refused of them, whatever the size of the file; of a workbook, all of it.
class FileImport {
 public:
  using Request = imports::v1::ImportFileRequest;
  using Response = imports::v1::ImportFileResponse;

  // Files of these types, whose kinds share no collection. Everything given must outlive this.
  FileImport(Records& records, FileTypes types);

  // The next message. Call it when Advance has said that there is no more to do.
  absl::Status Receive(const Request& request);
  // There are no more messages.
  void Close() { closed_ = true; }
  // Reads at most 64 KiB of what has come and appends the events of that. True while there is more
  // to do without another message. After Close and a false, the import is complete.
  absl::StatusOr<bool> Advance(std::vector<Response>& events);

 private:
  absl::Status Begin(const Request& request);
  absl::Status MakeSink(ImportOptions options);
  absl::StatusOr<bool> Step();
  absl::Status StartReading();
  absl::Status StartCsv(absl::string_view head);
  absl::Status ReadSome();
  absl::StatusOr<bool> FinishReading();
  absl::Status OnRow(CsvRow row);
  absl::Status Settle();
  absl::Status TellReading(imports::v1::FileReading reading);
  absl::Status TakeRow(CsvRow row);
  void OnRejected(std::int64_t row, const status::FieldError& error);
  absl::Status End();
  void DropDecided();
  void Tell(bool last);
  std::int64_t DecidedRows();

  Records& records_;
  FileTypes types_;
  const Kind* kind_ = nullptr;
  Request asked_;  // without chunk
  imports::v1::CsvMapping mapping_;
  std::unique_ptr<RowSink> sink_;
  bool closed_ = false;
  bool ended_ = false;
  std::string arrived_;
  std::size_t read_ = 0;                // of what has arrived
  const FileFormat* format_ = nullptr;  // null: CSV
  std::unique_ptr<RowReader> reader_;
  std::vector<CsvRow> first_rows_;  // until it is settled how they are read
  bool settled_ = false;
  std::optional<CsvRecords> rows_;  // once the header was read
  std::optional<CsvRejects> rejects_;
  bool has_mark_ = false;
  std::deque<CsvRow> undecided_;
  std::int64_t first_undecided_ = 0;
  std::int64_t row_count_ = 0;
  std::int64_t byte_count_ = 0;
  std::int64_t told_rows_ = 0;
  std::vector<Response> events_;
};

}  // namespace ett::records
