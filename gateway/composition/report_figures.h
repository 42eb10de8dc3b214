#pragma once

#include <map>
#include <string>
#include <vector>

#include "ett/figures/v1/figure_service.pb.h"
#include "gateway/composition/report_definition.h"

namespace ett::composition {

namespace pb = ::ett::figures::v1;

// What a report is about.
struct ReportScope {
  std::string parent;  // `municipalities/{organisation number}`
  int year = 0;
  google::protobuf::Timestamp known_at;
};

// The tables that a report is made of, all of one moment of knowledge.
class ReportFigures {
 public:
  // All that `definition` needs, in few questions: one for each set of dimensions and one for each
  // table, or two where it is recomputed.
  static std::vector<pb::QueryTableRequest> Questions(const ReportDefinition& definition,
                                                      const ReportScope& scope);

  // `answers` are those to Questions, in their order.
  ReportFigures(const ReportDefinition& definition, const ReportScope& scope,
                std::vector<pb::Table> answers);

  // The answer that the selection's figures stand in.
  const pb::Table& Of(const Selection& selection) const;
  const pb::Table& Of(const TableBlock& table) const;

  // The answer that the recomputed figures of a table that has them stand in.
  const pb::Table& RecomputedOf(const TableBlock& table) const;

  // Domains that did not answer, each once.
  std::vector<pb::DomainOutage> Outages() const;

  // True when not one figure could be asked for.
  bool NobodyAnswered() const;

  // True when any cell rests on synthetic records.
  bool Synthetic() const;

 private:
  std::vector<const pb::Table*> All() const;

  std::map<std::string, pb::Table> by_dimensions_;
  std::map<std::string, pb::Table> by_table_;
  std::map<std::string, pb::Table> recomputed_by_table_;
};

}  // namespace ett::composition
