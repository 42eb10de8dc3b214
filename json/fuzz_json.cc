#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "json/json_to_wire.h"
#include "json/testing/sample.pb.h"
#include "json/wire_to_json.h"

// What is taken as JSON can be written as JSON again, and that says the same.
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
  return 0;
}
