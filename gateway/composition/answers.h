#pragma once

#include <memory>
#include <string>
#include <vector>

#include "gateway/composition/inquiry.h"

namespace ett::composition {

// Questions over domains while their answers come in: a plan, and what came of its parts. Whatever
// a domain fails at leaves UNAVAILABLE cells and an outage that says why; what is the caller's
// fault is the answer of the whole. For one thread.
class Answers {
 public:
  struct Asked {
    std::shared_ptr<const Domains> domains;
    const ComposedMetrics& composed;               // must outlive the answers
    std::vector<pb::QueryTableRequest> questions;  // each says `as_known_at`
  };
  // With `versions`, which outlive it, domains are told what is known and say what they have.
  static absl::StatusOr<std::unique_ptr<Answers>> Ask(Asked asked, const CallOptions& options,
                                                      DomainVersions* versions = nullptr);

  // Waits until one more part has come; false when there are no more.
  bool Wait();
  void WaitForAll();

  // Whether all that the question needs has come.
  bool Has(std::size_t question) const;
  // The table of a question that Has says has come.
  absl::StatusOr<pb::Table> TableOf(std::size_t question) const;

  // A question's table in pieces: one for each domain, in the order of the metrics, and one for
  // what is composed.
  struct Piece {
    std::string domain;
    std::vector<std::string> metrics;
  };
  std::vector<Piece> PiecesOf(std::size_t question) const;
  bool HasPiece(std::size_t question, std::size_t piece) const;
  absl::StatusOr<pb::Table> PieceOf(std::size_t question, std::size_t piece) const;

  // Once all have come.
  pb::Plan Explain() const { return inquiry_.Explain(); }

 private:
  Answers(std::shared_ptr<const Domains> domains, Plan plan, const CallOptions& options,
          DomainVersions* versions);

  // The table of these shares of a question, and of what is composed in it.
  absl::StatusOr<pb::Table> Merged(const PlannedQuestion& question,
                                   const std::vector<PlannedQuestion::Share>& shares,
                                   bool with_composed) const;
  void AddOutagesOf(const PlannedQuestion& question, pb::Table& table) const;
  absl::StatusOr<pb::Table> Compose(const PlannedQuestion& question) const;
  absl::Status CheckCaller(const std::set<std::size_t>& parts) const;
  absl::Status CheckDimensions(const PlannedQuestion& question) const;
  bool HasParts(const std::set<std::size_t>& parts) const;

  const std::shared_ptr<const Domains> domains_;  // of the plan
  const Plan plan_;
  std::set<std::size_t> ended_;
  Inquiry inquiry_;
};

}  // namespace ett::composition
