#include "services/ownership/bods_writer.h"

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid.hpp>
#include <boost/uuid/uuid_io.hpp>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/ownership/bods_findings.h"
#include "services/ownership/bods_render.h"
#include "services/ownership/bods_schema.h"
#include "services/ownership/domain/birth_number.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::ownership::bods {
namespace {

std::string IdOf(const Statement& statement, const Publication& publication) {
  const boost::uuids::name_generator_sha1 by_publisher(boost::uuids::ns::url());
  const boost::uuids::name_generator_sha1 by_content(by_publisher(
      publication.publisher_url.empty() ? publication.publisher_name : publication.publisher_url));
  return boost::uuids::to_string(by_content(Render(statement, "", std::nullopt)));
}

}  // namespace

StatementWriter::StatementWriter(Publication publication, Layout layout, OnBytes on_bytes)
    : publication_(std::move(publication)), layout_(layout), on_bytes_(std::move(on_bytes)) {}

absl::StatusOr<std::string> StatementWriter::Write(const Statement& statement) {
  const Publication& publication = statement.publication ? *statement.publication : publication_;
  std::string id =
      statement.statement_id.empty() ? IdOf(statement, publication) : statement.statement_id;
  const std::string text = Render(statement, id, publication);
  RETURN_IF_ERROR(Check(text));
  const absl::string_view before = layout_ == Layout::kLines ? "" : begun_ ? ",\n" : "[\n";
  begun_ = true;
  RETURN_IF_ERROR(on_bytes_(absl::StrCat(before, text, layout_ == Layout::kLines ? "\n" : "")));
  return id;
}

absl::Status StatementWriter::Check(const std::string& text) {
  std::string copy = text;
  RETURN_IF_ERROR(document_.Parse(copy));
  if (!document_.broken().empty()) {
    return status::InvalidField(absl::StrCat("statement", document_.broken().front().path()),
                                "UTF-8", "other bytes");
  }
  if (HoldsBirthNumber(text)) {
    return status::InvalidField("statement", "no Norwegian birth number", "one");
  }
  absl::Status broken;
  Findings findings([&](const Problem& problem) {
    if (!broken.ok() || SeverityOf(problem.rule) == Severity::kWarning) return;
    broken =
        status::InvalidField(absl::StrCat("statement", problem.path), problem.wanted, problem.came);
  });
  CheckShape(document_.root(), StatementShape(), findings);
  return broken;
}

absl::Status StatementWriter::Finish() {
  if (layout_ == Layout::kLines) return absl::OkStatus();
  return on_bytes_(begun_ ? "\n]\n" : "[]\n");
}

}  // namespace ett::ownership::bods
