#pragma once

#include "chassis/server_stream.h"
#include "gateway/composition/report_rendering.h"

namespace ett::composition {

// The sections of a report, each as soon as its figures are there.
class ReportStream final : public chassis::Source<report::v1::ReportSection> {
 public:
  // `figures` must outlive it.
  ReportStream(const report::v1::StreamReportRequest& request, const MergedFigures& figures,
               CallOptions options)
      : request_(request), figures_(figures), options_(std::move(options)) {}

  // UNAVAILABLE at the end, when no domain answered.
  absl::StatusOr<bool> Next(report::v1::ReportSection& message) override;

 private:
  // A section, and which of the questions are its own.
  struct Section {
    ReportDefinition definition;
    std::size_t first = 0;
    std::size_t end = 0;
    bool is_told = false;
  };

  absl::Status Begin();
  bool IsReady(const Section& section) const;
  absl::Status Tell(std::size_t position, report::v1::ReportSection& message);

  const report::v1::StreamReportRequest request_;
  const MergedFigures& figures_;
  const CallOptions options_;
  AskedReport asked_;
  std::unique_ptr<Answers> answers_;
  std::vector<Section> sections_;
  std::size_t told_ = 0;
  bool is_answered_ = false;  // by anybody
  std::string outage_;        // the last one told
};

}  // namespace ett::composition
