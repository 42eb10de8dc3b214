#include "services/ownership/entity_register.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/ownership/bods_cutter.h"
#include "services/ownership/bods_json.h"
#include "services/ownership/legal_forms.h"
#include "services/ownership/organisation_import.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

constexpr std::size_t kLongestPage = 32 << 20;

class EntityRegister final : public records::RowReader {
 public:
  explicit EntityRegister(records::OnRow on_row)
      : on_row_(std::move(on_row)), cutter_([this](std::string& text) { return Read(text); }) {}

  absl::Status Feed(absl::string_view bytes) override;
  absl::StatusOr<bool> Finish() override;
  absl::string_view place() const override { return "entity"; }

 private:
  absl::Status Read(std::string& text);
  absl::Status Emit(const bods::Json& entity);
  // An answer that goes on the way it should not, in other words than those of statements.
  absl::Status Judged(const absl::Status& status) const;

  const records::OnRow on_row_;
  bods::StatementCutter cutter_;  // of an array
  bods::JsonDocument document_;
  absl::Status refused_;  // what on_row_ said
  bool begun_ = false;
  bool is_array_ = false;
  std::string page_;
  std::int64_t entities_ = 0;
};

absl::Status NoEntities(absl::string_view came) {
  return status::InvalidField(
      "chunk", "an entity of the register, an array of them or a page (_embedded.enheter), JSON",
      came, "BROKEN_ENTITIES");
}

absl::Status EntityRegister::Judged(const absl::Status& status) const {
  if (status.ok() || !refused_.ok()) return status;
  return NoEntities(status.message());
}

absl::Status EntityRegister::Feed(absl::string_view bytes) {
  if (!begun_) {
    absl::string_view text = absl::StripLeadingAsciiWhitespace(bytes);
    if (text.empty()) return absl::OkStatus();
    begun_ = true;
    is_array_ = text[0] == '[';
    if (is_array_) bytes = text;
  }
  if (is_array_) return Judged(cutter_.Feed(bytes));
  page_.append(bytes.data(), bytes.size());
  if (page_.size() <= kLongestPage) return absl::OkStatus();
  return status::InvalidField("chunk", absl::StrCat("a page of at most ", kLongestPage, " bytes"),
                              "more", "TOO_LONG");
}

absl::StatusOr<bool> EntityRegister::Finish() {
  if (is_array_) {
    RETURN_IF_ERROR(Judged(cutter_.Finish()));
    return false;
  }
  RETURN_IF_ERROR(Judged(Read(page_)));
  return false;
}

absl::Status EntityRegister::Read(std::string& text) {
  const absl::Status parsed = document_.Parse(text);
  if (!parsed.ok()) return NoEntities(parsed.message());
  const bods::Json root = document_.root();
  const bods::Json page = root["_embedded"]["enheter"];
  if (!page.IsArray()) return Emit(root);
  for (bods::Json entity = page.first(); entity; entity = entity.next()) {
    RETURN_IF_ERROR(Emit(entity));
  }
  return absl::OkStatus();
}

absl::Status EntityRegister::Emit(const bods::Json& entity) {
  if (entities_ == 0) {
    refused_ = on_row_({0,
                        {"id", "display_name", "organisation_number", "form", "valid_from",
                         "valid_to", "municipality_number", "source"},
                        ""});
    RETURN_IF_ERROR(refused_);
  }
  const auto text = [](const bods::Json& json) { return std::string(json.text()); };
  const std::string number = text(entity["organisasjonsnummer"]);
  const std::string code = text(entity["organisasjonsform"]["kode"]);
  const auto form = FormOfCode(code);
  refused_ = on_row_(
      {++entities_,
       {IdOfNumber(number), text(entity["navn"]), number, form ? v1::EntityForm_Name(*form) : code,
        text(entity["stiftelsesdato"]), text(entity["slettedato"]),
        text(entity["forretningsadresse"]["kommunenummer"]), absl::StrCat(kRegisterSource, number)},
       ""});
  return refused_;
}

}  // namespace

records::FileFormat EntityRegisterFormat() {
  return {"enhetsregisteret",
          [](absl::string_view head) {
            return absl::StrContains(head, "\"organisasjonsnummer\"") &&
                   absl::StrContains(head, "\"organisasjonsform\"");
          },
          [](const imports::v1::CsvMapping&,
             records::OnRow on_row) -> std::unique_ptr<records::RowReader> {
            return std::make_unique<EntityRegister>(std::move(on_row));
          },
          "entities",
          {}};
}

}  // namespace ett::ownership
