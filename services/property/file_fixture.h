#pragma once

#include <string>
#include <utility>
#include <vector>

#include "services/property/service_fixture.h"

namespace ett::property {

using imports::v1::ImportFileRequest;
using imports::v1::ImportFileResponse;

// What the service said of a file.
struct FileAnswer {
  imports::v1::FileReading reading;
  std::vector<imports::v1::ImportProgress> progress;
  std::string rejects;
  ImportReport report;
  absl::Status status;

  // `row:field:reason`.
  std::vector<std::string> Refusals() const {
    std::vector<std::string> refusals;
    for (const auto& each : report.rejections()) {
      refusals.push_back(absl::StrCat(each.row(), ":", each.field(), ":", each.reason()));
    }
    return refusals;
  }
  // `A`, `U` or `R` for each row.
  std::string Verdicts() const {
    std::string verdicts;
    for (const auto& run : report.verdicts()) {
      verdicts.append(static_cast<std::size_t>(run.row_count()), "?AUR"[run.verdict()]);
    }
    return verdicts;
  }
};

// Files of readings, through the service.
class ReadingFileTest : public PropertyServiceTest {
 protected:
  static ImportFileRequest Readings(const std::string& request_id = "") {
    ImportFileRequest request;
    request.set_parent(kMunicipality);
    request.set_collection("readings");
    request.set_request_id(request_id);
    return request;
  }

  FileAnswer Send(ImportFileRequest request, const std::string& file) {
    grpc::ClientContext context;
    const auto stream = stub_->ImportFile(&context);
    request.set_chunk(file.substr(0, 1000));
    stream->Write(request);
    request.Clear();
    for (std::size_t at = 1000; at < file.size(); at += 1 << 20) {
      request.set_chunk(file.substr(at, 1 << 20));
      stream->Write(request);
    }
    stream->WritesDone();
    FileAnswer answer;
    ImportFileResponse event;
    while (stream->Read(&event)) {
      answer.rejects += event.rejects();
      if (event.has_reading()) answer.reading = event.reading();
      if (event.has_progress()) answer.progress.push_back(event.progress());
      if (event.has_report()) answer.report = event.report();
    }
    answer.status = status::FromGrpc(stream->Finish());
    return answer;
  }

  FileAnswer Send(const std::string& file) { return Send(Readings(), file); }

  FileAnswer DryRun(const std::string& file) {
    ImportFileRequest request = Readings();
    request.set_validate_only(true);
    return Send(request, file);
  }

  // The reading of a day; nothing where there is none.
  v1::Reading Known(int meter, CivilDay day, absl::Time known_at = absl::InfiniteFuture()) {
    v1::ListReadingsRequest request;
    request.set_parent(MeterName(meter));
    *request.mutable_from_date() = records::DateOf(day);
    *request.mutable_to_date() = request.from_date();
    if (known_at != absl::InfiniteFuture()) {
      request.mutable_as_known_at()->set_seconds(absl::ToUnixSeconds(known_at));
    }
    const auto listed = List(request);
    EXPECT_THAT(listed, IsOk());
    return listed.ok() && listed->readings_size() == 1 ? listed->readings(0) : v1::Reading();
  }

  static std::string Gsrn(int number) { return absl::StrCat(GsrnOf(kGsrn + number)); }

  // RFC 3339 of an interval of a local day.
  static std::string TimeOf(CivilDay day, int place, int minutes) {
    return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ",
                            absl::FromUnixSeconds(FirstQuarterOf(day) * kSecondsOfAQuarter) +
                                absl::Minutes(place * minutes),
                            absl::UTCTimeZone());
  }
};

}  // namespace ett::property
