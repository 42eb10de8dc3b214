#include "services/ownership/shareholder_register.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "figures/organisation_number.h"
#include "records/charset.h"
#include "records/csv_reader.h"
#include "services/ownership/organisation_import.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

using records::CsvRow;

constexpr char kDate[] = "register_date";
constexpr std::size_t kLongestClass = 24;  // of an id

// Those that are read, in the order of Place.
constexpr std::array<absl::string_view, 5> kColumns = {"Orgnr", "Aksjeklasse", "Fødselsår/orgnr",
                                                       "Antall aksjer", "Antall aksjer selskap"};
enum Place { kCompany, kClass, kOwner, kCount, kTotal };

// The part of a class's title that an id may have.
std::string SlugOf(absl::string_view title) {
  std::string slug;
  for (const char c : title) {
    const char lower = absl::ascii_tolower(static_cast<unsigned char>(c));
    if (absl::ascii_isalnum(static_cast<unsigned char>(lower))) slug += lower;
    if (slug.size() == kLongestClass) break;
  }
  return slug;
}

std::string OwnerOf(const std::string& number) {
  return figures::OrganisationNumber::Parse(number).ok() ? IdOfNumber(number) : kNaturalPerson;
}

class ShareholderRegister final : public records::RowReader {
 public:
  ShareholderRegister(const imports::v1::CsvMapping& mapping, records::OnRow on_row)
      : on_row_(std::move(on_row)), csv_(';', [this](CsvRow row) { return Read(std::move(row)); }) {
    for (const auto& constant : mapping.constants()) {
      if (constant.field() == kDate) date_ = constant.value();
    }
  }

  absl::Status Feed(absl::string_view bytes) override { return csv_.Feed(bytes); }
  absl::StatusOr<bool> Finish() override { return csv_.Finish(); }

  void Describe(imports::v1::FileReading& reading) const override {
    if (!date_.empty()) return;
    auto& doubt = *reading.add_doubts();
    doubt.set_field("mapping.constants");
    doubt.set_reason("REQUIRED");
    doubt.set_message("want the day of the register as the constant register_date, got nothing");
  }

 private:
  absl::Status Read(CsvRow row);
  absl::Status ReadHeader(const std::vector<std::string>& names);
  std::string Text(const std::string& cell);

  const records::OnRow on_row_;
  records::CsvReader csv_;
  records::Charset windows_{imports::v1::ENCODING_WINDOWS_1252};
  std::string date_;
  bool has_header_ = false;
  std::array<std::size_t, kColumns.size()> places_ = {};
};

// Files are UTF-8, older ones Windows-1252.
std::string ShareholderRegister::Text(const std::string& cell) {
  std::string text = records::IsUtf8(cell, false) ? cell : windows_.ToUtf8(cell).value_or("");
  absl::StripAsciiWhitespace(&text);
  return text;
}

absl::Status ShareholderRegister::ReadHeader(const std::vector<std::string>& names) {
  has_header_ = true;
  std::vector<std::string> came;
  for (const std::string& name : names) {
    came.push_back(absl::StrReplaceAll(Text(name), {{"\xEF\xBB\xBF", ""}}));
  }
  for (std::size_t i = 0; i < kColumns.size(); ++i) {
    const auto found = std::find(came.begin(), came.end(), kColumns[i]);
    if (found == came.end()) {
      return status::InvalidField("chunk", absl::StrCat("a column ", kColumns[i]),
                                  absl::StrJoin(came, ";"), "UNKNOWN_COLUMN");
    }
    places_[i] = static_cast<std::size_t>(found - came.begin());
  }
  return on_row_({1,
                  {"id", "company", "owner", "share_class_title", "share_count",
                   "company_share_count", "register"},
                  ""});
}

absl::Status ShareholderRegister::Read(CsvRow row) {
  if (!has_header_) return ReadHeader(row.fields);
  const std::size_t last = *std::max_element(places_.begin(), places_.end());
  if (!row.problem.empty() || row.fields.size() <= last) {
    // Nothing of it is shown: places in it are not known.
    return on_row_({row.line, {""}, row.problem});
  }
  std::array<std::string, kColumns.size()> cells;
  for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = Text(row.fields[places_[i]]);
  const std::string owner = OwnerOf(cells[kOwner]);
  const std::string id =
      absl::StrCat(cells[kCompany], "-", SlugOf(cells[kClass]), "-", owner, "-", date_);
  return on_row_({row.line,
                  {id, IdOfNumber(cells[kCompany]), owner, cells[kClass], cells[kCount],
                   cells[kTotal], "Aksjonærregisteret"},
                  ""});
}

}  // namespace

records::FileFormat ShareholderRegisterFormat() {
  return {"aksjonaerregisteret",
          [](absl::string_view head) {
            return absl::StrContains(head.substr(0, 200), "Orgnr;Selskap;Aksjeklasse");
          },
          [](const imports::v1::CsvMapping& mapping,
             records::OnRow on_row) -> std::unique_ptr<records::RowReader> {
            return std::make_unique<ShareholderRegister>(mapping, std::move(on_row));
          },
          "registeredPositions",
          {}};
}

}  // namespace ett::ownership
