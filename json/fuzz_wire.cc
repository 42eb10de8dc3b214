#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "json/json_to_wire.h"
#include "json/testing/sample.pb.h"
#include "json/wire_to_json.h"

// What is taken as wire has JSON that is taken as JSON.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ett::json;
  static const Plans& plans = *new Plans(*google::protobuf::DescriptorPool::generated_pool());
  const MessagePlan& plan = plans.Of(*testing::Sample::descriptor());
  PrintOptions options;
  options.defaults = size % 2 == 0;
  const auto json =
      JsonOf(plan, absl::string_view(reinterpret_cast<const char*>(data), size), options);
  if (json.ok() && !WireOf(plan, *json).ok()) std::abort();
  return 0;
}
