#include "gateway/edge/contract_breaks.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "gateway/rules/http_rule.h"

namespace ett::edge {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;

constexpr std::size_t kMost = 20;

// Types whose wire and JSON are the same, as buf's WIRE_JSON has it, have the same number.
int KindOf(FieldDescriptor::Type type) {
  switch (type) {
    case FieldDescriptor::TYPE_UINT32:
      return FieldDescriptor::TYPE_INT32;
    case FieldDescriptor::TYPE_UINT64:
      return FieldDescriptor::TYPE_INT64;
    case FieldDescriptor::TYPE_SFIXED32:
      return FieldDescriptor::TYPE_FIXED32;
    case FieldDescriptor::TYPE_SFIXED64:
      return FieldDescriptor::TYPE_FIXED64;
    default:
      return type;
  }
}

std::string TypeOf(const FieldDescriptor& field) {
  if (field.message_type() != nullptr) return field.message_type()->full_name();
  if (field.enum_type() != nullptr) return field.enum_type()->full_name();
  return field.type_name();
}

std::string OneofOf(const FieldDescriptor& field) {
  const auto* oneof = field.real_containing_oneof();
  return oneof == nullptr ? "" : oneof->name();
}

class Comparison {
 public:
  Comparison(const UpstreamSchema& served, const UpstreamSchema& candidate)
      : served_(served), candidate_(candidate) {}

  std::vector<std::string> Breaks() {
    for (const std::string& name : served_.files().services) {
      const auto& services = candidate_.files().services;
      if (std::find(services.begin(), services.end(), name) == services.end()) {
        Say("service ", name, " is gone");
        continue;
      }
      Compare(*served_.pool().FindServiceByName(name), *candidate_.pool().FindServiceByName(name));
    }
    while (!open_.empty()) {
      const auto [before, after] = open_.back();
      open_.pop_back();
      Compare(*before, *after);
    }
    return std::move(breaks_);
  }

 private:
  template <class... Parts>
  void Say(const Parts&... parts) {
    if (breaks_.size() < kMost) breaks_.push_back(absl::StrCat(parts...));
  }

  void SayIfOther(const std::string& what, const std::string& before, const std::string& after) {
    if (before != after) Say(what, " was \"", before, "\" and is \"", after, "\"");
  }

  void Compare(const ServiceDescriptor& before, const ServiceDescriptor& after) {
    for (int i = 0; i < before.method_count(); ++i) {
      const MethodDescriptor& method = *before.method(i);
      const MethodDescriptor* now = after.FindMethodByName(method.name());
      if (now == nullptr) {
        Say("method ", method.full_name(), " is gone");
      } else {
        Compare(method, *now);
      }
    }
  }

  void Compare(const MethodDescriptor& before, const MethodDescriptor& after) {
    const std::string name = absl::StrCat("method ", before.full_name(), ": ");
    SayIfOther(name + "the request", before.input_type()->full_name(),
               after.input_type()->full_name());
    SayIfOther(name + "the response", before.output_type()->full_name(),
               after.output_type()->full_name());
    if (before.client_streaming() != after.client_streaming()) {
      Say(name, "the request ", after.client_streaming() ? "is now" : "is no longer", " a stream");
    }
    if (before.server_streaming() != after.server_streaming()) {
      Say(name, "the response ", after.server_streaming() ? "is now" : "is no longer", " a stream");
    }
    const std::vector<rules::Binding> bindings = rules::BindingsOf(after);
    for (const rules::Binding& binding : rules::BindingsOf(before)) {
      if (std::find(bindings.begin(), bindings.end(), binding) != bindings.end()) continue;
      Say(name, binding.verb, " ", binding.pattern, " with body \"", binding.body,
          "\" and response_body \"", binding.response_body, "\" is gone");
    }
    Open(*before.input_type(), *after.input_type());
    Open(*before.output_type(), *after.output_type());
  }

  void Open(const Descriptor& before, const Descriptor& after) {
    if (before.full_name() != after.full_name() || IsGoogles(before.file()->name())) return;
    if (seen_.insert(before.full_name()).second) open_.emplace_back(&before, &after);
  }

  void Compare(const Descriptor& before, const Descriptor& after) {
    for (int i = 0; i < before.field_count(); ++i) {
      const FieldDescriptor& field = *before.field(i);
      if (const FieldDescriptor* now = after.FindFieldByNumber(field.number())) {
        Compare(field, *now);
      } else if (!after.IsReservedNumber(field.number()) || !after.IsReservedName(field.name())) {
        Say("field ", field.full_name(), " = ", field.number(), " is gone and not reserved");
      }
    }
  }

  void Compare(const FieldDescriptor& before, const FieldDescriptor& after) {
    const std::string name = absl::StrCat("field ", before.full_name(), ": ");
    SayIfOther(absl::StrCat(name, "the name of ", before.number()), before.name(), after.name());
    SayIfOther(name + "the JSON name", before.json_name(), after.json_name());
    SayIfOther(name + "the oneof", OneofOf(before), OneofOf(after));
    const bool is_same = KindOf(before.type()) == KindOf(after.type());
    const bool is_named = before.message_type() != nullptr || before.enum_type() != nullptr;
    if (!is_same || is_named) SayIfOther(name + "the type", TypeOf(before), TypeOf(after));
    if (before.label() != after.label() || before.is_map() != after.is_map()) {
      Say(name, after.is_repeated() ? "is now repeated" : "has another cardinality");
    }
    if (before.message_type() != nullptr && after.message_type() != nullptr) {
      Open(*before.message_type(), *after.message_type());
    }
    if (before.enum_type() != nullptr && after.enum_type() != nullptr) {
      Compare(*before.enum_type(), *after.enum_type());
    }
  }

  void Compare(const EnumDescriptor& before, const EnumDescriptor& after) {
    if (before.full_name() != after.full_name() || IsGoogles(before.file()->name())) return;
    if (!seen_.insert(before.full_name()).second) return;
    for (int i = 0; i < before.value_count(); ++i) Compare(*before.value(i), after);
  }

  // An alias counts as itself: a name must still stand for its number.
  void Compare(const EnumValueDescriptor& before, const EnumDescriptor& after) {
    const EnumValueDescriptor* by_name = after.FindValueByName(before.name());
    if (by_name != nullptr && by_name->number() == before.number()) return;
    const EnumValueDescriptor* by_number = after.FindValueByNumber(before.number());
    if (by_number != nullptr) {
      return Say("enum value ", before.full_name(), " = ", before.number(), " is now ",
                 by_number->name());
    }
    if (after.IsReservedNumber(before.number()) && after.IsReservedName(before.name())) return;
    Say("enum value ", before.full_name(), " = ", before.number(), " is gone and not reserved");
  }

  const UpstreamSchema& served_;
  const UpstreamSchema& candidate_;
  std::vector<std::string> breaks_;
  std::set<std::string> seen_;
  std::vector<std::pair<const Descriptor*, const Descriptor*>> open_;
};

}  // namespace

std::vector<std::string> ContractBreaks(const UpstreamSchema& served,
                                        const UpstreamSchema& candidate) {
  return Comparison(served, candidate).Breaks();
}

}  // namespace ett::edge
