#include "services/ownership/statement_export.h"

#include <map>
#include <set>
#include <string>

#include "absl/time/time.h"
#include "figures/local_time.h"
#include "services/ownership/bods_writer.h"
#include "services/ownership/file_source.h"
#include "services/ownership/published_statement.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

// Companies that somebody owns on the day, by id.
absl::StatusOr<std::map<std::string, Division>> Owned(const Asked& asked) {
  std::map<std::string, Division> owned;
  for (const auto& [company, entity] : asked.known->entities) {
    ASSIGN_OR_RETURN(Division division, asked.known->DivisionOn(company, asked.day));
    if (!division.parts.empty()) owned.emplace(company, std::move(division));
  }
  return owned;
}

absl::Status Write(const Publisher& publisher, const std::map<std::string, Division>& owned,
                   bods::StatementWriter& writer) {
  std::set<std::string> named;
  for (const auto& [company, division] : owned) {
    named.insert(company);
    for (const OwnerPart& part : division.parts) named.insert(part.owner);
  }
  named.erase(kMunicipality);
  named.erase(kOthers);
  // First what all statements are declared of.
  RETURN_IF_ERROR(writer.Write(StatementOf(publisher, kMunicipality)).status());
  for (const std::string& each : named) {
    RETURN_IF_ERROR(writer.Write(StatementOf(publisher, each)).status());
  }
  for (const auto& [company, division] : owned) {
    for (const OwnerPart& part : division.parts) {
      RETURN_IF_ERROR(writer.Write(StatementOf(publisher, company, part, division)).status());
    }
  }
  return writer.Finish();
}

absl::StatusOr<ExportedFile> Export(const PositionSources& sources,
                                    const v1::ExportStatementsRequest& request) {
  ASSIGN_OR_RETURN(const Asked asked, Understand(sources, request));
  ASSIGN_OR_RETURN(const auto owned, Owned(asked));
  const Publisher publisher{*asked.known, asked.municipality, asked.day};
  const bool lines = request.format() == v1::STATEMENT_FORMAT_JSON_LINES;
  ExportedFile file{lines ? "application/x-ndjson" : "application/json", ""};
  bods::StatementWriter writer({.date = bods::Instant::On(figures::LocalDayOf(asked.known_at)),
                                .license = {},
                                .publisher_name = NameOf(publisher),
                                .publisher_url = {}},
                               lines ? bods::Layout::kLines : bods::Layout::kArray,
                               [&](absl::string_view bytes) {
                                 file.bytes.append(bytes.data(), bytes.size());
                                 return absl::OkStatus();
                               });
  RETURN_IF_ERROR(Write(publisher, owned, writer));
  return file;
}

}  // namespace

std::unique_ptr<chassis::Source<v1::ExportStatementsResponse>> MakeStatementExport(
    const PositionSources& sources, const v1::ExportStatementsRequest& request) {
  return std::make_unique<FileSource<v1::ExportStatementsResponse>>(
      [sources, request] { return Export(sources, request); });
}

}  // namespace ett::ownership
