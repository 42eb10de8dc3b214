#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "chassis/server_stream.h"
#include "ett/property/v1/analysis_service.pb.h"
#include "services/property/energy_days.h"

namespace ett::property {

// Answers EnergyAnalysisService.ScanPortfolio: fits some buildings at a time, one for each
// processor, and keeps of each only what the ranking needs.
class PortfolioScan final : public chassis::Source<v1::ScanPortfolioResponse> {
 public:
  // Both must outlive it.
  PortfolioScan(ReadingStore& readings, RegisterCache& registers,
                const v1::ScanPortfolioRequest& asked);

  absl::StatusOr<bool> Next(v1::ScanPortfolioResponse& message) override;

 private:
  struct Scanned {
    v1::BuildingScan told;
    bool may_be_used = false;
    double square_metres = 0;
  };
  // What a building is ranked by.
  struct Ranked {
    std::string building;
    v1::UseType use_type;
    double square_metres = 0;
    double kwh_per_m2 = 0;  // 0 where it is not known
    double anomalous = 0;   // share of the days
  };

  absl::Status Begin();
  absl::Status ScanSome();
  absl::StatusOr<Scanned> Scan(const std::string& building) const;
  void FindAnomalies(const class PeriodModel& model, const std::vector<DayData>& days,
                     v1::BuildingScan& told) const;
  void Keep(const Scanned& scanned);
  v1::PortfolioRanking Rank() const;

  ReadingStore& readings_;
  RegisterCache& registers_;
  const v1::ScanPortfolioRequest asked_;

  std::shared_ptr<const Register> known_;  // null before the first message
  CelsiusByDay temperatures_;
  MeterAsked meters_;
  Days baseline_;
  Days reporting_;
  double confidence_ = 0;
  std::vector<std::string> buildings_;
  std::size_t begun_ = 0;
  std::deque<Scanned> scanned_;
  std::vector<Ranked> ranked_;
  int done_ = 0;
  bool ended_ = false;
};

}  // namespace ett::property
