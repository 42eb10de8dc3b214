#pragma once

#include "chassis/server_stream.h"
#include "ett/report/v1/report_service.pb.h"
#include "gateway/composition/merged_figures.h"

namespace ett::composition {

// A table domain by domain, each part as soon as it is there.
class TableStream final : public chassis::Source<report::v1::TablePart> {
 public:
  // `figures` must outlive it.
  TableStream(const report::v1::StreamTableRequest& request, const MergedFigures& figures,
              CallOptions options);

  // UNAVAILABLE at the end, when no domain answered.
  absl::StatusOr<bool> Next(report::v1::TablePart& message) override;

 private:
  absl::Status Begin();
  absl::Status Tell(std::size_t position, report::v1::TablePart& message);
  // What is refused once all parts are known.
  absl::Status End() const;

  const pb::QueryTableRequest question_;
  const MergedFigures& figures_;
  const CallOptions options_;
  std::unique_ptr<Answers> answers_;
  std::vector<Answers::Piece> pieces_;
  std::set<std::size_t> told_;
  bool is_answered_ = false;  // by anybody
  std::string outage_;        // the last one told
};

}  // namespace ett::composition
