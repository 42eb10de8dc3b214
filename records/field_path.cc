#include "records/field_path.h"

#include <algorithm>

#include "absl/strings/str_split.h"
#include "records/row.h"

namespace ett::records {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

bool IsWritable(const Kind& kind, const FieldDescriptor& field) {
  return field.name() == "name" ||
         std::any_of(kind.columns.begin(), kind.columns.end(),
                     [&](const Column& column) { return column.field == &field; });
}

bool IsSingleValue(const FieldDescriptor& field) {
  if (field.is_repeated() || field.type() == FieldDescriptor::TYPE_BYTES) return false;
  return field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE || IsDate(field) || IsTime(field) ||
         IsDecimal(field);
}

}  // namespace

FieldPath FindField(const Kind& kind, absl::string_view path) {
  FieldPath fields;
  const Descriptor* message = kind.message;
  for (const absl::string_view name : absl::StrSplit(path, '.')) {
    const FieldDescriptor* field =
        message == nullptr ? nullptr : message->FindFieldByName(std::string(name));
    if (field == nullptr || field->is_repeated()) return {};
    if (fields.empty() && !IsWritable(kind, *field)) return {};
    fields.push_back(field);
    message = field->message_type();
  }
  return IsSingleValue(*fields.back()) ? fields : FieldPath();
}

const FieldDescriptor* FieldNamed(const Kind& kind, absl::string_view name) {
  for (const Column& column : kind.columns) {
    if (column.field->name() == name || column.field->json_name() == name) {
      return IsSingleValue(*column.field) ? column.field : nullptr;
    }
  }
  return nullptr;
}

const Kind* ReferredBy(const Kind& kind, const FieldPath& path) {
  for (const Column& column : kind.columns) {
    if (path.size() == 1 && column.field == path[0]) return column.reference;
  }
  return nullptr;
}

}  // namespace ett::records
