#include <map>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "figures/sheet.h"
#include "figures/workbook_sheet.h"
#include "services/ownership/comparison.h"
#include "services/ownership/file_export.h"
#include "services/ownership/file_source.h"
#include "services/ownership/histories.h"
#include "services/ownership/labels.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

using figures::Language;
using figures::Sheet;
using figures::SheetCell;

constexpr double kOrePerKrone = 100;

std::string In(Language language, const char* nb, const char* en) {
  return language == Language::kNb ? nb : en;
}

std::vector<figures::SheetColumn> Columns(Language in) {
  return {{"company", In(in, "Selskap", "Company")},
          {"form", In(in, "Selskapsform", "Legal form")},
          {"organisation_number", In(in, "Organisasjonsnummer", "Organisation number")},
          {"share", In(in, "Andel", "Share")},
          {"share_percent", In(in, "Andel, prosent", "Share, percent"), 2},
          {"votes_percent", In(in, "Stemmer, prosent", "Votes, percent"), 2},
          {"book_value_nok", In(in, "Bokført verdi, kr", "Book value, NOK")},
          {"change_percentage_points",
           In(in, "Endring fra året før, prosentpoeng", "Change in a year, percentage points"), 2},
          {"because", In(in, "På grunn av", "Because of")},
          {"synthetic", In(in, "Syntetisk", "Synthetic")}};
}

// One owner's table on a day.
struct Wanted {
  const Asked& asked;
  std::string owner;
  Language language;
};

// `2018-12-31 Utkjøp`, of the records that a change is because of.
std::string Because(const Register& known, const v1::PositionChange& change, Language language) {
  std::vector<std::string> causes;
  for (const std::string& name : change.because()) {
    const auto transaction = known.share_transactions.find(IdOf(name));
    if (transaction == known.share_transactions.end()) {
      causes.push_back(In(language, "nye eierbrøker", "new parts"));
      continue;
    }
    causes.push_back(absl::StrCat(records::PrintDate(transaction->second.transaction_date()), " ",
                                  language == Language::kNb
                                      ? LabelOf(transaction->second.kind()).nb()
                                      : LabelOf(transaction->second.kind()).en()));
  }
  return absl::StrJoin(causes, "; ");
}

std::vector<SheetCell> RowOf(const Wanted& wanted, const v1::Position& position,
                             const v1::PositionChange* change) {
  const Register& known = *wanted.asked.known;
  const v1::Entity& company = known.entities.at(IdOf(position.company()));
  const bool nb = wanted.language == Language::kNb;
  const figures::Text form = LabelOf(company.form());
  std::vector<SheetCell> row = {company.display_name(), nb ? form.nb() : form.en()};
  row.push_back(company.organisation_number().empty() ? SheetCell()
                                                      : SheetCell(company.organisation_number()));
  row.push_back(
      absl::StrCat(position.capital().numerator(), "/", position.capital().denominator()));
  row.push_back(PercentOf(position.capital()));
  row.push_back(PercentOf(position.votes()));
  row.push_back(position.has_book_value_ore()
                    ? SheetCell(static_cast<double>(position.book_value_ore()) / kOrePerKrone)
                    : SheetCell());
  row.push_back(change == nullptr
                    ? 0.0
                    : PercentOf(change->after().capital()) - PercentOf(change->before().capital()));
  row.push_back(change == nullptr ? SheetCell()
                                  : SheetCell(Because(known, *change, wanted.language)));
  row.push_back(position.synthetic() ? In(wanted.language, "syntetisk", "synthetic") : "");
  return row;
}

// What was let go in the year is there too, with a share of 0.
absl::Status AddCompany(const Wanted& wanted, const std::string& company, Sheet& sheet) {
  const State now{wanted.asked.known, wanted.asked.day};
  const absl::CivilDay day = wanted.asked.day;
  const State then{wanted.asked.known, absl::CivilDay(day.year() - 1, day.month(), day.day())};
  ASSIGN_OR_RETURN(const auto changes, ChangesOf(then, now, company, wanted.owner));
  ASSIGN_OR_RETURN(const auto positions, PositionsOf(*now.known, company, now.day, wanted.owner));
  const v1::PositionChange* change = changes.empty() ? nullptr : changes.data();
  const bool holds = !positions.empty() && positions[0].capital().numerator() > 0;
  if (holds) {
    sheet.rows.push_back(RowOf(wanted, positions[0], change));
  } else if (change != nullptr && change->has_before()) {
    v1::Position gone;
    gone.set_company(change->company());
    *gone.mutable_capital() = FromFraction(Fraction());
    *gone.mutable_votes() = FromFraction(Fraction());
    gone.set_synthetic(change->before().synthetic());
    sheet.rows.push_back(RowOf(wanted, gone, change));
  }
  return absl::OkStatus();
}

absl::StatusOr<Sheet> SheetOf(const Wanted& wanted) {
  const std::string day = absl::FormatCivilTime(wanted.asked.day);
  Sheet sheet;
  sheet.columns = Columns(wanted.language);
  sheet.title = absl::StrCat(In(wanted.language, "Eierposisjoner ", "Ownership positions "), day);
  bool has_synthetic = false;
  for (const auto& [company, entity] : wanted.asked.known->entities) {
    RETURN_IF_ERROR(AddCompany(wanted, company, sheet));
  }
  for (const auto& row : sheet.rows) {
    has_synthetic = has_synthetic || !std::get<std::string>(row.back()).empty();
  }
  if (has_synthetic) {
    sheet.notes.push_back(In(
        wanted.language, "Rader merket «syntetisk» bygger på data som er laget for demonstrasjon.",
        "Rows marked “synthetic” rest on data made for demonstration."));
  }
  return sheet;
}

absl::StatusOr<ExportedFile> Write(const Sheet& sheet, v1::TableFormat format, Language language) {
  switch (format) {
    case v1::TABLE_FORMAT_CSV:
      return ExportedFile{"text/csv; charset=utf-8", figures::WriteCsv(sheet)};
    case v1::TABLE_FORMAT_CSV_NORWEGIAN:
      return ExportedFile{"text/csv; charset=utf-8", figures::WriteNorwegianCsv(sheet)};
    case v1::TABLE_FORMAT_XLSX: {
      ASSIGN_OR_RETURN(std::string workbook, figures::WriteWorkbook(sheet));
      return ExportedFile{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                          std::move(workbook)};
    }
    case v1::TABLE_FORMAT_JSON_STAT:
      return ExportedFile{"application/json", figures::WriteJsonStat(sheet)};
    case v1::TABLE_FORMAT_JSON_LINES:
      return ExportedFile{"application/x-ndjson", figures::WriteJsonLines(sheet)};
    case v1::TABLE_FORMAT_MARKDOWN:
      return ExportedFile{"text/markdown; charset=utf-8", figures::WriteMarkdown(sheet, language)};
    case v1::TABLE_FORMAT_HTML:
      return ExportedFile{"text/html; charset=utf-8", figures::WriteHtml(sheet, language)};
    default:
      return status::InvalidField("format", "a format of tables", "nothing", "REQUIRED");
  }
}

absl::StatusOr<ExportedFile> Export(const PositionSources& sources,
                                    const v1::ExportPositionsRequest& request) {
  if (!request.language().empty() && request.language() != "nb" && request.language() != "en") {
    return status::InvalidField("language", "nb or en", request.language(), "UNKNOWN_LANGUAGE");
  }
  ASSIGN_OR_RETURN(const Asked asked, Understand(sources, request));
  RETURN_IF_ERROR(CheckOwnerAsked(*asked.known, request.owner()));
  const Wanted wanted{asked, request.owner().empty() ? kMunicipality : request.owner(),
                      request.language() == "en" ? Language::kEn : Language::kNb};
  ASSIGN_OR_RETURN(const Sheet sheet, SheetOf(wanted));
  return Write(sheet, request.format(), wanted.language);
}

}  // namespace

std::unique_ptr<chassis::Source<v1::ExportPositionsResponse>> MakePositionExport(
    const PositionSources& sources, const v1::ExportPositionsRequest& request) {
  return std::make_unique<FileSource<v1::ExportPositionsResponse>>(
      [sources, request] { return Export(sources, request); });
}

}  // namespace ett::ownership
