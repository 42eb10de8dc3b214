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
#include "records/import.h"

namespace ett::records {

// Takes in one CSV file: messages go in, events come out. Keeps what one message holds, the rows
// of one batch and what was refused of them, whatever the size of the file.
class FileImport {
 public:
  using Request = imports::v1::ImportFileRequest;
  using Response = imports::v1::ImportFileResponse;

  // Files of these kinds, which share no collection. Everything given must outlive this.
  FileImport(Records& records, std::vector<const Kind*> kinds);

  // The next message. Call it when Advance has said that there is no more to do.
  absl::Status Receive(const Request& request);
  // There are no more messages.
  void Close() { closed_ = true; }
  // Reads at most 64 KiB of what has come and appends the events of that. True while there is more
  // to do without another message. After Close and a false, the import is complete.
  absl::StatusOr<bool> Advance(std::vector<Response>& events);

 private:
  absl::Status Begin(const Request& request);
  absl::StatusOr<const Kind*> KindOf(const std::string& collection) const;
  absl::Status StartReading(std::vector<Response>& events);
  absl::Status ReadSome();
  absl::Status OnRow(CsvRow row);
  void OnRejected(std::int64_t row, const status::FieldError& error);
  absl::Status End(std::vector<Response>& events);
  void DropDecided();
  void Tell(std::vector<Response>& events, bool last);
  std::int64_t DecidedRows();

  Records& records_;
  const std::vector<const Kind*> kinds_;
  const Kind* kind_ = nullptr;
  imports::v1::CsvMapping mapping_;
  std::unique_ptr<Import> import_;
  bool closed_ = false;
  bool ended_ = false;
  std::string arrived_;
  std::size_t read_ = 0;  // of what has arrived
  std::unique_ptr<CsvReader> reader_;
  std::optional<CsvRecords> rows_;  // once the header was read
  std::optional<CsvRejects> rejects_;
  bool has_mark_ = false;
  std::deque<CsvRow> undecided_;
  std::int64_t first_undecided_ = 0;
  std::int64_t row_count_ = 0;
  std::int64_t byte_count_ = 0;
  std::int64_t told_rows_ = 0;
};

}  // namespace ett::records
