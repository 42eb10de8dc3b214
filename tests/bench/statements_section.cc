#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "ett/ownership/v1/ownership_service.grpc.pb.h"
#include "status/grpc.h"
#include "status/macros.h"
#include "tests/bench/bods_file.h"
#include "tests/bench/bods_section.h"
#include "tests/bench/server.h"

namespace ett::bench {
namespace {

constexpr std::size_t kPiece = 64 << 10;  // bytes

// How long jq takes to read the file, by the clock.
absl::StatusOr<absl::Duration> TimeJq(const std::string& file) {
  const absl::Time start = absl::Now();
  if (std::system(absl::StrCat("jq empty '", file, "'").c_str()) != 0) {
    return absl::UnavailableError("jq does not read the file");
  }
  return absl::Now() - start;
}

class Import {
 public:
  Import(BodsBench& bench, Server& server, std::string file)
      : bench_(bench), server_(server), file_(std::move(file)) {}

  absl::StatusOr<absl::Duration> Run(bool validate_only) {
    const absl::Time start = absl::Now();
    grpc::ClientContext context;
    const auto stub = ownership::v1::OwnershipService::NewStub(server_.channel());
    const auto stream = stub->ImportFile(&context);
    imports::v1::ImportFileRequest request;
    request.set_parent("municipalities/935478715");
    request.set_collection("statements");
    request.set_validate_only(validate_only);
    std::ifstream bytes(file_, std::ios::binary);
    std::string piece(kPiece, '\0');
    while (bytes.read(piece.data(), kPiece) || bytes.gcount() > 0) {
      request.set_chunk(piece.substr(0, static_cast<std::size_t>(bytes.gcount())));
      if (!stream->Write(request)) break;
      request.Clear();
    }
    stream->WritesDone();
    imports::v1::ImportFileResponse event;
    imports::v1::ImportReport report;
    while (stream->Read(&event)) {
      if (event.has_report()) report = event.report();
    }
    RETURN_IF_ERROR(status::FromGrpc(stream->Finish()));
    // Some statements say again what an earlier one of the record has said.
    if (report.accepted_count() + report.unchanged_count() == bench_.statements) {
      return absl::Now() - start;
    }
    report.clear_verdicts();
    return absl::InternalError(
        absl::StrCat("of ", bench_.statements, " statements only ", report.accepted_count(),
                     " were taken in: ", report.ShortDebugString().substr(0, 500)));
  }

 private:
  BodsBench& bench_;
  Server& server_;
  const std::string file_;
};

}  // namespace

absl::Status MeasureStatementImport(BodsBench& bench) {
  const std::string file = bench.folder + "/statements.jsonl";
  RETURN_IF_ERROR(WriteStatements(file, bench.statements));
  ASSIGN_OR_RETURN(const absl::Duration jq, TimeJq(file));
  bench.report.Section("statements of BODS, taken in", "jq");
  for (const bool dry : {true, false}) {
    ASSIGN_OR_RETURN(const auto server, Server::Start({bench.server}, bench.folder + "/server"));
    ASSIGN_OR_RETURN(const absl::Duration took, Import(bench, *server, file).Run(dry));
    bench.report.Add(dry ? "dry run" : "kept", {bench.statements, took, jq});
    bench.report.AddRatio("  thousands a second", static_cast<double>(bench.statements) /
                                                      absl::ToDoubleSeconds(took) / 1000);
    ASSIGN_OR_RETURN(const std::int64_t memory, server->MostMemory());
    bench.report.AddMemory("  most resident memory", memory);
  }
  std::filesystem::remove(file);
  return absl::OkStatus();
}

}  // namespace ett::bench
