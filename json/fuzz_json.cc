#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "json/json_to_wire.h"
#include "json/testing/sample.pb.h"
#include "json/wire_to_json.h"

namespace {

// As protobuf writes it, maps by their keys.
std::string ByProtobuf(const google::protobuf::Message& message) {
  std::string wire;
  google::protobuf::io::StringOutputStream text(&wire);
  google::protobuf::io::CodedOutputStream out(&text);
  out.SetSerializationDeterministic(true);
  if (!message.SerializeToCodedStream(&out)) std::abort();
  out.Trim();
  return wire;
}

}  // namespace

// What is taken as JSON can be written as JSON again, and that says the same. It is what protobuf
// reads, and byte by byte what it writes of that.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ett::json;
  static const Plans& plans = *new Plans(*google::protobuf::DescriptorPool::generated_pool());
  const MessagePlan& plan = plans.Of(*testing::Sample::descriptor());
  const absl::string_view input(reinterpret_cast<const char*>(data), size);
  (void)MaskOf(plan, input);
  const auto wire = WireOf(plan, input);
  if (!wire.ok()) return 0;
  const auto json = JsonOf(plan, *wire);
  if (!json.ok()) std::abort();
  const auto again = WireOf(plan, *json);
  if (!again.ok() || JsonOf(plan, *again) != json) std::abort();
  testing::Sample sample;
  if (!sample.ParseFromString(*wire)) std::abort();
  // Within an Any, protobuf leaves fields in the order that they came in.
  if (!sample.ParseFromString(*again)) std::abort();
  const std::string ordered = ByProtobuf(sample);
  const auto printed = JsonOf(plan, ordered);
  if (!printed.ok()) std::abort();
  const auto last = WireOf(plan, *printed);
  // Protobuf writes also keys and values of maps that have their default.
  if (!last.ok() || !sample.ParseFromString(*last) || ByProtobuf(sample) != ordered) std::abort();
  return 0;
}
