#include "records/csv_cell.h"

#include <google/protobuf/timestamp.pb.h>

#include <algorithm>
#include <limits>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "google/type/decimal.pb.h"
#include "records/csv_time.h"
#include "records/row.h"
#include "status/macros.h"

namespace ett::records {
namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;

struct Cell {
  const CsvStyle& style;
  const FieldPath& path;
  absl::string_view text;

  const FieldDescriptor& field() const { return *path.back(); }
  absl::Status Malformed(absl::string_view wanted) const {
    return status::InvalidField(PathOf(path), wanted, ToShow(style.kind, text), "MALFORMED");
  }
};

// The cell's field of `message`, which is of this type.
template <class T>
T& MutableOf(const Cell& cell, Message& message) {
  return static_cast<T&>(*message.GetReflection()->MutableMessage(&message, &cell.field()));
}

bool AllDigits(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), absl::ascii_isdigit);
}

absl::Status SetText(const Cell& cell, Message& message) {
  std::string text(cell.text);
  const Kind* named = cell.field().name() == "name" && cell.path.size() == 1
                          ? &cell.style.kind
                          : ReferredBy(cell.style.kind, cell.path);
  if (named != nullptr && text.find('/') == std::string::npos) {
    ASSIGN_OR_RETURN(text, NameOfId(cell.style, *named, PathOf(cell.path), text));
  }
  message.GetReflection()->SetString(&message, &cell.field(), std::move(text));
  return absl::OkStatus();
}

absl::Status SetBool(const Cell& cell, Message& message) {
  const std::string text = absl::AsciiStrToLower(cell.text);
  const bool is_true = text == "true" || text == "1";
  if (!is_true && text != "false" && text != "0") return cell.Malformed("true, false, 1 or 0");
  message.GetReflection()->SetBool(&message, &cell.field(), is_true);
  return absl::OkStatus();
}

template <class Integer>
absl::StatusOr<Integer> WholeNumber(const Cell& cell) {
  Integer number = 0;
  if (absl::SimpleAtoi(cell.text, &number)) return number;
  return cell.Malformed("a whole number");
}

absl::Status SetWhole(const Cell& cell, Message& message) {
  const auto* reflection = message.GetReflection();
  switch (cell.field().cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32: {
      ASSIGN_OR_RETURN(const auto number, WholeNumber<std::int32_t>(cell));
      reflection->SetInt32(&message, &cell.field(), number);
      return absl::OkStatus();
    }
    case FieldDescriptor::CPPTYPE_UINT32: {
      ASSIGN_OR_RETURN(const auto number, WholeNumber<std::uint32_t>(cell));
      reflection->SetUInt32(&message, &cell.field(), number);
      return absl::OkStatus();
    }
    default: {
      ASSIGN_OR_RETURN(const auto number, WholeNumber<std::int64_t>(cell));
      reflection->SetInt64(&message, &cell.field(), number);
      return absl::OkStatus();
    }
  }
}

std::string WantedNumber(imports::v1::DecimalMark mark) {
  switch (mark) {
    case imports::v1::DECIMAL_MARK_POINT:
      return "a number with '.' before its decimals";
    case imports::v1::DECIMAL_MARK_COMMA:
      return "a number with ',' before its decimals";
    default:
      return "a whole number, while decimal_mark is open";
  }
}

// Digits with one mark at most, and a sign: with '.' as the mark.
absl::StatusOr<std::string> Decimal(const Cell& cell) {
  const imports::v1::DecimalMark mark = cell.style.decimal_mark;
  absl::string_view digits = cell.text;
  if (!absl::ConsumePrefix(&digits, "-")) absl::ConsumePrefix(&digits, "+");
  const char separator = mark == imports::v1::DECIMAL_MARK_COMMA ? ',' : '.';
  const std::size_t at =
      mark == imports::v1::DECIMAL_MARK_UNSPECIFIED ? digits.npos : digits.find(separator);
  const bool has_decimals = at != absl::string_view::npos;
  const bool well_formed =
      AllDigits(digits.substr(0, at)) && (!has_decimals || AllDigits(digits.substr(at + 1)));
  std::string text(cell.text);
  std::replace(text.begin(), text.end(), ',', '.');
  if (!well_formed) return cell.Malformed(WantedNumber(mark));
  return text;
}

absl::Status SetDecimal(const Cell& cell, Message& message) {
  ASSIGN_OR_RETURN(std::string decimal, Decimal(cell));
  MutableOf<google::type::Decimal>(cell, message).set_value(std::move(decimal));
  return absl::OkStatus();
}

absl::Status SetDouble(const Cell& cell, Message& message) {
  ASSIGN_OR_RETURN(const std::string text, Decimal(cell));
  double number = 0;
  if (!absl::SimpleAtod(text, &number))
    return cell.Malformed(WantedNumber(cell.style.decimal_mark));
  message.GetReflection()->SetDouble(&message, &cell.field(), number);
  return absl::OkStatus();
}

// SERVICE_AREA_ for ServiceArea; empty for an enum whose values begin otherwise.
std::string PrefixOf(const EnumDescriptor& type) {
  const std::string& first = type.value(0)->name();
  return first.substr(0, std::max<std::size_t>(first.size(), 11) - 11);  // without UNSPECIFIED
}

absl::Status SetEnum(const Cell& cell, Message& message) {
  const EnumDescriptor& type = *cell.field().enum_type();
  const std::string name = absl::AsciiStrToUpper(cell.text);
  const EnumValueDescriptor* value = type.FindValueByName(name);
  if (value == nullptr) value = type.FindValueByName(absl::StrCat(PrefixOf(type), name));
  if (value == nullptr) {
    std::vector<std::string> names;
    for (int i = 1; i < type.value_count(); ++i) names.push_back(type.value(i)->name());
    return status::InvalidField(PathOf(cell.path),
                                absl::StrCat("one of ", absl::StrJoin(names, ", ")),
                                ToShow(cell.style.kind, cell.text), "UNKNOWN_VALUE");
  }
  message.GetReflection()->SetEnum(&message, &cell.field(), value);
  return absl::OkStatus();
}

// Numbers between `mark`; empty for anything else.
std::vector<int> Parts(absl::string_view text, char mark) {
  std::vector<int> parts;
  for (const absl::string_view part : absl::StrSplit(text, mark)) {
    int number = 0;
    if (part.size() > 4 || !AllDigits(part) || !absl::SimpleAtoi(part, &number)) return {};
    parts.push_back(number);
  }
  return parts;
}

google::type::Date IsoDate(absl::string_view text) {
  google::type::Date date;
  std::vector<int> parts = Parts(text, '-');
  const bool four_digits = text.find('-') == 4 || text.size() == 4;
  if (parts.empty() || parts.size() > 3 || !four_digits) return date;
  parts.resize(3);
  date.set_year(parts[0]);
  date.set_month(parts[1]);
  date.set_day(parts[2]);
  return date;
}

google::type::Date NorwegianDate(absl::string_view text) {
  google::type::Date date;
  const std::vector<int> parts = Parts(text, '.');
  if (parts.size() != 3 || text.size() - text.rfind('.') != 5) return date;
  date.set_year(parts[2]);
  date.set_month(parts[1]);
  date.set_day(parts[0]);
  return date;
}

// A workbook's day may come with its midnight.
absl::string_view WithoutMidnight(absl::string_view text) {
  if (!absl::ConsumeSuffix(&text, "T00:00:00")) absl::ConsumeSuffix(&text, " 00:00:00");
  return text;
}

absl::Status SetDate(const Cell& cell, Message& message) {
  const imports::v1::DateFormat format = cell.style.date_format;
  const bool iso = format != imports::v1::DATE_FORMAT_DAY_MONTH_YEAR;
  const bool norwegian = format != imports::v1::DATE_FORMAT_ISO;
  google::type::Date date;
  if (iso) date = IsoDate(WithoutMidnight(cell.text));
  if (norwegian && date.year() == 0) date = NorwegianDate(cell.text);
  if (!IsPossible(date)) {
    return cell.Malformed(!norwegian ? "a date such as 2018-03-25"
                          : !iso     ? "a date such as 25.03.2018"
                                     : "a date such as 2018-03-25 or 25.03.2018");
  }
  MutableOf<google::type::Date>(cell, message) = date;
  return absl::OkStatus();
}

absl::Status SetTime(const Cell& cell, Message& message) {
  const std::optional<WrittenTime> written = ReadTime(cell.text);
  if (!written.has_value()) {
    return cell.Malformed("a time such as 2018-03-25T12:00:00Z or 2018-03-25T12:00");
  }
  const auto read = TimeOf(*written, cell.style.time_zone);
  if (const auto* problem = std::get_if<TimeProblem>(&read)) {
    return status::InvalidField(PathOf(cell.path), problem->wanted,
                                ToShow(cell.style.kind, cell.text), problem->reason);
  }
  const absl::Time time = std::get<absl::Time>(read);
  auto& timestamp = MutableOf<google::protobuf::Timestamp>(cell, message);
  timestamp.set_seconds(absl::ToUnixSeconds(time));
  timestamp.set_nanos(static_cast<std::int32_t>(
      absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(timestamp.seconds()))));
  return absl::OkStatus();
}

absl::Status SetMessage(const Cell& cell, Message& message) {
  if (IsDate(cell.field())) return SetDate(cell, message);
  return IsDecimal(cell.field()) ? SetDecimal(cell, message) : SetTime(cell, message);
}

absl::Status Set(const Cell& cell, Message& message) {
  switch (cell.field().cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return SetText(cell, message);
    case FieldDescriptor::CPPTYPE_BOOL:
      return SetBool(cell, message);
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return SetDouble(cell, message);
    case FieldDescriptor::CPPTYPE_ENUM:
      return SetEnum(cell, message);
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return SetMessage(cell, message);
    default:
      return SetWhole(cell, message);
  }
}

}  // namespace

absl::Status SetCell(const CsvStyle& style, const FieldPath& path, absl::string_view text,
                     Message& record) {
  if (text.empty()) return absl::OkStatus();
  Message* message = &record;
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    message = message->GetReflection()->MutableMessage(message, path[i]);
  }
  return Set({style, path, text}, *message);
}

absl::StatusOr<std::string> NameOfId(const CsvStyle& style, const Kind& kind,
                                     absl::string_view field, absl::string_view id) {
  const std::string lower = absl::AsciiStrToLower(id);
  if (!CheckId(field, lower).ok()) {
    return status::InvalidField(field, "an id of the form [a-z0-9][a-z0-9._-]{0,62}",
                                ToShow(style.kind, id), "MALFORMED_ID");
  }
  return FormatName(kind, style.municipality, lower);
}

std::string ToShow(const Kind& kind, absl::string_view text) {
  if (!kind.withhold) return std::string(text);
  const auto is_plain = [](char c) {
    return absl::ascii_isascii(static_cast<unsigned char>(c)) && !absl::ascii_isalpha(c);
  };
  const bool shown = std::all_of(text.begin(), text.end(), is_plain) && !kind.withhold(text);
  return shown ? std::string(text) : "…";
}

std::string PathOf(const FieldPath& path) {
  return absl::StrJoin(path, ".", [](std::string* out, const FieldDescriptor* field) {
    out->append(field->name());
  });
}

}  // namespace ett::records
