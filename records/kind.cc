#include "records/kind.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "figures/organisation_number.h"
#include "google/api/field_behavior.pb.h"
#include "google/api/resource.pb.h"
#include "records/row.h"
#include "status/macros.h"

namespace ett::records {
namespace {

using google::protobuf::FieldDescriptor;

constexpr std::size_t kLongestText = 10'000;

bool Behaves(const FieldDescriptor& field, google::api::FieldBehavior behavior) {
  const auto& options = field.options();
  for (int i = 0; i < options.ExtensionSize(google::api::field_behavior); ++i) {
    if (options.GetExtension(google::api::field_behavior, i) == behavior) return true;
  }
  return false;
}

std::vector<Column> ColumnsOf(const google::protobuf::Descriptor& message,
                              const std::vector<Reference>& references) {
  std::vector<Column> columns;
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor* field = message.field(i);
    if (field->name() == "name" || Behaves(*field, google::api::OUTPUT_ONLY)) continue;
    Column column{field, nullptr, Behaves(*field, google::api::REQUIRED)};
    for (const Reference& reference : references) {
      if (reference.field == field->name()) column.reference = reference.to;
    }
    columns.push_back(column);
  }
  return columns;
}

void BuildStatements(Kind& kind) {
  const std::string columns =
      absl::StrJoin(kind.columns, ", ",
                    [](std::string* out, const Column& column) { out->append(column.name()); });
  std::string values;
  for (std::size_t i = 0; i < kind.columns.size(); ++i) absl::StrAppend(&values, ", $", i + 5);
  kind.selected = absl::StrCat("id, recorded_at, ", columns);
  kind.select = absl::StrCat("SELECT ", kind.selected, " FROM ", kind.table);
  kind.insert =
      absl::StrCat("INSERT INTO ", kind.table, " (municipality, id, recorded_at, superseded_at, ",
                   columns, ") VALUES ($1, $2, $3, $4", values, ")");
  kind.supersede =
      absl::StrCat("UPDATE ", kind.table, " SET superseded_at = $1",
                   " WHERE municipality = $2 AND id = $3 AND superseded_at = ", kNotSuperseded);
}

bool IsSet(const Message& message, const FieldDescriptor& field) {
  const auto* reflection = message.GetReflection();
  if (field.is_repeated()) return reflection->FieldSize(message, &field) > 0;
  if (field.has_presence()) return reflection->HasField(message, &field);
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
    std::string unpacked;
    return !reflection->GetStringReference(message, &field, &unpacked).empty();
  }
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
    return reflection->GetEnumValue(message, &field) != 0;
  }
  return true;  // a number without presence may be zero
}

void CheckEnum(const Message& message, const FieldDescriptor& field, FieldErrors& errors) {
  const int number = message.GetReflection()->GetEnumValue(message, &field);
  if (field.enum_type()->FindValueByNumber(number) != nullptr) return;
  errors.Add(field.name(), "UNKNOWN_VALUE", absl::StrCat("a value of ", field.enum_type()->name()),
             absl::StrCat(number));
}

void CheckText(const Message& message, const FieldDescriptor& field, FieldErrors& errors) {
  std::string unpacked;
  const std::string& text = message.GetReflection()->GetStringReference(message, &field, &unpacked);
  if (text.size() > kLongestText) {
    errors.Add(field.name(), "TOO_LONG", absl::StrCat("at most ", kLongestText, " bytes"),
               absl::StrCat(text.size(), " bytes"));
  }
  if (text.find('\0') != std::string::npos) {
    errors.Add(field.name(), "MALFORMED_TEXT", "text without NUL", "text with NUL");
  }
}

void CheckField(const Column& column, const Message& message, FieldErrors& errors) {
  const FieldDescriptor& field = *column.field;
  if (column.required && !IsSet(message, field)) {
    errors.Add(field.name(), "REQUIRED", "a value", "");
    return;
  }
  if (field.is_repeated()) return;
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) CheckEnum(message, field, errors);
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) CheckText(message, field, errors);
  if (IsDate(field) && message.GetReflection()->HasField(message, &field)) {
    const auto& date = static_cast<const google::type::Date&>(
        message.GetReflection()->GetMessage(message, &field));
    if (!IsPossible(date)) {
      errors.Add(field.name(), "IMPOSSIBLE_DATE", "a day of the calendar", PrintDate(date));
    }
  }
}

// The text after `prefix`, up to the next slash; false when there is none.
bool Take(absl::string_view prefix, absl::string_view& rest, std::string& segment) {
  if (!absl::ConsumePrefix(&rest, prefix)) return false;
  const std::size_t end = std::min(rest.find('/'), rest.size());
  segment = std::string(rest.substr(0, end));
  rest.remove_prefix(end);
  return !segment.empty();
}

std::string ParentPattern(const Kind& kind) {
  const std::string domain = kind.domain.empty() ? "" : absl::StrCat("/domains/", kind.domain);
  return absl::StrCat("municipalities/{organisation number}", domain);
}

// Consumes the parent's part of `rest`; empty on a wrong form.
std::string TakeParent(const Kind& kind, absl::string_view& rest) {
  std::string municipality;
  std::string domain;
  if (!Take("municipalities/", rest, municipality)) return "";
  if (kind.domain.empty()) return municipality;
  if (!Take("/domains/", rest, domain) || domain != kind.domain) return "";
  return municipality;
}

}  // namespace

Kind MakeKind(const google::protobuf::Descriptor* message, std::string table,
              std::function<void(const Message&, FieldErrors&)> validate,
              const std::vector<Reference>& references, std::string domain) {
  Kind kind;
  kind.message = message;
  kind.table = std::move(table);
  kind.validate = std::move(validate);
  kind.domain = std::move(domain);
  const auto& resource = message->options().GetExtension(google::api::resource);
  kind.type = resource.type();
  const std::vector<std::string> segments = absl::StrSplit(resource.pattern(0), '/');
  kind.collection = segments[segments.size() - 2];
  kind.columns = ColumnsOf(*message, references);
  BuildStatements(kind);
  return kind;
}

Kind MakeRowKind(const google::protobuf::Descriptor* message, std::string type,
                 std::string collection, const std::vector<Reference>& references) {
  Kind kind;
  kind.message = message;
  kind.type = std::move(type);
  kind.collection = std::move(collection);
  kind.columns = ColumnsOf(*message, references);
  return kind;
}

absl::Status CheckId(absl::string_view field, absl::string_view id) {
  const auto alphanumeric = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  const auto allowed = [&](char c) { return alphanumeric(c) || c == '.' || c == '_' || c == '-'; };
  if (!id.empty() && id.size() <= 63 && alphanumeric(id[0]) &&
      std::all_of(id.begin(), id.end(), allowed)) {
    return absl::OkStatus();
  }
  return status::InvalidField(field, "an id of the form [a-z0-9][a-z0-9._-]{0,62}", id,
                              "MALFORMED_ID");
}

absl::StatusOr<RecordName> ParseName(const Kind& kind, absl::string_view name,
                                     absl::string_view field) {
  absl::string_view rest = name;
  RecordName parsed;
  parsed.municipality = TakeParent(kind, rest);
  const bool ok = !parsed.municipality.empty() &&
                  Take(absl::StrCat("/", kind.collection, "/"), rest, parsed.id) && rest.empty();
  if (!ok) {
    return status::InvalidField(field,
                                absl::StrCat(ParentPattern(kind), "/", kind.collection, "/{id}"),
                                name, "MALFORMED_NAME");
  }
  RETURN_IF_ERROR(figures::OrganisationNumber::Parse(parsed.municipality, field).status());
  RETURN_IF_ERROR(CheckId(field, parsed.id));
  return parsed;
}

absl::StatusOr<std::string> ParseParent(const Kind& kind, absl::string_view parent) {
  absl::string_view rest = parent;
  const std::string municipality = TakeParent(kind, rest);
  if (municipality.empty() || !rest.empty()) {
    return status::InvalidField("parent", ParentPattern(kind), parent, "MALFORMED_NAME");
  }
  RETURN_IF_ERROR(figures::OrganisationNumber::Parse(municipality, "parent").status());
  return municipality;
}

absl::StatusOr<std::string> ParseMunicipality(absl::string_view parent, absl::string_view field) {
  absl::string_view rest = parent;
  std::string municipality;
  if (!Take("municipalities/", rest, municipality) || !rest.empty()) {
    return status::InvalidField(field, "municipalities/{organisation number}", parent,
                                "MALFORMED_NAME");
  }
  RETURN_IF_ERROR(figures::OrganisationNumber::Parse(municipality, field).status());
  return municipality;
}

std::string FormatName(const Kind& kind, absl::string_view municipality, absl::string_view id) {
  const std::string domain = kind.domain.empty() ? "" : absl::StrCat("/domains/", kind.domain);
  return absl::StrCat("municipalities/", municipality, domain, "/", kind.collection, "/", id);
}

void Validate(const Kind& kind, const Message& message, FieldErrors& errors) {
  for (const Column& column : kind.columns) CheckField(column, message, errors);
  if (kind.validate) kind.validate(message, errors);
}

}  // namespace ett::records
