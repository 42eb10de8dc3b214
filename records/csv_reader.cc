#include "records/csv_reader.h"

#include "absl/strings/strip.h"
#include "status/macros.h"

namespace ett::records {
namespace {

// Blanks belong to fields: RFC 4180.
int IsNoBlank(unsigned char /*c*/) { return 0; }

std::string WithoutEnd(const std::string& text) {
  absl::string_view rest = text;
  absl::ConsumeSuffix(&rest, "\n");
  absl::ConsumeSuffix(&rest, "\r");
  return std::string(rest);
}

bool IsBlank(const std::vector<std::string>& fields) {
  return fields.size() == 1 && fields[0].find_first_not_of(" \t") == std::string::npos;
}

}  // namespace

CsvReader::CsvReader(char delimiter, OnRow row) : delimiter_(delimiter), row_(std::move(row)) {
  csv_init(&parser_, CSV_STRICT);
  Reset();
}

CsvReader::~CsvReader() { csv_free(&parser_); }

void CsvReader::Reset() {
  csv_free(&parser_);
  csv_init(&parser_, CSV_STRICT);
  csv_set_delim(&parser_, static_cast<unsigned char>(delimiter_));
  csv_set_space_func(&parser_, IsNoBlank);
  open_.clear();
  open_bytes_ = 0;
  fields_.clear();
  complete_ = false;
}

void CsvReader::OnField(void* text, std::size_t size, void* self) {
  static_cast<CsvReader*>(self)->fields_.emplace_back(static_cast<const char*>(text), size);
}

void CsvReader::OnEnd(int /*end*/, void* self) { static_cast<CsvReader*>(self)->complete_ = true; }

absl::Status CsvReader::Feed(absl::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t end = bytes.find_first_of("\r\n");
    const bool ends = end != absl::string_view::npos;
    const absl::string_view piece = bytes.substr(0, ends ? end + 1 : bytes.size());
    bytes.remove_prefix(piece.size());
    if (!overlong_) line_.append(piece.data(), piece.size());
    if (line_.size() > kLongest) {
      overlong_ = true;
      line_.clear();
    }
    if (ends) RETURN_IF_ERROR(EndLine());
  }
  return absl::OkStatus();
}

absl::Status CsvReader::EndLine() {
  const bool second_half = after_return_ && line_ == "\n";
  after_return_ = !line_.empty() && line_.back() == '\r';
  if (!second_half) ++lines_;
  std::deque<Line> lines;
  lines.push_back({lines_, overlong_ ? "" : std::move(line_)});
  line_.clear();
  overlong_ = false;
  return Read(std::move(lines));
}

absl::Status CsvReader::Read(std::deque<Line> lines) {
  while (!lines.empty()) {
    Line line = std::move(lines.front());
    lines.pop_front();
    const bool too_long = line.text.empty();
    if (open_.empty() && too_long) {
      RETURN_IF_ERROR(row_({line.number, {""}, "TOO_LONG"}));
      continue;
    }
    if (open_.empty() && WithoutEnd(line.text).empty()) continue;
    const bool fits = !too_long && open_bytes_ + line.text.size() <= kLongest;
    open_bytes_ += line.text.size();
    open_.push_back(std::move(line));
    if (!fits || !Parse(open_.back().text)) {
      RETURN_IF_ERROR(GiveUpFirst(lines));
    } else if (complete_) {
      RETURN_IF_ERROR(EmitRow());
    }
  }
  return absl::OkStatus();
}

// False when a quote is out of place.
bool CsvReader::Parse(const std::string& text) {
  return csv_parse(&parser_, text.data(), text.size(), OnField, OnEnd, this) == text.size();
}

// The first open line is broken; those after it come before `lines`.
absl::Status CsvReader::GiveUpFirst(std::deque<Line>& lines) {
  const Line broken = std::move(open_.front());
  open_.pop_front();
  lines.insert(lines.begin(), std::make_move_iterator(open_.begin()),
               std::make_move_iterator(open_.end()));
  Reset();
  return row_({broken.number, {WithoutEnd(broken.text)}, "BROKEN_QUOTES"});
}

absl::Status CsvReader::EmitRow() {
  const std::size_t count = fields_.size();
  CsvRow row{open_.front().number, std::move(fields_), ""};
  fields_ = {};
  fields_.reserve(count);
  open_.clear();
  open_bytes_ = 0;
  complete_ = false;
  return IsBlank(row.fields) ? absl::OkStatus() : row_(std::move(row));
}

absl::StatusOr<bool> CsvReader::Finish() {
  if (!line_.empty() || overlong_) {
    line_.push_back('\n');
    RETURN_IF_ERROR(EndLine());
  }
  while (!open_.empty()) {
    std::deque<Line> rest;
    RETURN_IF_ERROR(GiveUpFirst(rest));
    RETURN_IF_ERROR(Read(std::move(rest)));
  }
  return false;
}

}  // namespace ett::records
