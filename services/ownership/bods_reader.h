#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "services/ownership/bods_cutter.h"
#include "services/ownership/bods_findings.h"
#include "services/ownership/bods_json.h"
#include "services/ownership/bods_record_book.h"
#include "services/ownership/bods_statement.h"

namespace ett::ownership::bods {

// Called for each statement that has no errors of its own, by its number in the file, from 1. The
// first error that it returns ends the reading.
using OnStatement = std::function<absl::Status(std::int64_t number, const Statement& statement)>;

// Reads statements of BODS 0.4, an array or JSON Lines, in pieces that end anywhere, and tells what
// is wrong with them: of a statement, when it has come; of what statements name, when all have. In
// memory are one statement and what RecordBook keeps. A statement that holds a Norwegian birth
// number, anywhere, is refused, and no problem shows one.
class StatementReader {
 public:
  // `today` is the last day that has come: dates of what has happened are not after it.
  StatementReader(absl::CivilDay today, OnStatement on_statement, OnProblem on_problem);
  StatementReader(const StatementReader&) = delete;
  StatementReader& operator=(const StatementReader&) = delete;

  // INVALID_ARGUMENT when the rest cannot be read: neither an array nor JSON Lines, or a statement
  // that is too long. Further calls return the same.
  absl::Status Feed(absl::string_view bytes);
  // After the last bytes.
  absl::Status Finish();

  // A statement that was cut out already, which is changed by the reading; in place of Feed.
  absl::Status Take(std::string& text) { return Read(text); }
  // That the next statement could not even be cut out: it has its number.
  void Skip() { ++statements_; }
  // After the last of those.
  void Close() { book_.Close(); }

  std::int64_t statements() const { return statements_; }

 private:
  absl::Status Read(std::string& text);
  bool IsAllUtf8();
  // That keys are told once, and that nothing holds a birth number.
  void CheckTexts();

  const absl::CivilDay today_;
  const OnStatement on_statement_;
  Findings findings_;
  RecordBook book_;
  JsonDocument document_;
  StatementCutter cutter_;
  std::int64_t statements_ = 0;
  absl::Status failure_;
};

}  // namespace ett::ownership::bods
