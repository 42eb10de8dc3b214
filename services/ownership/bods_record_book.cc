#include "services/ownership/bods_record_book.h"

#include <algorithm>
#include <utility>

#include "absl/hash/hash.h"
#include "absl/strings/str_cat.h"
#include "services/ownership/bods_format.h"
#include "services/ownership/bods_series.h"

namespace ett::ownership::bods {
namespace {

constexpr absl::string_view kVersion = "0.4";

std::uint64_t HashOf(absl::string_view id) { return absl::Hash<absl::string_view>()(id); }

}  // namespace

RecordBook::RecordBook(Findings& findings)
    : findings_(findings), index_(0, Hash{&records_}, Same{&records_}) {}

RecordIndex RecordBook::IndexOf(absl::string_view id) {
  const std::uint64_t hash = HashOf(id);
  const auto known = index_.find(hash);
  if (known != index_.end()) return *known;
  const auto index = static_cast<RecordIndex>(records_.size());
  records_.emplace_back().hash = hash;
  index_.insert(index);
  return index;
}

void RecordBook::Enter(const Json& statement) {
  CheckStatementId(statement["statementId"]);
  CheckVersion(statement["publicationDetails"]["bodsVersion"]);
  const RecordIndex network = EnterNetwork(statement["declarationSubject"]);
  EnterRecord(statement, network);
  if (statement["recordType"].text() != "relationship") return;
  const Json details = statement["recordDetails"];
  EnterParties(details, network);
  EnterComponents(details["componentRecords"], network);
}

void RecordBook::CheckStatementId(const Json& id) {
  if (!id.IsText() || statement_ids_.insert(HashOf(id.text())).second) return;
  findings_.Add(Rule::kStatementIdRepeated, id, "an id that no statement before has");
}

void RecordBook::CheckVersion(const Json& version) {
  if (!version.IsText() || !IsVersion(version.text())) return;
  const std::string major(version.text().substr(0, version.text().find('.')));
  if (major_version_.empty()) major_version_ = major;
  if (major_version_ != major) {
    findings_.Add(Rule::kVersionMixed, version,
                  absl::StrCat(major_version_, ".…, as of the first statement"));
  } else if (version.text() != kVersion) {
    findings_.Add(Rule::kVersion, version, kVersion);
  }
}

RecordIndex RecordBook::EnterNetwork(const Json& subject) {
  if (!subject.IsText()) return kNoRecord;
  const RecordIndex index = IndexOf(subject.text());
  Record& record = records_[index];
  // Told once of each that is missing.
  if (!record.told && record.awaited) return index;
  record.awaited = !record.told;
  Refer({.role = Role::kDeclarationSubject, .place = findings_.place(), .came = Shown(subject)},
        index);
  return index;
}

void RecordBook::EnterRecord(const Json& statement, RecordIndex network) {
  const Json id = statement["recordId"];
  if (!id.IsText()) return;
  const RecordIndex index = IndexOf(id.text());
  Record& record = records_[index];
  EnterSeries(statement, record, findings_);
  if (!record.told) {
    record.told = true;
    record.network = network;
    Appear(index);
  } else if (record.network != network) {
    findings_.Add(Rule::kNetwork, statement["declarationSubject"],
                  "that of the record's first statement");
  }
  if (statement["recordDetails"]["isComponent"].text() == "true") {
    unnamed_.try_emplace(index, Reference{.role = Role::kSelf, .place = findings_.place()});
  }
}

void RecordBook::EnterParties(const Json& details, RecordIndex network) {
  Reference reference{
      .place = findings_.place(), .network = network, .demands = DemandsOf(details["interests"])};
  for (const auto& [role, key] : {std::pair(Role::kSubject, "subject"),
                                  std::pair(Role::kInterestedParty, "interestedParty")}) {
    const Json party = details[key];
    if (party.IsText()) {
      reference.role = role;
      reference.came = Shown(party);
      Refer(reference, IndexOf(party.text()));
    } else if (role == Role::kInterestedParty && party.IsObject() &&
               reference.demands.beneficial >= 0) {
      findings_.Add(Rule::kBeneficialOwner,
                    absl::StrCat("/recordDetails/interests/", reference.demands.beneficial,
                                 "/beneficialOwnershipOrControl"),
                    "an interestedParty that is a person", "one that is not told");
    }
  }
}

void RecordBook::EnterComponents(const Json& components, RecordIndex network) {
  int position = -1;
  for (Json component = components.first(); component; component = component.next()) {
    ++position;
    if (!component.IsText()) continue;
    const RecordIndex index = IndexOf(component.text());
    unnamed_.erase(index);
    Refer({.role = Role::kComponent,
           .place = findings_.place(),
           .position = position,
           .came = Shown(component),
           .network = network},
          index);
  }
}

void RecordBook::Refer(Reference reference, RecordIndex index) {
  if (records_[index].told) {
    JudgeReference(reference, records_[index], findings_);
  } else {
    open_[index].push_back(std::move(reference));
  }
}

void RecordBook::Appear(RecordIndex index) {
  const auto open = open_.extract(index);
  if (open.empty()) return;
  for (const Reference& reference : open.mapped()) {
    JudgeLate(reference, findings_);
    JudgeReference(reference, records_[index], findings_);
  }
}

void RecordBook::Close() {
  std::vector<std::pair<const Reference*, RecordIndex>> left;
  for (const auto& [index, references] : open_) {
    for (const Reference& reference : references) left.emplace_back(&reference, index);
  }
  for (const auto& [index, reference] : unnamed_) left.emplace_back(&reference, index);
  std::sort(left.begin(), left.end(), [](const auto& a, const auto& b) {
    const std::int64_t first = a.first->place->statement, second = b.first->place->statement;
    return first != second ? first < second : PathOf(*a.first) < PathOf(*b.first);
  });
  for (const auto& [reference, index] : left) {
    JudgeMissing(*reference, statement_ids_.contains(records_[index].hash), findings_);
  }
  open_.clear();
  unnamed_.clear();
}

}  // namespace ett::ownership::bods
