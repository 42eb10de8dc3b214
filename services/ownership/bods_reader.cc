#include "services/ownership/bods_reader.h"

#include <utility>

#include "services/ownership/bods_extract.h"
#include "services/ownership/bods_format.h"
#include "services/ownership/bods_schema.h"
#include "services/ownership/bods_statement_rules.h"
#include "services/ownership/domain/birth_number.h"
#include "status/errors.h"

namespace ett::ownership::bods {

StatementReader::StatementReader(absl::CivilDay today, OnStatement on_statement,
                                 OnProblem on_problem)
    : today_(today),
      on_statement_(std::move(on_statement)),
      findings_(std::move(on_problem)),
      book_(findings_),
      cutter_([this](std::string& text) { return Read(text); }) {}

absl::Status StatementReader::Feed(absl::string_view bytes) {
  if (failure_.ok()) failure_ = cutter_.Feed(bytes);
  return failure_;
}

absl::Status StatementReader::Finish() {
  if (failure_.ok()) failure_ = cutter_.Finish();
  if (failure_.ok()) book_.Close();
  return failure_;
}

absl::Status StatementReader::Read(std::string& text) {
  findings_.Begin({.statement = ++statements_});
  const absl::Status parsed = document_.Parse(text);
  if (!parsed.ok()) {
    // A file of lines, of which the first is none, is no such file.
    if (cutter_.lines() && statements_ == 1) {
      return status::InvalidField("statements",
                                  "an array of statements, or a statement on each line",
                                  parsed.message(), "BROKEN_STATEMENTS");
    }
    findings_.Add(Rule::kJson, "", "JSON", parsed.message());
    return absl::OkStatus();
  }
  if (!IsAllUtf8()) return absl::OkStatus();
  const Json root = document_.root();
  findings_.Begin({.statement = statements_,
                   .statement_id = std::string(root["statementId"].text()),
                   .of_person = root["recordType"].text() == "person"});
  CheckTexts();
  if (findings_.sound()) {
    CheckShape(root, StatementShape(), findings_);
    CheckStatement(root, today_, findings_);
  }
  const bool sound = findings_.sound();
  book_.Enter(root);
  return sound ? on_statement_(statements_, StatementOf(root)) : absl::OkStatus();
}

bool StatementReader::IsAllUtf8() {
  for (const Json& json : document_.broken()) {
    const std::string path = json.path();
    findings_.Add(Rule::kUtf8, IsUtf8(path) ? path : "", "UTF-8", "other bytes");
  }
  return findings_.sound();
}

void StatementReader::CheckTexts() {
  for (const Json& json : document_.repeated()) {
    findings_.Add(Rule::kRepeatedKey, json.path(), "each key once", "it again");
  }
  document_.ForEach([this](const Json& json) {
    if (HoldsBirthNumber(json.text()) || HoldsBirthNumber(json.key())) {
      findings_.Add(Rule::kBirthNumber, json.path(), "no Norwegian birth number", "one");
    }
  });
}

}  // namespace ett::ownership::bods
