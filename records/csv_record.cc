#include "records/csv_record.h"

#include <google/protobuf/timestamp.pb.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "records/csv_reading.h"
#include "records/csv_time.h"
#include "records/row.h"
#include "status/macros.h"

namespace ett::records {
namespace {

std::string Trimmed(absl::string_view text) {
  return std::string(absl::StripAsciiWhitespace(text));
}

}  // namespace

CsvRecords::CsvRecords(const Kind& kind, const std::string& municipality,
                       const imports::v1::CsvMapping& mapping, const CsvRow& header)
    : style_{kind, municipality, mapping.decimal_mark(), mapping.date_format(),
             FindTimeZone(mapping.time_zone())},
      charset_(mapping.encoding()),
      prototype_(google::protobuf::MessageFactory::generated_factory()->GetPrototype(kind.message)),
      id_separator_(mapping.id().separator().empty() ? "-" : mapping.id().separator()) {
  for (const std::string& field : header.fields) {
    header_.push_back(Trimmed(charset_.ToUtf8(field).value_or("")));
  }
  for (const auto& column : mapping.columns()) {
    Target target{FindField(kind, column.field()), IndexOf(column.column()), {}, std::nullopt};
    for (const auto& code : column.codes()) target.codes[code.cell()] = code.value();
    targets_.push_back(std::move(target));
  }
  for (const auto& constant : mapping.constants()) {
    targets_.push_back({FindField(kind, constant.field()), 0, {}, Trimmed(constant.value())});
  }
  for (const std::string& column : mapping.id().columns()) id_columns_.push_back(IndexOf(column));
}

std::size_t CsvRecords::IndexOf(const std::string& column) const {
  return static_cast<std::size_t>(std::find(header_.begin(), header_.end(), column) -
                                  header_.begin());
}

absl::Status CsvRecords::CheckShape(const CsvRow& row) const {
  if (row.problem == "TOO_LONG") {
    return status::InvalidField("", absl::StrCat("at most ", CsvReader::kLongest, " bytes a row"),
                                "more", row.problem);
  }
  if (!row.problem.empty()) {
    return status::InvalidField("", "quotes in pairs around whole fields", "a quote out of place",
                                row.problem);
  }
  if (row.fields.size() == header_.size()) return absl::OkStatus();
  return status::InvalidField(
      "", absl::StrCat(header_.size(), " fields"), absl::StrCat(row.fields.size()),
      row.fields.size() < header_.size() ? "TOO_FEW_FIELDS" : "TOO_MANY_FIELDS");
}

absl::StatusOr<absl::string_view> CsvRecords::TextOf(const Target& target,
                                                     const std::vector<std::string>& cells) const {
  if (target.constant.has_value()) return *target.constant;
  const std::string& cell = cells[target.column];
  if (target.codes.empty()) return cell;
  const auto found = target.codes.find(cell);
  if (found != target.codes.end()) return found->second;
  const auto print = [](std::string* out, const auto& code) { out->append(code.first); };
  return status::InvalidField(PathOf(target.path),
                              absl::StrCat("one of ", absl::StrJoin(target.codes, ", ", print)),
                              ToShow(style_.kind, cell), "UNKNOWN_CODE");
}

absl::StatusOr<std::string> CsvRecords::IdPartOf(std::size_t column,
                                                 const std::string& cell) const {
  const auto time = std::find_if(targets_.begin(), targets_.end(), [column](const Target& target) {
    return !target.constant.has_value() && target.column == column && IsTime(*target.path.back());
  });
  // Only a field of the record itself is looked for: times within others make no ids.
  if (time == targets_.end() || time->path.size() != 1) return cell;
  const std::unique_ptr<Message> record(prototype_->New());
  RETURN_IF_ERROR(SetCell(style_, time->path, cell, *record));
  const auto& moment = static_cast<const google::protobuf::Timestamp&>(
      record->GetReflection()->GetMessage(*record, time->path.back()));
  return absl::FormatTime(
      "%Y%m%dt%H%M%E*Sz",
      absl::FromUnixSeconds(moment.seconds()) + absl::Nanoseconds(moment.nanos()),
      absl::UTCTimeZone());
}

absl::StatusOr<std::string> CsvRecords::NameOf(const std::vector<std::string>& cells) const {
  std::vector<std::string> parts;
  for (const std::size_t column : id_columns_) {
    if (cells[column].empty()) {
      return status::InvalidField("name", absl::StrCat("an id from column ", header_[column]),
                                  "an empty cell", "REQUIRED");
    }
    ASSIGN_OR_RETURN(parts.emplace_back(), IdPartOf(column, cells[column]));
  }
  return NameOfId(style_, style_.kind, "name", absl::StrJoin(parts, id_separator_));
}

absl::StatusOr<std::unique_ptr<Message>> CsvRecords::Read(const CsvRow& row) {
  RETURN_IF_ERROR(CheckShape(row));
  std::vector<std::string> cells;
  cells.reserve(row.fields.size());
  for (std::size_t i = 0; i < row.fields.size(); ++i) {
    std::optional<std::string> text = charset_.ToUtf8(row.fields[i]);
    if (!text.has_value()) {
      return status::InvalidField(header_[i], "text in the encoding of the file",
                                  "bytes that are none", "INVALID_BYTES");
    }
    absl::StripAsciiWhitespace(&*text);
    cells.push_back(*std::move(text));
  }
  std::unique_ptr<Message> record(prototype_->New());
  if (!id_columns_.empty()) {
    ASSIGN_OR_RETURN(std::string name, NameOf(cells));
    record->GetReflection()->SetString(record.get(), style_.kind.message->FindFieldByName("name"),
                                       std::move(name));
  }
  for (const Target& target : targets_) {
    ASSIGN_OR_RETURN(const absl::string_view text, TextOf(target, cells));
    RETURN_IF_ERROR(SetCell(style_, target.path, text, *record));
  }
  return record;
}

}  // namespace ett::records
