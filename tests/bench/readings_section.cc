#include "tests/bench/readings_section.h"

#include <cmath>
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "ett/figures/v1/figure_service.grpc.pb.h"
#include "sql/postgres_server.h"
#include "status/grpc.h"
#include "status/macros.h"
#include "tests/bench/copy_peer.h"
#include "tests/bench/readings_feed.h"
#include "tests/bench/readings_peer.h"

namespace ett::bench {
namespace {

namespace fpb = ::ett::figures::v1;
namespace pb = ::ett::property::v1;
using absl::CivilDay;

class Section {
 public:
  explicit Section(ReadingsBench& bench) : bench_(bench), folder_(bench.folder + "/service") {}

  absl::Status Run() {
    ASSIGN_OR_RETURN(peer_, ReadingsPeer::Create(bench_.folder + "/peer.db"));
    ASSIGN_OR_RETURN(server_, Server::Start(bench_.program, folder_));
    RETURN_IF_ERROR(Import());
    server_.reset();
    RETURN_IF_ERROR(peer_->Checkpoint());
    Sizes();
    return Totals();
  }

 private:
  absl::Status Import() {
    bench_.report.Section("readings: a year of quarters by the stream", "prepared INSERT");
    ReadingsFeed feed(bench_.town, server_->channel());
    RETURN_IF_ERROR(feed.Register());
    for (const pb::Meter& meter : bench_.town.meters()) {
      RETURN_IF_ERROR(peer_->AddMeter(GsrnOf(meter), meter.building(), meter.carrier()));
    }
    ASSIGN_OR_RETURN(all_,
                     feed.ImportYear([this](const auto& rows) { return peer_->Insert(rows); }));
    bench_.report.Add("values", all_);
    return AddMemory();
  }

  absl::Status AddMemory() {
    ASSIGN_OR_RETURN(const std::int64_t memory, server_->MostMemory());
    bench_.report.AddMemory("  most resident memory", memory);
    return absl::OkStatus();
  }

  void Sizes() {
    const auto size = [](const std::string& path) {
      return static_cast<double>(std::filesystem::file_size(path));
    };
    const auto values = static_cast<double>(all_.rows);
    const double service = size(folder_ + "/service.db") / values;
    bench_.report.AddRatio("bytes a value, in the file", service);
    bench_.report.AddRatio("less than rows, times",
                           size(bench_.folder + "/peer.db") / values / service);
  }

  // The year by building and carrier, in Wh; what is not told is left out.
  absl::StatusOr<absl::Duration> Ask(std::int64_t& sum_wh) {
    fpb::QueryTableRequest request;
    request.set_parent(absl::StrCat("municipalities/", kTown));
    request.add_metrics("property/energy-use");
    request.add_periods(absl::StrCat(kReadYear));
    request.add_dimensions("building");
    request.add_dimensions("carrier");
    const auto stub = fpb::FigureService::NewStub(server_->channel());
    grpc::ClientContext context;
    fpb::Table table;
    const absl::Time start = absl::Now();
    RETURN_IF_ERROR(status::FromGrpc(stub->QueryTable(&context, request, &table)));
    const absl::Duration took = absl::Now() - start;
    double kwh = 0;
    const int carriers = table.dimensions(3).categories_size();
    for (int i = carriers; i < table.cells_size(); ++i) {
      if (i % carriers != 0) kwh += table.cells(i).number();
    }
    sum_wh = std::llround(kwh * 1000);
    return took;
  }

  absl::Status Compare(const char* what) {
    Race race;
    race.rows = all_.rows;
    std::int64_t service_wh = 0, peer_wh = 0;
    ASSIGN_OR_RETURN(race.peer, peer_->SumByBuildingAndCarrier(
                                    Midnight(CivilDay(kReadYear, 1, 1)),
                                    Midnight(CivilDay(kReadYear + 1, 1, 1)), peer_wh));
    ASSIGN_OR_RETURN(race.service, Ask(service_wh));
    // Figures are printed without decimals.
    const double cells = 2.0 * static_cast<double>(bench_.town.buildings().size());
    if (std::abs(static_cast<double>(service_wh - peer_wh)) > 500 * cells) {
      return absl::InternalError(
          absl::StrCat("the service has ", service_wh, " Wh, the peer ", peer_wh));
    }
    bench_.report.Add(what, race);
    return absl::OkStatus();
  }

  absl::Status Totals() {
    bench_.report.Section("readings: the year by building and carrier", "SUM, GROUP BY");
    ASSIGN_OR_RETURN(server_, Server::StartAgain(bench_.program, folder_));
    RETURN_IF_ERROR(Compare("just started"));
    RETURN_IF_ERROR(Compare("asked again"));
    RETURN_IF_ERROR(ReadingsFeed(bench_.town, server_->channel()).CorrectADay());
    RETURN_IF_ERROR(Compare("after a day was corrected"));
    return AddMemory();
  }

  ReadingsBench& bench_;
  const std::string folder_;
  std::unique_ptr<ReadingsPeer> peer_;
  std::unique_ptr<Server> server_;
  Race all_;
};

}  // namespace

absl::Status ReadingsSection(ReadingsBench& bench) { return Section(bench).Run(); }

absl::Status PostgresSection(ReadingsBench& bench) {
  bench.report.Section("readings on PostgreSQL: the same", "COPY");
  sql::PostgresServer postgres(/*fsync=*/true);
  ASSIGN_OR_RETURN(const std::string peer_url, postgres.NewDatabase());
  ASSIGN_OR_RETURN(const auto peer, CopyPeer::Create(peer_url));
  Program program = bench.program;
  ASSIGN_OR_RETURN(program.database, postgres.NewDatabase());
  ASSIGN_OR_RETURN(const auto server, Server::Start(program, bench.folder + "/service"));
  ReadingsFeed feed(bench.town, server->channel());
  RETURN_IF_ERROR(feed.Register());
  ASSIGN_OR_RETURN(const Race all,
                   feed.ImportYear([&](const auto& rows) { return peer->Copy(rows); }));
  bench.report.Add("values", all);
  ASSIGN_OR_RETURN(const std::int64_t memory, server->MostMemory());
  bench.report.AddMemory("  most resident memory", memory);
  return absl::OkStatus();
}

}  // namespace ett::bench
