#include "records/field_mask.h"

#include <google/protobuf/util/field_mask_util.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "status/errors.h"

namespace ett::records {

using google::protobuf::FieldMask;
using google::protobuf::util::FieldMaskUtil;

absl::Status CheckMask(const Kind& kind, const FieldMask& mask) {
  for (const std::string& path : mask.paths()) {
    if (path == "*") continue;
    if (!FieldMaskUtil::GetFieldDescriptors(kind.message, path, nullptr)) {
      return status::InvalidField("update_mask", absl::StrCat("paths of ", kind.message->name()),
                                  path, "UNKNOWN_FIELD");
    }
  }
  return absl::OkStatus();
}

void Merge(const Kind& kind, const Message& change, const FieldMask& mask, Message& current) {
  FieldMask effective = mask;
  const bool all = mask.paths_size() == 1 && mask.paths(0) == "*";
  if (all || mask.paths().empty()) {
    effective.clear_paths();
    std::vector<const google::protobuf::FieldDescriptor*> set;
    change.GetReflection()->ListFields(change, &set);
    for (const Column& column : kind.columns) {
      const bool is_set = std::find(set.begin(), set.end(), column.field) != set.end();
      if (all || is_set) effective.add_paths(column.name());
    }
  }
  FieldMaskUtil::MergeOptions options;
  options.set_replace_message_fields(true);
  options.set_replace_repeated_fields(true);
  // MergeMessageTo leaves a field alone that the change has not set: clear those first.
  for (const std::string& path : effective.paths()) {
    const auto* field = kind.message->FindFieldByName(path);
    if (field != nullptr) current.GetReflection()->ClearField(&current, field);
  }
  FieldMaskUtil::MergeMessageTo(change, effective, options, &current);
}

}  // namespace ett::records
