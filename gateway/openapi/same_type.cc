#include "gateway/openapi/same_type.h"

#include <google/protobuf/descriptor.pb.h>

#include <set>
#include <string>
#include <utility>

namespace ett::openapi {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;

template <class Proto, class Type>
std::string Bytes(const Type& type) {
  Proto proto;
  type.CopyTo(&proto);
  return proto.SerializeAsString();
}

// Types that hold each other are compared once.
class Comparison {
 public:
  bool Same(const Descriptor& a, const Descriptor& b) {
    if (&a == &b || !seen_.insert({&a, &b}).second) return true;
    using google::protobuf::DescriptorProto;
    if (a.full_name() != b.full_name() || Bytes<DescriptorProto>(a) != Bytes<DescriptorProto>(b)) {
      return false;
    }
    for (int i = 0; i < a.field_count(); ++i) {
      if (!Same(*a.field(i), *b.field(i))) return false;
    }
    return true;
  }

 private:
  bool Same(const FieldDescriptor& a, const FieldDescriptor& b) {
    if (a.message_type() != nullptr) return Same(*a.message_type(), *b.message_type());
    return a.enum_type() == nullptr || SameType(*a.enum_type(), *b.enum_type());
  }

  std::set<std::pair<const Descriptor*, const Descriptor*>> seen_;
};

}  // namespace

bool SameType(const Descriptor& a, const Descriptor& b) { return Comparison().Same(a, b); }

bool SameType(const EnumDescriptor& a, const EnumDescriptor& b) {
  using google::protobuf::EnumDescriptorProto;
  return &a == &b || (a.full_name() == b.full_name() &&
                      Bytes<EnumDescriptorProto>(a) == Bytes<EnumDescriptorProto>(b));
}

}  // namespace ett::openapi
