#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "ett/ownership/v1/ownership_service.grpc.pb.h"
#include "status/grpc.h"
#include "status/macros.h"
#include "tests/bench/bods_file.h"
#include "tests/bench/command.h"
#include "tests/bench/ownership_sections.h"
#include "tests/bench/server.h"

namespace ett::bench {
namespace {

constexpr std::int64_t kStatements = 1'000'000;  // at size 1
constexpr std::int64_t kLeastStatements = 10;    // of a group that belongs together
constexpr std::size_t kPiece = 64 << 10;         // bytes

struct File {
  std::string path;
  std::int64_t statements;
};

// Sends the file to a service that has nothing.
absl::Status TakeIn(const Server& server, const File& file, bool validate_only) {
  grpc::ClientContext context;
  const auto stub = ownership::v1::OwnershipService::NewStub(server.channel());
  const auto stream = stub->ImportFile(&context);
  imports::v1::ImportFileRequest request;
  request.set_parent("municipalities/935478715");
  request.set_collection("statements");
  request.set_validate_only(validate_only);
  std::ifstream bytes(file.path, std::ios::binary);
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
  if (report.accepted_count() + report.unchanged_count() == file.statements) {
    return absl::OkStatus();
  }
  report.clear_verdicts();
  return absl::InternalError(
      absl::StrCat("of ", file.statements, " statements only ", report.accepted_count(),
                   " were taken in: ", report.ShortDebugString().substr(0, 500)));
}

absl::StatusOr<Cost> CostOfTakingIn(const OwnershipBench& bench, const File& file,
                                    bool validate_only) {
  ASSIGN_OR_RETURN(const auto server, Server::Start({bench.program}, "var/bench/bods-server"));
  ASSIGN_OR_RETURN(const absl::Duration before, server->ProcessorTime());
  RETURN_IF_ERROR(TakeIn(*server, file, validate_only));
  ASSIGN_OR_RETURN(const absl::Duration after, server->ProcessorTime());
  ASSIGN_OR_RETURN(const std::int64_t bytes, server->MostMemory());
  return Cost{after - before, bytes};
}

void Add(Report& report, const std::string& what, const File& file, const Cost& ours,
         const Cost& jq) {
  report.Add(what, {file.statements, ours.processor, jq.processor});
  report.AddRatio(
      "  thousands a second of a core",
      static_cast<double>(file.statements) / absl::ToDoubleSeconds(ours.processor) / 1000);
  report.AddMemory("  most resident memory", ours.bytes);
}

}  // namespace

absl::Status BodsSection(OwnershipBench& bench) {
  const std::string folder = "var/bench/bods";
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  const File file{
      folder + "/statements.jsonl",
      static_cast<std::int64_t>(bench.size * static_cast<double>(kStatements) / kLeastStatements) *
          kLeastStatements};
  RETURN_IF_ERROR(WriteStatements(file.path, file.statements));
  const auto bytes = static_cast<double>(std::filesystem::file_size(file.path));
  ASSIGN_OR_RETURN(const Cost jq, RunCommand({"jq", "empty", file.path}));
  ASSIGN_OR_RETURN(const Cost check, RunCommand({bench.checker, file.path}));
  ASSIGN_OR_RETURN(const Cost dry, CostOfTakingIn(bench, file, /*validate_only=*/true));
  ASSIGN_OR_RETURN(const Cost kept, CostOfTakingIn(bench, file, /*validate_only=*/false));
  std::filesystem::remove(file.path);
  Report& report = bench.report;
  report.Section("statements of BODS, by processors' time", "jq");
  Add(report, "read and checked", file, check, jq);
  Add(report, "taken in by the service, dry run", file, dry, jq);
  Add(report, "taken in by the service and kept", file, kept, jq);
  report.AddMemory("jq's most resident memory", jq.bytes);
  report.AddRatio("bytes a statement", bytes / static_cast<double>(file.statements));
  return absl::OkStatus();
}

}  // namespace ett::bench
