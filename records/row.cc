#include "records/row.h"

#include <google/protobuf/timestamp.pb.h>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "google/type/decimal.pb.h"
#include "json/json_to_wire.h"
#include "json/plan.h"
#include "json/wire_to_json.h"
#include "status/macros.h"

namespace ett::records {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Reflection;
using google::protobuf::Timestamp;

constexpr std::int64_t kMicros = 1'000'000;

bool IsJson(const FieldDescriptor& field) {
  return field.is_repeated() ||
         (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !IsDate(field) && !IsTime(field));
}

std::int64_t MicrosOf(const Timestamp& time) {
  return time.seconds() * kMicros + time.nanos() / 1000;
}

const json::MessagePlan& PlanOf(const Message& message) {
  return json::LinkedPlans().Of(*message.GetDescriptor());
}

// A message that holds nothing but this field, as JSON.
absl::StatusOr<sql::Value> JsonOf(const Message& message, const FieldDescriptor& field) {
  const json::MessagePlan& plan = PlanOf(message);
  json::FieldTree shown;
  shown.Add({plan.FindByNumber(static_cast<std::uint32_t>(field.number()))});
  json::PrintOptions options;
  options.shown = &shown;
  ASSIGN_OR_RETURN(std::string text, json::JsonOf(plan, message.SerializeAsString(), options));
  return sql::Value(std::move(text));
}

absl::StatusOr<sql::Value> MessageValue(const Message& message, const FieldDescriptor& field) {
  const Reflection* reflection = message.GetReflection();
  if (!field.is_repeated() && !reflection->HasField(message, &field)) {
    return sql::Value(std::monostate());
  }
  if (IsJson(field)) return JsonOf(message, field);
  const Message& child = reflection->GetMessage(message, &field);
  if (IsDate(field)) return sql::Value(PrintDate(static_cast<const google::type::Date&>(child)));
  return sql::Value(MicrosOf(static_cast<const Timestamp&>(child)));
}

sql::Value ScalarValue(const Message& message, const FieldDescriptor& field) {
  const Reflection* reflection = message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return reflection->GetString(message, &field);
    case FieldDescriptor::CPPTYPE_BOOL:
      return std::int64_t{reflection->GetBool(message, &field)};
    case FieldDescriptor::CPPTYPE_INT32:
      return std::int64_t{reflection->GetInt32(message, &field)};
    case FieldDescriptor::CPPTYPE_UINT32:
      return std::int64_t{reflection->GetUInt32(message, &field)};
    case FieldDescriptor::CPPTYPE_INT64:
      return reflection->GetInt64(message, &field);
    case FieldDescriptor::CPPTYPE_ENUM:
      return std::int64_t{reflection->GetEnumValue(message, &field)};
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return reflection->GetDouble(message, &field);
    default:
      return std::monostate();
  }
}

absl::StatusOr<sql::Value> ValueOf(const Column& column, const Message& message) {
  const FieldDescriptor& field = *column.field;
  if (field.is_repeated() || field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
    return MessageValue(message, field);
  }
  if (field.has_presence() && !message.GetReflection()->HasField(message, &field)) {
    return sql::Value(std::monostate());
  }
  if (column.reference == nullptr) return ScalarValue(message, field);
  const std::string name = message.GetReflection()->GetString(message, &field);
  if (name.empty()) return sql::Value(std::string());
  ASSIGN_OR_RETURN(const RecordName parsed, ParseName(*column.reference, name, field.name()));
  return sql::Value(parsed.id);
}

void SetScalar(const FieldDescriptor& field, const sql::Value& value, Message& message) {
  const Reflection* reflection = message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return reflection->SetString(&message, &field, sql::Text(value));
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection->SetBool(&message, &field, sql::Int(value) != 0);
    case FieldDescriptor::CPPTYPE_INT32:
      return reflection->SetInt32(&message, &field, static_cast<std::int32_t>(sql::Int(value)));
    case FieldDescriptor::CPPTYPE_UINT32:
      return reflection->SetUInt32(&message, &field, static_cast<std::uint32_t>(sql::Int(value)));
    case FieldDescriptor::CPPTYPE_INT64:
      return reflection->SetInt64(&message, &field, sql::Int(value));
    case FieldDescriptor::CPPTYPE_ENUM:
      return reflection->SetEnumValue(&message, &field, static_cast<int>(sql::Int(value)));
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return reflection->SetDouble(&message, &field, sql::Double(value));
    default:
      return;
  }
}

Timestamp TimestampOf(std::int64_t micros) {
  Timestamp time;
  time.set_seconds(micros / kMicros);
  time.set_nanos(static_cast<std::int32_t>(micros % kMicros) * 1000);
  return time;
}

absl::Status SetMessage(const FieldDescriptor& field, const sql::Value& value, Message& message) {
  const Reflection* reflection = message.GetReflection();
  if (!IsJson(field)) {
    Message* child = reflection->MutableMessage(&message, &field);
    if (IsDate(field)) {
      child->CopyFrom(ParseDate(sql::Text(value)));
    } else {
      child->CopyFrom(TimestampOf(sql::Int(value)));
    }
    return absl::OkStatus();
  }
  const absl::StatusOr<std::string> wire = json::WireOf(PlanOf(message), sql::Text(value));
  if (!wire.ok() || !message.MergeFromString(*wire)) {
    return absl::DataLossError(absl::StrCat(field.full_name(), " holds no JSON of its type"));
  }
  return absl::OkStatus();
}

absl::Status SetField(const Column& column, absl::string_view municipality, const sql::Value& value,
                      Message& message) {
  const FieldDescriptor& field = *column.field;
  if (sql::IsNull(value)) return absl::OkStatus();
  if (field.is_repeated() || field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
    return SetMessage(field, value, message);
  }
  const std::string id = column.reference == nullptr ? "" : sql::Text(value);
  if (id.empty()) {
    SetScalar(field, value, message);
  } else {
    SetScalar(field, FormatName(*column.reference, municipality, id), message);
  }
  return absl::OkStatus();
}

void SetOutput(const char* name, const std::function<void(const FieldDescriptor*)>& set,
               const Kind& kind) {
  const FieldDescriptor* field = kind.message->FindFieldByName(name);
  if (field != nullptr) set(field);
}

}  // namespace

bool IsTime(const FieldDescriptor& field) {
  return field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE &&
         field.message_type() == Timestamp::descriptor();
}

bool IsDecimal(const FieldDescriptor& field) {
  return field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE &&
         field.message_type() == google::type::Decimal::descriptor();
}

bool IsDate(const FieldDescriptor& field) {
  return !field.is_repeated() && field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE &&
         field.message_type() == google::type::Date::descriptor();
}

bool IsPossible(const google::type::Date& date) {
  if (date.year() < 1 || date.year() > 9999 || date.month() < 0 || date.month() > 12) return false;
  if (date.day() == 0) return true;
  return date.month() > 0 && date.day() > 0 && DateOf(LastDayOf(date)).day() == date.day();
}

bool IsFull(const google::type::Date& date) { return IsPossible(date) && date.day() > 0; }

std::string PrintDate(const google::type::Date& date) {
  return absl::StrCat(absl::Dec(date.year(), absl::kZeroPad4), "-",
                      absl::Dec(date.month(), absl::kZeroPad2), "-",
                      absl::Dec(date.day(), absl::kZeroPad2));
}

google::type::Date ParseDate(absl::string_view text) {
  const std::vector<std::string> parts = absl::StrSplit(text, '-');
  google::type::Date date;
  int number = 0;
  if (parts.size() != 3) return date;
  if (absl::SimpleAtoi(parts[0], &number)) date.set_year(number);
  if (absl::SimpleAtoi(parts[1], &number)) date.set_month(number);
  if (absl::SimpleAtoi(parts[2], &number)) date.set_day(number);
  return date;
}

absl::CivilDay LastDayOf(const google::type::Date& date) {
  if (date.month() == 0) return absl::CivilDay(date.year(), 12, 31);
  if (date.day() == 0) {
    return absl::CivilDay(absl::CivilMonth(date.year(), date.month()) + 1) - 1;
  }
  return absl::CivilDay(date.year(), date.month(), date.day());
}

absl::CivilDay FirstDayOf(const google::type::Date& date) {
  return absl::CivilDay(date.year(), date.month() == 0 ? 1 : date.month(),
                        date.day() == 0 ? 1 : date.day());
}

google::type::Date DateOf(absl::CivilDay day) {
  google::type::Date date;
  date.set_year(static_cast<int>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
  return date;
}

absl::StatusOr<sql::Row> ToRow(const Kind& kind, const Message& message) {
  sql::Row row;
  row.reserve(kind.columns.size());
  for (const Column& column : kind.columns) {
    ASSIGN_OR_RETURN(sql::Value value, ValueOf(column, message));
    row.push_back(std::move(value));
  }
  return row;
}

absl::Status FromRow(const Kind& kind, absl::string_view municipality, const sql::Row& row,
                     Message& message) {
  message.Clear();
  const Reflection* reflection = message.GetReflection();
  const std::int64_t recorded_at = sql::Int(row[1]);
  SetOutput(
      "name",
      [&](const FieldDescriptor* field) {
        reflection->SetString(&message, field, FormatName(kind, municipality, sql::Text(row[0])));
      },
      kind);
  SetOutput(
      "etag",
      [&](const FieldDescriptor* field) {
        reflection->SetString(&message, field, EtagOf(recorded_at));
      },
      kind);
  SetOutput(
      "recorded_time",
      [&](const FieldDescriptor* field) {
        reflection->MutableMessage(&message, field)->CopyFrom(TimestampOf(recorded_at));
      },
      kind);
  for (std::size_t i = 0; i < kind.columns.size(); ++i) {
    RETURN_IF_ERROR(SetField(kind.columns[i], municipality, row[i + 2], message));
  }
  return absl::OkStatus();
}

std::string EtagOf(std::int64_t recorded_at) { return absl::StrFormat("\"%x\"", recorded_at); }

}  // namespace ett::records
