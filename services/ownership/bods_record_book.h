#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "services/ownership/bods_findings.h"
#include "services/ownership/bods_json.h"
#include "services/ownership/bods_reference.h"

namespace ett::ownership::bods {

// What BODS 0.4 asks of statements together: that their ids are their own, that records are told in
// series, and that what a statement names is there. Of every record and statement it keeps hashes
// of the ids and some numbers, about 80 bytes; of what a later statement is to answer, more. Two
// ids of one hash of 64 bits would be taken for one: among a million, one chance in 30 million.
class RecordBook {
 public:
  // `findings` must outlive this.
  explicit RecordBook(Findings& findings);
  RecordBook(const RecordBook&) = delete;
  RecordBook& operator=(const RecordBook&) = delete;

  // The statement that `findings` has begun.
  void Enter(const Json& statement);
  // After the last statement: tells what none has answered.
  void Close();

 private:
  // Finds a record by the hash of its id.
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::uint64_t hash) const { return hash; }
    std::size_t operator()(RecordIndex record) const { return (*records)[record].hash; }
    const std::deque<Record>* records;
  };
  struct Same {
    using is_transparent = void;
    bool operator()(RecordIndex a, RecordIndex b) const { return a == b; }
    bool operator()(RecordIndex a, std::uint64_t b) const { return (*records)[a].hash == b; }
    bool operator()(std::uint64_t a, RecordIndex b) const { return (*records)[b].hash == a; }
    const std::deque<Record>* records;
  };

  RecordIndex IndexOf(absl::string_view id);
  void CheckStatementId(const Json& id);
  void CheckVersion(const Json& version);
  // Of the record that the declarationSubject names; kNoRecord where there is none.
  RecordIndex EnterNetwork(const Json& subject);
  void EnterRecord(const Json& statement, RecordIndex network);
  void EnterParties(const Json& details, RecordIndex network);
  void EnterComponents(const Json& components, RecordIndex network);
  // Judges the reference, now or when the record's first statement comes.
  void Refer(Reference reference, RecordIndex index);
  // Judges what named the record before.
  void Appear(RecordIndex index);

  Findings& findings_;
  std::deque<Record> records_;
  absl::flat_hash_set<RecordIndex, Hash, Same> index_;
  absl::flat_hash_set<std::uint64_t> statement_ids_;
  // To records that no statement is about yet.
  absl::flat_hash_map<RecordIndex, std::vector<Reference>> open_;
  // Statements of components that no relationship has named since.
  absl::flat_hash_map<RecordIndex, Reference> unnamed_;
  std::string major_version_;  // of the first statement that has one
};

}  // namespace ett::ownership::bods
