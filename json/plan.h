#pragma once

#include <google/protobuf/descriptor.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "json/scalar.h"
#include "json/wire.h"

// What descriptors say about a message's JSON and its wire, laid out for going from the one to the
// other without a message object.
namespace ett::json {

class MessagePlan;
class Plans;

struct EnumPlan {
  const google::protobuf::EnumDescriptor* descriptor = nullptr;
  bool is_null_value = false;  // google.protobuf.NullValue, which JSON writes as null
  absl::flat_hash_map<absl::string_view, std::int32_t> numbers;
  // The first name of each number.
  absl::flat_hash_map<std::int32_t, absl::string_view> names;

  // `one of FOO, BAR`, for an error.
  std::string Wanted() const;
};

struct FieldPlan {
  const google::protobuf::FieldDescriptor* descriptor = nullptr;
  std::string name;       // `unit_price`; `[ett.v1.surcharge]` for an extension
  std::string json_name;  // `unitPrice`
  std::string key;        // `"unitPrice":`
  std::string name_key;   // `"unit_price":`
  std::uint32_t number = 0;
  int index = 0;  // in its message
  FieldType type = google::protobuf::FieldDescriptor::TYPE_INT32;
  WireType wire_type = WireType::kVarint;  // of one value
  std::string tag;                         // before one value
  bool repeated = false;                   // maps are too
  bool packed = false;
  bool map = false;
  bool presence = false;  // whether absent and default differ
  bool required = false;
  bool extension = false;
  int oneof = -1;                         // in its message; -1 for none
  const EnumPlan* enumeration = nullptr;  // of enums
  const MessagePlan* message = nullptr;   // of messages and groups; a map's entry

  // Whether several values may lie in one piece.
  bool packable() const { return repeated && wire_type != WireType::kBytes && message == nullptr; }
};

// The messages whose JSON is not an object of their fields.
enum class WellKnown : std::uint8_t {
  kNone,
  kAny,
  kDuration,
  kFieldMask,
  kListValue,
  kStruct,
  kTimestamp,
  kValue,
  kWrapper,
};

// Of one message type. Immutable.
class MessagePlan {
 public:
  // Those of the message and the extensions that the pool knew when the plan was made, by number.
  const std::vector<FieldPlan>& fields() const { return fields_; }
  int oneof_count() const { return oneof_count_; }
  bool has_required() const { return has_required_; }
  WellKnown well_known() const { return well_known_; }
  const google::protobuf::Descriptor& descriptor() const { return *descriptor_; }
  // Of the same pool.
  const Plans& plans() const { return *plans_; }

  // Null when there is none. A JSON name or a name of the contract; `hint` is the index of the
  // field that is likely meant.
  const FieldPlan* FindByName(absl::string_view name, std::size_t hint = 0) const;
  const FieldPlan* FindByNumber(std::uint32_t number) const;
  // `a field of ett.v1.Line: unitPrice, lines`, for an error.
  std::string Wanted() const;

 private:
  friend class Plans;

  void Index();

  const Plans* plans_ = nullptr;
  const google::protobuf::Descriptor* descriptor_ = nullptr;
  WellKnown well_known_ = WellKnown::kNone;
  std::vector<FieldPlan> fields_;
  int oneof_count_ = 0;
  bool has_required_ = false;
  absl::flat_hash_map<absl::string_view, const FieldPlan*> by_name_;
  std::vector<const FieldPlan*> low_numbers_;
};

// The plans of one pool's messages, each made with all that it holds when it is first asked for.
// Thread-safe. Plans live as long as this does.
//
// A message that is named like a well-known type is taken to be the well-known type, whatever the
// pool says: descriptors may come from anybody.
class Plans {
 public:
  // `pool` outlives this.
  explicit Plans(const google::protobuf::DescriptorPool& pool) : pool_(pool) {}
  Plans(const Plans&) = delete;
  Plans& operator=(const Plans&) = delete;

  // `type` is one of the pool's.
  const MessagePlan& Of(const google::protobuf::Descriptor& type) const;
  // Null when the pool does not know the type.
  const MessagePlan* Find(absl::string_view full_name) const;

 private:
  using Pending = std::vector<MessagePlan*>;

  const MessagePlan* Declare(const google::protobuf::Descriptor& type, Pending& pending) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  const EnumPlan* Declare(const google::protobuf::EnumDescriptor& type) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void AddFields(MessagePlan& plan, Pending& pending) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const google::protobuf::DescriptorPool& pool_;
  mutable absl::Mutex mutex_;
  mutable absl::flat_hash_map<const google::protobuf::Descriptor*, std::unique_ptr<MessagePlan>>
      messages_ ABSL_GUARDED_BY(mutex_);
  mutable absl::flat_hash_map<const google::protobuf::EnumDescriptor*, std::unique_ptr<EnumPlan>>
      enums_ ABSL_GUARDED_BY(mutex_);
};

// Of the contracts that are linked into the program.
const Plans& LinkedPlans();

}  // namespace ett::json
