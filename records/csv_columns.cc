#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "records/csv_reading.h"
#include "records/csv_time.h"
#include "records/field_path.h"
#include "records/row.h"

namespace ett::records {
namespace {

using google::protobuf::FieldDescriptor;
using imports::v1::CsvMapping;
using imports::v1::FileReading;

// Gives the columns of one file to the fields of one kind.
class Matcher {
 public:
  Matcher(const Kind& kind, const CsvSample& sample, FileReading& reading)
      : kind_(kind), reading_(reading), mapping_(*reading.mutable_mapping()) {
    for (const std::string& name : sample.header) ++header_[name];
  }

  void Match() {
    if (!HasHeader()) return;
    for (const auto& column : mapping_.columns()) {
      const std::string field = absl::StrCat("mapping.columns.", column.field());
      Give(field, column.field());
      Use(field, column.column());
    }
    for (const auto& constant : mapping_.constants()) {
      Give(absl::StrCat("mapping.constants.", constant.field()), constant.field());
    }
    for (const std::string& column : mapping_.id().columns()) Use("mapping.id", column);
    DetectColumns();
    DetectId();
    RequireFields();
    for (const auto& [name, count] : header_) {
      if (!used_.contains(name) && name.substr(0, 1) != "_") reading_.add_unread_columns(name);
    }
  }

 private:
  // A file without column names must not have its first row shown.
  bool HasHeader() {
    for (const auto& [name, count] : header_) {
      if (!kind_.withhold || !kind_.withhold(name)) continue;
      header_.clear();
      break;
    }
    if (!header_.empty()) return true;
    Doubt("mapping.columns", "NO_HEADER", "column names in the first line", "none");
    return false;
  }

  void Doubt(absl::string_view field, absl::string_view reason, absl::string_view wanted,
             absl::string_view came) {
    AddDoubt(reading_, status::Refusal(field, reason, wanted, came));
  }

  void Give(const std::string& at, const std::string& path) {
    if (FindField(kind_, path).empty()) {
      Doubt(at, "UNKNOWN_FIELD",
            absl::StrCat("a field of ", kind_.type, " that has a single value"), path);
    } else if (!given_.insert(path).second) {
      Doubt(at, "DUPLICATE", "each field from one column or constant", path);
    }
  }

  void Use(const std::string& at, const std::string& column) {
    used_.insert(column);
    const auto found = header_.find(column);
    if (found == header_.end()) {
      Doubt(at, "UNKNOWN_COLUMN", "the name of a column", column);
    } else if (found->second > 1) {
      Doubt(at, "AMBIGUOUS", "a name that one column has", column);
    }
  }

  void DetectColumns() {
    std::set<std::string> asked;
    for (const auto& column : mapping_.columns()) asked.insert(column.column());
    std::map<std::string, std::vector<std::string>> found;  // columns by field
    for (const auto& [name, count] : header_) {
      const FieldDescriptor* field = FieldNamed(kind_, name);
      if (field == nullptr || asked.contains(name) || given_.contains(field->name())) continue;
      found[field->name()].insert(found[field->name()].end(), static_cast<std::size_t>(count),
                                  name);
    }
    for (const auto& [field, columns] : found) {
      used_.insert(columns.begin(), columns.end());
      given_.insert(field);
      if (columns.size() > 1) {
        Doubt(absl::StrCat("mapping.columns.", field), "AMBIGUOUS", "one column",
              absl::StrJoin(columns, " and "));
        continue;
      }
      auto& added = *mapping_.add_columns();
      added.set_column(columns[0]);
      added.set_field(field);
      reading_.add_detected(absl::StrCat("columns.", field));
    }
  }

  void DetectId() {
    const bool has_name = given_.contains("name");
    const bool has_id = !mapping_.id().columns().empty();
    if (kind_.message->FindFieldByName("name") == nullptr) {
      if (has_id) Doubt("mapping.id", "UNKNOWN_FIELD", "rows that have an id", kind_.collection);
      return;
    }
    if (has_name && has_id) {
      Doubt("mapping.id", "DUPLICATE", "an id or a column for name", "both");
    } else if (!has_name && !has_id && header_.contains("id")) {
      mapping_.mutable_id()->add_columns("id");
      Use("mapping.id", "id");
      reading_.add_detected("id");
    } else if (!has_name && !has_id) {
      Doubt("mapping.id", "REQUIRED", "the columns that make the id of a record", "none");
    }
  }

  void RequireFields() {
    for (const Column& column : kind_.columns) {
      const std::string name = column.name();
      const auto is_part = [&](const std::string& path) {
        return path == name || path.substr(0, name.size() + 1) == name + ".";
      };
      if (!column.required || std::any_of(given_.begin(), given_.end(), is_part)) continue;
      Doubt(absl::StrCat("mapping.columns.", name), "REQUIRED", "a column or a constant", "none");
    }
  }

  const Kind& kind_;
  FileReading& reading_;
  CsvMapping& mapping_;
  std::map<std::string, int> header_;  // how many columns have this name
  std::set<std::string> given_;        // paths of fields that have a value
  std::set<std::string> used_;         // names of columns
};

bool AllDigits(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), absl::ascii_isdigit);
}

enum class Evidence { kNone, kThousands, kDecimals };

// What a number with this mark shows. `1.000` may be one or a thousand.
Evidence EvidenceOf(absl::string_view text, char mark) {
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  const std::size_t at = text.find(mark);
  if (at == absl::string_view::npos) return Evidence::kNone;
  const absl::string_view before = text.substr(0, at);
  const absl::string_view after = text.substr(at + 1);
  if (!AllDigits(before) || !AllDigits(after)) return Evidence::kNone;
  const bool open = after.size() == 3 && before.size() <= 3 && before[0] != '0';
  return open ? Evidence::kThousands : Evidence::kDecimals;
}

Evidence EvidenceOf(const std::vector<absl::string_view>& cells, char mark) {
  Evidence most = Evidence::kNone;
  for (const absl::string_view cell : cells) most = std::max(most, EvidenceOf(cell, mark));
  return most;
}

// Texts of the columns that are read into fields that `is_wanted`.
std::vector<absl::string_view> CellsOf(const Kind& kind, const CsvSample& sample,
                                       const CsvMapping& mapping,
                                       bool (*is_wanted)(const FieldDescriptor&)) {
  std::vector<absl::string_view> cells;
  for (const auto& column : mapping.columns()) {
    const FieldPath path = FindField(kind, column.field());
    const auto at = std::find(sample.header.begin(), sample.header.end(), column.column());
    const bool wanted = !path.empty() && at != sample.header.end() && column.codes().empty() &&
                        is_wanted(*path.back());
    if (!wanted) continue;
    const std::size_t index = static_cast<std::size_t>(at - sample.header.begin());
    for (const auto& row : sample.rows) cells.emplace_back(row[index]);
  }
  return cells;
}

bool HasDecimals(const FieldDescriptor& field) {
  return field.cpp_type() == FieldDescriptor::CPPTYPE_DOUBLE || IsDecimal(field);
}

void DetectDecimalMark(const std::vector<absl::string_view>& numbers, FileReading& reading) {
  CsvMapping& mapping = *reading.mutable_mapping();
  if (mapping.decimal_mark() != imports::v1::DECIMAL_MARK_UNSPECIFIED) return;
  const Evidence comma = EvidenceOf(numbers, ',');
  const Evidence point = EvidenceOf(numbers, '.');
  const Evidence most = std::max(comma, point);
  if (most == Evidence::kNone) return;
  if (comma == point || most == Evidence::kThousands) {
    AddDoubt(reading, status::Refusal("mapping.decimal_mark", "AMBIGUOUS",
                                      "one mark that is clearly before decimals",
                                      comma == point ? "both" : "what may be thousands"));
    return;
  }
  mapping.set_decimal_mark(comma > point ? imports::v1::DECIMAL_MARK_COMMA
                                         : imports::v1::DECIMAL_MARK_POINT);
  reading.add_detected("decimal_mark");
}

void DetectDateFormat(const std::vector<absl::string_view>& dates, FileReading& reading) {
  CsvMapping& mapping = *reading.mutable_mapping();
  if (mapping.date_format() != imports::v1::DATE_FORMAT_UNSPECIFIED) return;
  const auto any_has = [&](char mark) {
    return std::any_of(dates.begin(), dates.end(), [mark](absl::string_view each) {
      return each.find(mark) != absl::string_view::npos;
    });
  };
  const bool points = any_has('.');
  if (points == any_has('-')) return;
  mapping.set_date_format(points ? imports::v1::DATE_FORMAT_DAY_MONTH_YEAR
                                 : imports::v1::DATE_FORMAT_ISO);
  reading.add_detected("date_format");
}

void DetectTimeZone(const std::vector<absl::string_view>& times, FileReading& reading) {
  const std::string& zone = reading.mapping().time_zone();
  if (!zone.empty()) {
    if (FindTimeZone(zone).has_value()) return;
    AddDoubt(reading, status::Refusal("mapping.time_zone", "UNSUPPORTED",
                                      "a time zone such as Europe/Oslo or UTC", zone));
    return;
  }
  for (const absl::string_view time : times) {
    const std::optional<WrittenTime> written = ReadTime(time);
    if (!written.has_value() || written->offset.has_value()) continue;
    AddDoubt(reading,
             status::Refusal("mapping.time_zone", "REQUIRED",
                             "a time zone such as Europe/Oslo, for times without an offset", time));
    return;
  }
}

}  // namespace

void MatchColumns(const Kind& kind, const CsvSample& sample, FileReading& reading) {
  Matcher(kind, sample, reading).Match();
}

void DetectMarks(const Kind& kind, const CsvSample& sample, FileReading& reading) {
  DetectDecimalMark(CellsOf(kind, sample, reading.mapping(), HasDecimals), reading);
  DetectDateFormat(CellsOf(kind, sample, reading.mapping(), IsDate), reading);
  DetectTimeZone(CellsOf(kind, sample, reading.mapping(), IsTime), reading);
}

}  // namespace ett::records
