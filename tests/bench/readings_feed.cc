#include "tests/bench/readings_feed.h"

#include <utility>

#include "ett/property/v1/property_service.pb.h"
#include "status/macros.h"

namespace ett::bench {
namespace {

namespace pb = ::ett::property::v1;
using absl::CivilDay;
using absl::CivilMonth;

constexpr int kSecondsInQuarter = 900;

void AddRows(const pb::Reading& reading, std::int64_t meter, CivilDay day,
             std::vector<ValueRow>& rows) {
  std::int64_t start = Midnight(day);
  for (const std::int64_t wh : reading.values_wh()) {
    rows.push_back({meter, start, wh, 1});
    start += kSecondsInQuarter;
  }
}

}  // namespace

std::int64_t Midnight(CivilDay day) {
  static const absl::TimeZone oslo = [] {
    absl::TimeZone zone;
    absl::LoadTimeZone("Europe/Oslo", &zone);
    return zone;
  }();
  return absl::ToUnixSeconds(absl::FromCivil(day, oslo));
}

ReadingsFeed::ReadingsFeed(const ReadingsTown& town, std::shared_ptr<grpc::Channel> channel)
    : town_(town), channel_(std::move(channel)) {
  // The contract is looked up by name, and only known once something of it is used.
  (void)pb::ImportReadingsRequest::descriptor();
}

template <class T>
absl::StatusOr<absl::Duration> ReadingsFeed::Stream(const char* collection,
                                                    const std::vector<T>& records) {
  ASSIGN_OR_RETURN(const auto method, loader::FindImport(kTown, "property", collection));
  const absl::Time start = absl::Now();
  loader::ImportStream stream(channel_, method, absl::StrCat("bench ", ++requests_));
  for (const T& record : records) RETURN_IF_ERROR(stream.Add(record));
  ASSIGN_OR_RETURN(const imports::v1::ImportReport report, stream.Finish());
  const absl::Duration took = absl::Now() - start;
  if (report.accepted_count() == static_cast<std::int64_t>(records.size())) return took;
  return absl::InternalError(absl::StrCat("only ", report.accepted_count(), " of ", records.size(),
                                          " ", collection,
                                          " were accepted: ", report.ShortDebugString()));
}

absl::Status ReadingsFeed::Register() {
  RETURN_IF_ERROR(Stream("buildings", town_.buildings()).status());
  return Stream("meters", town_.meters()).status();
}

absl::StatusOr<Race> ReadingsFeed::ImportMonth(CivilMonth month, const Insert& peer) {
  std::vector<pb::Reading> readings;
  std::vector<ValueRow> rows;
  for (std::size_t meter = 0; meter < town_.meters().size(); ++meter) {
    for (CivilDay day(month); CivilMonth(day) == month; ++day) {
      readings.push_back(town_.ReadingOf(meter, day));
      AddRows(readings.back(), GsrnOf(town_.meters()[meter]), day, rows);
    }
  }
  Race race;
  race.rows = static_cast<std::int64_t>(rows.size());
  // Neither is always the one that writes while the other's pages go to disk.
  for (const bool is_peer : {month.month() % 2 == 0, month.month() % 2 != 0}) {
    ASSIGN_OR_RETURN((is_peer ? race.peer : race.service),
                     is_peer ? peer(rows) : Stream("readings", readings));
  }
  return race;
}

absl::StatusOr<Race> ReadingsFeed::ImportYear(const Insert& peer) {
  Race all;
  for (int month = 1; month <= 12; ++month) {
    ASSIGN_OR_RETURN(const Race race, ImportMonth(CivilMonth(kReadYear, month), peer));
    all += race;
  }
  return all;
}

absl::Status ReadingsFeed::CorrectADay() {
  pb::Reading reading = town_.ReadingOf(0, CivilDay(kReadYear, 7, 1));
  reading.set_values_wh(10, reading.values_wh(10) + 1);
  return Stream("readings", std::vector<pb::Reading>{reading}).status();
}

}  // namespace ett::bench
