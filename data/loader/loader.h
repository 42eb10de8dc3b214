#pragma once

#include <grpcpp/channel.h>

#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "data/loader/import_stream.h"
#include "ett/figures/v1/figures.pb.h"

namespace ett::loader {

// Loads collections through the gateway and tells how it goes, a line for each.
class Loader {
 public:
  // `out` must outlive it.
  Loader(std::shared_ptr<grpc::Channel> channel, std::string municipality, std::ostream& out);

  // Imports all rows; more than a few thousand show how far it is.
  template <class Row>
  absl::Status Import(const std::string& domain, const std::string& collection,
                      const std::vector<Row>& rows) {
    Run run(*this, domain, collection, static_cast<std::int64_t>(rows.size()));
    for (const Row& row : rows) {
      if (const absl::Status status = run.Add(row); !status.ok()) return status;
    }
    return run.Finish();
  }

  // A file of one collection: `…/hr/10-targets.jsonl`, a record in protobuf JSON on each line.
  absl::Status ImportFile(const std::string& domain, const std::string& path);

  // Figures of a domain as from published sources.
  absl::Status Report(const std::string& domain,
                      const std::vector<figures::v1::ReportedFigure>& figures);

  // Rows that were refused, of all collections.
  std::int64_t rejected() const { return rejected_; }

  // An import under way. `expected` rows are announced, for the progress.
  class Run {
   public:
    Run(Loader& loader, const std::string& domain, const std::string& collection,
        std::int64_t expected);
    absl::Status Add(const Message& row);
    absl::Status Finish();

   private:
    void ShowProgress();

    Loader& loader_;
    const std::string title_;
    const std::int64_t expected_;
    const absl::Time start_;
    absl::Time shown_;
    std::int64_t rows_ = 0;
    absl::Status opened_;
    std::unique_ptr<ImportStream> stream_;
  };

 private:
  absl::Status ReportLines(const std::string& domain, const std::vector<std::string>& lines);
  absl::Status CreateSeriesBreaks(const std::string& domain, const std::vector<std::string>& lines);
  absl::Status ImportLines(const std::string& domain, const std::string& collection,
                           const std::vector<std::string>& lines);
  void Tell(const std::string& title, const imports::v1::ImportReport& report,
            absl::Duration duration);

  std::shared_ptr<grpc::Channel> channel_;
  const std::string municipality_;
  std::ostream& out_;
  std::int64_t rejected_ = 0;
};

}  // namespace ett::loader
