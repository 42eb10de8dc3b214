#include "json/plan.h"

#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <memory>
#include <thread>

#include "json/json_to_wire.h"
#include "json/testing/sample_message.h"
#include "json/wire_to_json.h"
#include "status/matchers.h"

namespace ett::json {
namespace {

using google::protobuf::DescriptorPool;
using status::IsOkAndHolds;
using testing::Legacy;
using testing::Line;
using testing::PlanOf;
using testing::Sample;

// A pool of one file, given in text format.
std::unique_ptr<DescriptorPool> PoolOf(const std::string& text) {
  google::protobuf::FileDescriptorProto file;
  auto pool = std::make_unique<DescriptorPool>();
  const bool built = google::protobuf::TextFormat::ParseFromString(text, &file) &&
                     pool->BuildFile(file) != nullptr;
  EXPECT_TRUE(built);
  return pool;
}

TEST(Plan, FindsFieldsByEitherNameAndByNumber) {
  const MessagePlan& plan = PlanOf<Line>();
  const FieldPlan* price = plan.FindByNumber(2);
  ASSERT_NE(price, nullptr);
  EXPECT_EQ(price->name, "unit_price");
  EXPECT_EQ(plan.FindByName("unit_price"), price);
  EXPECT_EQ(plan.FindByName("unitPrice"), price);
  EXPECT_EQ(plan.FindByName("unitPrice", 0), price);
  EXPECT_EQ(plan.FindByName("unitprice"), nullptr);
  for (const std::uint32_t number : {0U, 5U, 255U, 256U, 100000U}) {
    EXPECT_EQ(plan.FindByNumber(number), nullptr) << number;
  }
  EXPECT_EQ(PlanOf<Sample>().FindByNumber(100000)->name, "far");
}

TEST(Plan, OfARecursiveMessageHoldsItself) {
  EXPECT_EQ(PlanOf<Line>().FindByName("part")->message, &PlanOf<Line>());
  EXPECT_EQ(PlanOf<Sample>().FindByName("line")->message, &PlanOf<Line>());
}

TEST(Plan, HasThePoolsExtensions) {
  EXPECT_EQ(PlanOf<Legacy>().FindByName("[ett.json.testing.surcharge]")->number, 100U);
  EXPECT_EQ(PlanOf<Legacy>().FindByName("surcharge"), nullptr);
}

TEST(Plan, IsMadeOnceWhoeverAsks) {
  const Plans plans(*DescriptorPool::generated_pool());
  std::vector<const MessagePlan*> found(8);
  std::vector<std::thread> threads;
  for (auto& each : found) {
    threads.emplace_back([&plans, &each] { each = plans.Find("ett.json.testing.Sample"); });
  }
  for (auto& thread : threads) thread.join();
  for (const MessagePlan* each : found) EXPECT_EQ(each, &plans.Of(*Sample::descriptor()));
}

TEST(Plan, OfAnUnknownTypeIsNone) {
  const DescriptorPool empty;
  const Plans plans(empty);
  EXPECT_EQ(plans.Find("ett.json.testing.Sample"), nullptr);
  // What every program knows.
  EXPECT_NE(plans.Find("google.protobuf.Duration"), nullptr);
}

TEST(Plan, PrefersAJsonNameToAnothersName) {
  const auto pool = PoolOf(R"(name: 'a.proto' syntax: 'proto3' message_type { name: 'A'
    field { name: 'x' number: 1 type: TYPE_INT32 label: LABEL_OPTIONAL json_name: 'y' }
    field { name: 'y' number: 2 type: TYPE_INT32 label: LABEL_OPTIONAL json_name: 'z' } })");
  const Plans plans(*pool);
  EXPECT_EQ(plans.Find("A")->FindByName("y")->number, 1U);
  EXPECT_EQ(plans.Find("A")->FindByName("x")->number, 1U);
}

TEST(Plan, DoesNotTakeAPoolsWordForAWellKnownType) {
  const auto pool = PoolOf(R"(name: 'a.proto' package: 'google.protobuf' syntax: 'proto3'
    message_type { name: 'Timestamp' field { name: 'x' number: 1 type: TYPE_STRING label: LABEL_OPTIONAL } }
    message_type { name: 'Struct' }
    message_type { name: 'NullValue' field { name: 'x' number: 1 type: TYPE_STRING label: LABEL_OPTIONAL } }
    message_type { name: 'A'
      field { name: 't' number: 1 type: TYPE_MESSAGE type_name: 'Timestamp' label: LABEL_OPTIONAL }
      field { name: 's' number: 2 type: TYPE_MESSAGE type_name: 'Struct' label: LABEL_OPTIONAL }
      field { name: 'n' number: 3 type: TYPE_MESSAGE type_name: 'NullValue' label: LABEL_OPTIONAL } })");
  const Plans plans(*pool);
  const MessagePlan& plan = *plans.Find("google.protobuf.A");
  const char* const json = R"({"t":"1970-01-01T00:00:01Z","s":{"a":1},"n":{"x":"y"}})";
  const auto wire = WireOf(plan, json);
  ASSERT_TRUE(wire.ok()) << wire.status();
  EXPECT_THAT(JsonOf(plan, *wire), IsOkAndHolds(std::string(json)));
}

}  // namespace
}  // namespace ett::json
