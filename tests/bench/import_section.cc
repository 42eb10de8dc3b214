#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "data/loader/import_stream.h"
#include "services/hr/kinds.h"
#include "status/macros.h"
#include "tests/bench/peer.h"
#include "tests/bench/sections.h"

namespace ett::bench {
namespace {

using records::Kind;

// Times the same rows on both sides, in turns.
class Importer {
 public:
  Importer(const std::shared_ptr<grpc::Channel>& channel, Peer& peer)
      : channel_(channel), peer_(peer) {}

  template <class T>
  absl::StatusOr<Race> Import(const Kind& kind, const std::vector<T>& records) {
    std::vector<sql::Row> rows;
    rows.reserve(records.size());
    for (const T& record : records) {
      ASSIGN_OR_RETURN(rows.emplace_back(), Peer::RowOf(kind, record));
    }
    Race race;
    race.rows = static_cast<std::int64_t>(records.size());
    // Neither is always the one that writes while the other's pages go to disk.
    peer_first_ = !peer_first_;
    for (const bool peer : {peer_first_, !peer_first_}) {
      ASSIGN_OR_RETURN((peer ? race.peer : race.service),
                       peer ? peer_.Insert(kind, rows) : Stream(kind, records));
    }
    return race;
  }

 private:
  template <class T>
  absl::StatusOr<absl::Duration> Stream(const Kind& kind, const std::vector<T>& records) {
    ASSIGN_OR_RETURN(const auto method, loader::FindImport(kMunicipality, "hr", kind.collection));
    const absl::Time start = absl::Now();
    loader::ImportStream stream(channel_, method, absl::StrCat("import ", ++requests_));
    for (const T& record : records) RETURN_IF_ERROR(stream.Add(record));
    ASSIGN_OR_RETURN(const imports::v1::ImportReport report, stream.Finish());
    const absl::Duration took = absl::Now() - start;
    if (report.accepted_count() == static_cast<std::int64_t>(records.size())) return took;
    return absl::InternalError(
        absl::StrCat("of ", records.size(), " ", kind.collection, " only ", report.accepted_count(),
                     " were accepted: ", report.ShortDebugString().substr(0, 500)));
  }

  const std::shared_ptr<grpc::Channel> channel_;
  Peer& peer_;
  bool peer_first_ = false;
  int requests_ = 0;
};

template <class T, class ForEach>
std::vector<T> Collect(ForEach for_each) {
  std::vector<T> records;
  for_each([&](const T& record) { records.push_back(record); });
  return records;
}

}  // namespace

absl::Status ImportSection(Bench& bench, Server& server) {
  const Municipality& municipality = bench.municipality;
  ASSIGN_OR_RETURN(const auto peer, Peer::Create(absl::StrCat(bench.folder, "/peer.db")));
  Importer importer(server.channel(), *peer);
  bench.report.Section("import", "prepared INSERT");
  ASSIGN_OR_RETURN(
      const Race units,
      importer.Import(hr::OrgUnitKind(), Collect<hr::v1::OrgUnit>([&](const auto& take) {
                        municipality.ForEachUnit(take);
                      })));
  bench.report.Add("org units", units);
  ASSIGN_OR_RETURN(
      const Race employments,
      importer.Import(hr::EmploymentKind(), Collect<hr::v1::Employment>([&](const auto& take) {
                        municipality.ForEachEmployment(take);
                      })));
  bench.report.Add("employments", employments);
  Race absences;
  for (int year = kFirstYear; year < kFirstYear + kYears; ++year) {
    ASSIGN_OR_RETURN(
        const Race race,
        importer.Import(hr::AbsenceKind(), Collect<hr::v1::Absence>([&](const auto& take) {
                          municipality.ForEachAbsence(year, take);
                        })));
    bench.report.Add(absl::StrCat("absences of ", year), race);
    absences += race;
  }
  bench.report.Add("absences", absences);
  Race all = units;
  all += employments;
  all += absences;
  bench.report.Add("all", all);
  ASSIGN_OR_RETURN(const std::int64_t memory, server.MostMemory());
  bench.report.AddMemory("most resident memory", memory);
  return absl::OkStatus();
}

}  // namespace ett::bench
