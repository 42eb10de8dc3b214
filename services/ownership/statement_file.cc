#include "services/ownership/statement_file.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "ett/ownership/v1/statement.pb.h"
#include "services/ownership/bods_cutter.h"
#include "services/ownership/domain/birth_number.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

class StatementFile final : public records::RowReader {
 public:
  explicit StatementFile(records::OnRow on_row)
      : on_row_(std::move(on_row)), cutter_([this](std::string& text) { return Emit(text); }) {}

  absl::Status Feed(absl::string_view bytes) override { return cutter_.Feed(bytes); }
  absl::StatusOr<bool> Finish() override {
    RETURN_IF_ERROR(cutter_.Finish());
    return false;
  }
  absl::string_view place() const override { return "statement"; }

 private:
  absl::Status Emit(std::string& text) {
    if (statements_ == 0) RETURN_IF_ERROR(on_row_({0, {"json"}, ""}));
    ++statements_;
    if (text.size() > kLongest) return on_row_({statements_, {text.substr(0, 100)}, "TOO_LONG"});
    return on_row_({statements_, {text}, ""});
  }

  const records::OnRow on_row_;
  bods::StatementCutter cutter_;
  std::int64_t statements_ = 0;
};

}  // namespace

const records::Kind& StatementKind() {
  static const records::Kind& kind = *[] {
    auto* made = new records::Kind(
        records::MakeRowKind(v1::Statement::descriptor(), "ett.no/Statement", "statements", {}));
    made->withhold = HoldsBirthNumber;
    return made;
  }();
  return kind;
}

records::FileFormat StatementFileFormat() {
  return {"bods",
          [](absl::string_view head) {
            return absl::StrContains(head, "\"recordDetails\"") &&
                   absl::StrContains(head, "\"statementId\"");
          },
          [](const imports::v1::CsvMapping&,
             records::OnRow on_row) -> std::unique_ptr<records::RowReader> {
            return std::make_unique<StatementFile>(std::move(on_row));
          },
          "statements",
          {}};
}

}  // namespace ett::ownership
