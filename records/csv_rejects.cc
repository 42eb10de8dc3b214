#include "records/csv_rejects.h"

#include "absl/strings/str_cat.h"

namespace ett::records {
namespace {

constexpr const char* kAdded[] = {"_field", "_reason", "_message"};
constexpr char kWithheld[] = "[withheld]";

}  // namespace

CsvRejects::CsvRejects(const Kind& kind, const imports::v1::CsvMapping& mapping,
                       const CsvRow& header, bool mark)
    : kind_(kind),
      delimiter_(mapping.delimiter()[0]),
      mark_(mark),
      charset_(mapping.encoding()),
      header_(header.fields) {
  for (std::size_t i = 0; i < header_.size(); ++i) {
    for (const char* name : kAdded) {
      if (header_[i] == name) left_out_.insert(i);
    }
  }
}

void CsvRejects::Write(const std::string& field, bool last) {
  const std::string special = absl::StrCat("\"\r\n", std::string(1, delimiter_));
  if (field.find_first_of(special) == std::string::npos) {
    written_.append(field);
  } else {
    std::string quoted(2 * field.size() + 2, '\0');
    quoted.resize(csv_write(quoted.data(), quoted.size(), field.data(), field.size()));
    written_.append(quoted);
  }
  written_.append(last ? "\r\n" : std::string(1, delimiter_));
}

void CsvRejects::WriteHeader() {
  begun_ = true;
  if (mark_) written_.append("\xEF\xBB\xBF");
  for (std::size_t i = 0; i < header_.size(); ++i) {
    if (!left_out_.contains(i)) Write(header_[i], false);
  }
  for (const char* name : kAdded) Write(name, name == kAdded[2]);
}

std::string CsvRejects::Shown(const std::string& field) const {
  return kind_.withhold && kind_.withhold(field) ? kWithheld : field;
}

void CsvRejects::Add(const CsvRow& row, const status::FieldError& error) {
  if (!begun_) WriteHeader();
  std::vector<std::string> fields(header_.size());
  for (std::size_t i = 0; i < row.fields.size(); ++i) {
    if (i < fields.size()) {
      fields[i] = row.fields[i];
    } else {  // nothing is lost: the surplus stands in the last column
      absl::StrAppend(&fields.back(), std::string(1, delimiter_), row.fields[i]);
    }
  }
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (!left_out_.contains(i)) Write(Shown(fields[i]), false);
  }
  Write(error.field, false);
  Write(error.reason, false);
  Write(charset_.FromUtf8(error.message), true);
}

std::string CsvRejects::Take() {
  std::string taken;
  taken.swap(written_);
  return taken;
}

}  // namespace ett::records
