#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "records/row.h"
#include "records/testing/file.h"
#include "records/testing/note_kind.h"
#include "sql/testing.h"
#include "status/matchers.h"

namespace ett::records::testing {

// The first message of a file of notes.
inline imports::v1::ImportFileRequest Notes(const std::string& request_id = "") {
  imports::v1::ImportFileRequest request;
  request.set_parent(kParent);
  request.set_collection("notes");
  request.set_request_id(request_id);
  return request;
}

// An empty database of notes.
class NoteStore {
 public:
  explicit NoteStore(const sql::TestEngine& engine) : database_(*engine.open()) {
    EXPECT_THAT(sql::Migrate(*database_, {RecordsMigration(), NoteMigration()}), status::IsOk());
    records_.emplace(*database_, [] { return absl::FromUnixSeconds(1'546'300'800); });
  }

  FileAnswer Send(const imports::v1::ImportFileRequest& first,
                  const std::vector<std::string>& chunks) {
    FileImport import(*records_, {{&NoteKind()}});
    return SendFile(import, first, chunks);
  }

  // The caller goes away after its last chunk.
  FileAnswer SendWithoutEnd(const imports::v1::ImportFileRequest& first,
                            const std::vector<std::string>& chunks) {
    FileImport import(*records_, {{&NoteKind()}});
    return SendChunks(import, first, chunks);
  }

  std::vector<Note> All() {
    return *records_->All<Note>(NoteKind(), "935478715", kNotSuperseded - 1);
  }

 private:
  std::unique_ptr<sql::Database> database_;
  std::optional<Records> records_;
};

// What was refused, as `row:field:reason`.
inline std::vector<std::string> Refusals(const imports::v1::ImportReport& report) {
  std::vector<std::string> refusals;
  for (const auto& each : report.rejections()) {
    refusals.push_back(absl::StrCat(each.row(), ":", each.field(), ":", each.reason()));
  }
  return refusals;
}

}  // namespace ett::records::testing
