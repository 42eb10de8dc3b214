#include "json/plan.h"

#include <google/protobuf/any.pb.h>
#include <google/protobuf/duration.pb.h>
#include <google/protobuf/field_mask.pb.h>
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/timestamp.pb.h>
#include <google/protobuf/wrappers.pb.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "json/json_text.h"

namespace ett::json {
namespace {

namespace pb = google::protobuf;

// Numbers below this are found by place, the others by halving.
constexpr std::uint32_t kLowNumbers = 256;

// Of what an error lists.
constexpr int kListedNames = 20;

struct Standard {
  WellKnown well_known = WellKnown::kNone;
  const pb::Descriptor* type = nullptr;
};

// By full name, as this program was built with them.
const absl::flat_hash_map<std::string, Standard>& Standards() {
  static const auto& standards = *[] {
    auto* types = new absl::flat_hash_map<std::string, Standard>;
    const auto add = [types](WellKnown well_known, const pb::Descriptor* type) {
      types->emplace(type->full_name(), Standard{well_known, type});
    };
    add(WellKnown::kAny, pb::Any::descriptor());
    add(WellKnown::kDuration, pb::Duration::descriptor());
    add(WellKnown::kFieldMask, pb::FieldMask::descriptor());
    add(WellKnown::kListValue, pb::ListValue::descriptor());
    add(WellKnown::kStruct, pb::Struct::descriptor());
    add(WellKnown::kTimestamp, pb::Timestamp::descriptor());
    add(WellKnown::kValue, pb::Value::descriptor());
    for (const pb::Descriptor* wrapper :
         {pb::BoolValue::descriptor(), pb::BytesValue::descriptor(), pb::DoubleValue::descriptor(),
          pb::FloatValue::descriptor(), pb::Int32Value::descriptor(), pb::Int64Value::descriptor(),
          pb::StringValue::descriptor(), pb::UInt32Value::descriptor(),
          pb::UInt64Value::descriptor()}) {
      add(WellKnown::kWrapper, wrapper);
    }
    return types;
  }();
  return standards;
}

std::string KeyOf(absl::string_view name) {
  std::string key;
  if (!AppendJsonString(name, key)) key = "\"\"";
  return absl::StrCat(key, ":");
}

std::string TagOf(const FieldPlan& field) {
  std::string tag;
  AppendTag(field.number, field.wire_type, tag);
  return tag;
}

FieldPlan PlanOf(const pb::FieldDescriptor& descriptor) {
  FieldPlan field;
  field.descriptor = &descriptor;
  field.extension = descriptor.is_extension();
  field.name = field.extension ? absl::StrCat("[", descriptor.full_name(), "]") : descriptor.name();
  field.json_name = field.extension ? field.name : descriptor.json_name();
  field.key = KeyOf(field.json_name);
  field.name_key = KeyOf(field.name);
  field.number = static_cast<std::uint32_t>(descriptor.number());
  field.type = descriptor.type();
  field.wire_type = WireTypeOf(field.type);
  field.tag = TagOf(field);
  field.repeated = descriptor.is_repeated();
  field.packed = descriptor.is_packed();
  field.map = descriptor.is_map();
  field.presence = descriptor.has_presence();
  field.required = descriptor.is_required();
  if (descriptor.real_containing_oneof() != nullptr) {
    field.oneof = descriptor.real_containing_oneof()->index();
  }
  return field;
}

std::vector<const pb::FieldDescriptor*> FieldsOf(const pb::Descriptor& type,
                                                 const pb::DescriptorPool& pool) {
  std::vector<const pb::FieldDescriptor*> fields;
  if (type.extension_range_count() > 0) pool.FindAllExtensions(&type, &fields);
  for (int i = 0; i < type.field_count(); ++i) fields.push_back(type.field(i));
  std::sort(fields.begin(), fields.end(),
            [](const auto* a, const auto* b) { return a->number() < b->number(); });
  return fields;
}

bool IsBefore(const FieldPlan& field, std::uint32_t number) { return field.number < number; }

}  // namespace

std::string EnumPlan::Wanted() const {
  std::vector<absl::string_view> listed;
  for (int i = 0; i < descriptor->value_count() && i <= kListedNames; ++i) {
    listed.push_back(descriptor->value(i)->name());
    if (i == kListedNames) listed.back() = "…";
  }
  return absl::StrCat("one of ", absl::StrJoin(listed, ", "));
}

std::string MessagePlan::Wanted() const {
  std::vector<absl::string_view> listed;
  for (const FieldPlan& field : fields_) {
    listed.push_back(field.json_name);
    if (field.index < kListedNames) continue;
    listed.back() = "…";
    break;
  }
  return absl::StrCat("a field of ", descriptor_->full_name(), ": ", absl::StrJoin(listed, ", "));
}

const FieldPlan* MessagePlan::FindByName(absl::string_view name, std::size_t hint) const {
  if (hint < fields_.size() && fields_[hint].json_name == name) return &fields_[hint];
  const auto found = by_name_.find(name);
  return found != by_name_.end() ? found->second : nullptr;
}

const FieldPlan* MessagePlan::FindByNumber(std::uint32_t number) const {
  if (number < low_numbers_.size()) return low_numbers_[number];
  const auto found = std::lower_bound(fields_.begin(), fields_.end(), number, IsBefore);
  return found != fields_.end() && found->number == number ? &*found : nullptr;
}

void MessagePlan::Index() {
  for (FieldPlan& field : fields_) {
    field.index = static_cast<int>(&field - fields_.data());
    has_required_ = has_required_ || field.required;
    by_name_.emplace(field.json_name, &field);
    if (field.number >= kLowNumbers) continue;
    low_numbers_.resize(field.number + 1);
    low_numbers_[field.number] = &field;
  }
  // Where one field's name is another's JSON name, it is the latter that is meant.
  for (const FieldPlan& field : fields_) by_name_.emplace(field.name, &field);
}

const MessagePlan& Plans::Of(const pb::Descriptor& type) const {
  {
    absl::ReaderMutexLock lock(&mutex_);
    const auto found = messages_.find(&type);
    if (found != messages_.end()) return *found->second;
  }
  absl::MutexLock lock(&mutex_);
  Pending pending;
  const MessagePlan* plan = Declare(type, pending);
  while (!pending.empty()) {
    MessagePlan& next = *pending.back();
    pending.pop_back();
    AddFields(next, pending);
  }
  return *plan;
}

const MessagePlan* Plans::Find(absl::string_view full_name) const {
  const pb::Descriptor* type = pool_.FindMessageTypeByName(std::string(full_name));
  if (type != nullptr) return &Of(*type);
  const auto standard = Standards().find(full_name);
  return standard != Standards().end() ? &Of(*standard->second.type) : nullptr;
}

const MessagePlan* Plans::Declare(const pb::Descriptor& type, Pending& pending) const {
  std::unique_ptr<MessagePlan>& plan = messages_[&type];
  if (plan != nullptr) return plan.get();
  plan = std::make_unique<MessagePlan>();
  plan->plans_ = this;
  plan->descriptor_ = &type;
  const auto standard = Standards().find(type.full_name());
  if (standard != Standards().end()) {
    plan->well_known_ = standard->second.well_known;
    plan->descriptor_ = standard->second.type;
  }
  pending.push_back(plan.get());
  return plan.get();
}

const EnumPlan* Plans::Declare(const pb::EnumDescriptor& type) const {
  std::unique_ptr<EnumPlan>& plan = enums_[&type];
  if (plan != nullptr) return plan.get();
  plan = std::make_unique<EnumPlan>();
  plan->descriptor = &type;
  plan->is_null_value = type.full_name() == "google.protobuf.NullValue";
  for (int i = 0; i < type.value_count(); ++i) {
    const pb::EnumValueDescriptor& value = *type.value(i);
    plan->numbers.emplace(value.name(), value.number());
    plan->names.emplace(value.number(), value.name());
  }
  return plan.get();
}

void Plans::AddFields(MessagePlan& plan, Pending& pending) const {
  plan.oneof_count_ = plan.descriptor_->real_oneof_decl_count();
  for (const pb::FieldDescriptor* descriptor : FieldsOf(*plan.descriptor_, pool_)) {
    FieldPlan field = PlanOf(*descriptor);
    if (descriptor->message_type() != nullptr) {
      field.message = Declare(*descriptor->message_type(), pending);
    }
    if (descriptor->enum_type() != nullptr) field.enumeration = Declare(*descriptor->enum_type());
    plan.fields_.push_back(std::move(field));
  }
  plan.Index();
}

const Plans& LinkedPlans() {
  static const Plans& plans = *new Plans(*google::protobuf::DescriptorPool::generated_pool());
  return plans;
}

}  // namespace ett::json
