#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "data/loader/import_stream.h"
#include "ett/hr/v1/hr_service.grpc.pb.h"
#include "records/judge.h"
#include "records/row.h"
#include "services/hr/kinds.h"
#include "status/grpc.h"
#include "status/macros.h"
#include "tests/bench/peer.h"
#include "tests/bench/sections.h"

namespace ett::bench {
namespace {

using hr::v1::Absence;
using imports::v1::ImportFileRequest;
using imports::v1::ImportFileResponse;

constexpr std::size_t kChunk = 64 << 10;
constexpr std::size_t kRowsToPeer = 100'000;

// The municipality's absences over and over, each time under other ids.
absl::Status ForEachRow(const Municipality& municipality, int rows,
                        const std::function<absl::Status(const Absence&)>& take) {
  absl::Status status;
  for (int round = 0, left = rows; left > 0 && status.ok(); ++round) {
    municipality.ForEachAbsence(kFirstYear + round % kYears, [&](const Absence& absence) {
      if (left == 0 || !status.ok()) return;
      --left;
      Absence row = absence;
      row.set_name(absl::StrFormat("municipalities/%s/absences/%d-%s", kMunicipality, round,
                                   records::IdOf(absence.name())));
      status = take(row);
    });
  }
  return status;
}

std::string LineOf(const Absence& absence) {
  return absl::StrCat(records::IdOf(absence.name()), ";", records::IdOf(absence.employment()), ";",
                      hr::v1::AbsenceKind_Name(absence.kind()), ";", absence.degree_percent(), ";",
                      records::PrintDate(absence.start_date()), ";",
                      records::PrintDate(absence.end_date()), ";true\n");
}

// One call of ImportFile. A thread takes the events while the bytes go out.
class FileStream {
 public:
  explicit FileStream(const std::shared_ptr<grpc::Channel>& channel)
      : stub_(hr::v1::HrService::NewStub(channel)),
        stream_(stub_->ImportFile(&context_)),
        reader_([this] { ReadEvents(); }) {
    request_.set_parent(absl::StrCat("municipalities/", kMunicipality));
    request_.set_collection("absences");
    request_.set_request_id("file");
  }
  ~FileStream() {
    if (!reader_.joinable()) return;
    context_.TryCancel();
    reader_.join();
  }

  absl::Status Add(const std::string& text) {
    request_.mutable_chunk()->append(text);
    return request_.chunk().size() < kChunk ? absl::OkStatus() : Send();
  }

  absl::StatusOr<imports::v1::ImportReport> Finish() {
    RETURN_IF_ERROR(Send());
    stream_->WritesDone();
    reader_.join();
    RETURN_IF_ERROR(status::FromGrpc(stream_->Finish()));
    return report_;
  }

 private:
  absl::Status Send() {
    const bool sent = stream_->Write(request_);
    request_.Clear();
    return sent ? absl::OkStatus() : absl::UnavailableError("the import was ended early");
  }

  void ReadEvents() {
    for (ImportFileResponse event; stream_->Read(&event);) {
      if (event.has_report()) report_ = std::move(*event.mutable_report());
    }
  }

  grpc::ClientContext context_;
  const std::unique_ptr<hr::v1::HrService::Stub> stub_;
  const std::unique_ptr<grpc::ClientReaderWriter<ImportFileRequest, ImportFileResponse>> stream_;
  ImportFileRequest request_;
  imports::v1::ImportReport report_;
  std::thread reader_;
};

// The units and employments that the absences are of.
template <class T, class ForEach>
absl::Status Stream(const Server& server, const records::Kind& kind, ForEach for_each) {
  ASSIGN_OR_RETURN(const auto method, loader::FindImport(kMunicipality, "hr", kind.collection));
  loader::ImportStream stream(server.channel(), method);
  absl::Status status;
  for_each([&](const T& record) {
    if (status.ok()) status = stream.Add(record);
  });
  RETURN_IF_ERROR(status);
  return stream.Finish().status();
}

absl::Status ImportStaff(const Municipality& municipality, const Server& server) {
  RETURN_IF_ERROR(Stream<hr::v1::OrgUnit>(
      server, hr::OrgUnitKind(), [&](const auto& take) { municipality.ForEachUnit(take); }));
  return Stream<hr::v1::Employment>(server, hr::EmploymentKind(), [&](const auto& take) {
    municipality.ForEachEmployment(take);
  });
}

absl::StatusOr<absl::Duration> SendFile(const Municipality& municipality, const Server& server,
                                        int rows) {
  const absl::Time start = absl::Now();
  FileStream stream(server.channel());
  RETURN_IF_ERROR(stream.Add("id;employment;kind;degree_percent;start_date;end_date;synthetic\n"));
  RETURN_IF_ERROR(
      ForEachRow(municipality, rows, [&](const Absence& row) { return stream.Add(LineOf(row)); }));
  ASSIGN_OR_RETURN(const auto report, stream.Finish());
  if (report.accepted_count() == rows) return absl::Now() - start;
  return absl::InternalError(
      absl::StrCat("of ", rows, " rows only ", report.accepted_count(),
                   " were accepted: ", report.ShortDebugString().substr(0, 500)));
}

absl::StatusOr<absl::Duration> InsertAll(const Municipality& municipality, Peer& peer, int rows) {
  absl::Duration took;
  std::vector<sql::Row> batch;
  const auto insert = [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const absl::Duration more, peer.Insert(hr::AbsenceKind(), batch));
    took += more;
    batch.clear();
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(ForEachRow(municipality, rows, [&](const Absence& row) -> absl::Status {
    ASSIGN_OR_RETURN(batch.emplace_back(), Peer::RowOf(hr::AbsenceKind(), row));
    return batch.size() < kRowsToPeer ? absl::OkStatus() : insert();
  }));
  RETURN_IF_ERROR(insert());
  return took;
}

}  // namespace

absl::Status FileSection(Bench& bench, int rows) {
  ASSIGN_OR_RETURN(const auto server, Server::Start(bench.program, bench.folder + "/file"));
  ASSIGN_OR_RETURN(const auto peer, Peer::Create(bench.folder + "/file-peer.db"));
  bench.report.Section("file", "prepared INSERT");
  RETURN_IF_ERROR(ImportStaff(bench.municipality, *server));
  ASSIGN_OR_RETURN(const std::int64_t before, server->MostMemory());
  bench.report.AddMemory("most resident memory before", before);
  Race race;
  race.rows = rows;
  ASSIGN_OR_RETURN(race.service, SendFile(bench.municipality, *server, rows));
  ASSIGN_OR_RETURN(race.peer, InsertAll(bench.municipality, *peer, rows));
  bench.report.Add("absences of one CSV file", race);
  ASSIGN_OR_RETURN(const std::int64_t after, server->MostMemory());
  bench.report.AddMemory("most resident memory", after);
  return absl::OkStatus();
}

}  // namespace ett::bench
