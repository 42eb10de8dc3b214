#include "records/csv_reading.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "records/csv_reader.h"

namespace ett::records {
namespace {

using imports::v1::CsvMapping;
using imports::v1::Encoding;
using imports::v1::FileReading;

constexpr absl::string_view kDelimiters = ";,\t|";
constexpr char kDelimitersToShow[] = "one of ';', ',', tab and '|'";

void DetectEncoding(const CsvHead& head, FileReading& reading) {
  CsvMapping& mapping = *reading.mutable_mapping();
  const absl::string_view start = head.bytes.substr(0, 2);
  if (start == "\xFF\xFE" || start == "\xFE\xFF") {
    AddDoubt(reading, status::Refusal("mapping.encoding", "UNSUPPORTED",
                                      "UTF-8, ISO-8859-1 or Windows-1252", "UTF-16"));
    return;
  }
  if (mapping.encoding() != imports::v1::ENCODING_UNSPECIFIED) return;
  mapping.set_encoding(IsUtf8(head.bytes, !head.whole) ? imports::v1::ENCODING_UTF_8
                                                       : imports::v1::ENCODING_WINDOWS_1252);
  reading.add_detected("encoding");
}

bool MayDelimit(const CsvSample& sample, const std::vector<std::string>& named) {
  const auto has = [&](const std::string& name) {
    return std::find(sample.header.begin(), sample.header.end(), name) != sample.header.end();
  };
  return sample.header.size() > 1 && std::all_of(named.begin(), named.end(), has) &&
         static_cast<int>(sample.rows.size()) >= sample.other_rows;
}

std::string ToShow(char delimiter) {
  return delimiter == '\t' ? "tab" : absl::StrCat("'", std::string(1, delimiter), "'");
}

void DetectDelimiter(const CsvHead& head, FileReading& reading) {
  CsvMapping& mapping = *reading.mutable_mapping();
  const std::string given = mapping.delimiter();
  if (!given.empty()) {
    if (given.size() == 1 && kDelimiters.find(given[0]) != absl::string_view::npos) return;
    AddDoubt(reading,
             status::Refusal("mapping.delimiter", "UNSUPPORTED", kDelimitersToShow, given));
    return;
  }
  std::vector<std::string> possible;
  for (const char each : kDelimiters) {
    const CsvSample sample = ReadSample(head, each, mapping.encoding());
    if (!MayDelimit(sample, NamedColumns(mapping))) continue;
    possible.push_back(ToShow(each));
    mapping.set_delimiter(std::string(1, each));
  }
  if (possible.size() == 1) {
    reading.add_detected("delimiter");
    return;
  }
  mapping.clear_delimiter();
  const bool none = possible.empty();
  AddDoubt(reading,
           status::Refusal("mapping.delimiter", none ? "REQUIRED" : "AMBIGUOUS", kDelimitersToShow,
                           none ? "rows that none of them takes apart alike"
                                : absl::StrJoin(possible, " or ")));
}

std::vector<std::string> ToText(const std::vector<std::string>& fields, Charset& charset) {
  std::vector<std::string> texts;
  for (const std::string& field : fields) {
    const std::string text = charset.ToUtf8(field).value_or("");
    texts.emplace_back(absl::StripAsciiWhitespace(text));
  }
  return texts;
}

// A format's own columns, where nothing is said of the column nor of its field.
void AddColumns(const std::vector<FileFormat::Column>& columns, FileReading& reading) {
  CsvMapping& mapping = *reading.mutable_mapping();
  for (const FileFormat::Column& each : columns) {
    const auto is_given = [&each](const auto& given) { return given.field() == each.field; };
    if (std::any_of(mapping.columns().begin(), mapping.columns().end(), is_given) ||
        std::any_of(mapping.constants().begin(), mapping.constants().end(), is_given)) {
      continue;
    }
    auto& added = *mapping.add_columns();
    added.set_column(each.name);
    added.set_field(each.field);
    reading.add_detected(absl::StrCat("columns.", each.field));
  }
}

// What cannot differ in a file that a format took apart.
void DetectText(FileReading& reading) {
  CsvMapping& mapping = *reading.mutable_mapping();
  if (mapping.delimiter().empty()) {
    mapping.set_delimiter(";");
    reading.add_detected("delimiter");
  }
  if (mapping.encoding() == imports::v1::ENCODING_UNSPECIFIED) {
    mapping.set_encoding(imports::v1::ENCODING_UTF_8);
    reading.add_detected("encoding");
  } else if (mapping.encoding() != imports::v1::ENCODING_UTF_8) {
    AddDoubt(reading, status::Refusal("mapping.encoding", "UNSUPPORTED", "UTF-8 for this format",
                                      imports::v1::Encoding_Name(mapping.encoding())));
  }
  if (mapping.decimal_mark() == imports::v1::DECIMAL_MARK_UNSPECIFIED) {
    mapping.set_decimal_mark(imports::v1::DECIMAL_MARK_POINT);
    reading.add_detected("decimal_mark");
  }
  if (mapping.delimiter().size() != 1 ||
      kDelimiters.find(mapping.delimiter()[0]) == absl::string_view::npos) {
    AddDoubt(reading, status::Refusal("mapping.delimiter", "UNSUPPORTED", kDelimitersToShow,
                                      mapping.delimiter()));
  }
}

}  // namespace

std::vector<std::string> NamedColumns(const CsvMapping& mapping) {
  std::vector<std::string> names(mapping.id().columns().begin(), mapping.id().columns().end());
  for (const auto& column : mapping.columns()) names.push_back(column.column());
  return names;
}

void AddDoubt(FileReading& reading, const status::FieldError& error) {
  auto& doubt = *reading.add_doubts();
  doubt.set_field(error.field);
  doubt.set_reason(error.reason);
  doubt.set_message(error.message);
}

absl::string_view WithoutMark(absl::string_view bytes) {
  absl::ConsumePrefix(&bytes, "\xEF\xBB\xBF");
  return bytes;
}

CsvSample ReadSample(const CsvHead& head, char delimiter, Encoding encoding) {
  CsvSample sample;
  Charset charset(encoding);
  CsvReader reader(delimiter, [&](const CsvRow& row) {
    if (sample.rows.size() + static_cast<std::size_t>(sample.other_rows) >= kSampleRows) {
      return absl::OkStatus();
    }
    if (sample.header.empty()) {
      sample.header = ToText(row.fields, charset);
    } else if (row.fields.size() == sample.header.size() && row.problem.empty()) {
      sample.rows.push_back(ToText(row.fields, charset));
    } else {
      ++sample.other_rows;
    }
    return absl::OkStatus();
  });
  // The callback never fails; a row that is cut is left out.
  reader.Feed(WithoutMark(head.bytes)).IgnoreError();
  if (head.whole) reader.Finish().IgnoreError();
  return sample;
}

void CompleteReading(const Kind& kind, const std::vector<FileFormat::Column>& columns,
                     const std::vector<CsvRow>& rows, FileReading& reading) {
  DetectText(reading);
  CsvSample sample;
  Charset utf8(imports::v1::ENCODING_UTF_8);
  for (const CsvRow& row : rows) {
    if (sample.header.empty()) {
      sample.header = ToText(row.fields, utf8);
    } else if (row.fields.size() == sample.header.size()) {
      sample.rows.push_back(ToText(row.fields, utf8));
    }
  }
  AddColumns(columns, reading);
  MatchColumns(kind, sample, reading);
  DetectMarks(kind, sample, reading);
}

FileReading DetectReading(const Kind& kind, const CsvMapping& asked, const CsvHead& head) {
  FileReading reading;
  *reading.mutable_mapping() = asked;
  DetectEncoding(head, reading);
  DetectDelimiter(head, reading);
  if (!reading.doubts().empty()) return reading;
  const CsvMapping& mapping = reading.mapping();
  const CsvSample sample = ReadSample(head, mapping.delimiter()[0], mapping.encoding());
  MatchColumns(kind, sample, reading);
  DetectMarks(kind, sample, reading);
  return reading;
}

}  // namespace ett::records
