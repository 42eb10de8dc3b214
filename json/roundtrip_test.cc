#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/type_resolver_util.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <optional>
#include <regex>

#include "json/json_to_wire.h"
#include "json/testing/random_message.h"
#include "json/testing/sample_message.h"
#include "json/wire_to_json.h"

// Beside protobuf's own JSON, where that is right.
namespace ett::json {
namespace {

namespace util = google::protobuf::util;
using testing::Differences;
using testing::FromWire;
using testing::PlanOf;
using testing::RandomMessage;
using testing::Sample;
using testing::Values;

util::TypeResolver& Resolver() {
  static util::TypeResolver& resolver = *util::NewTypeResolverForDescriptorPool(
      "type.googleapis.com", google::protobuf::DescriptorPool::generated_pool());
  return resolver;
}

constexpr char kType[] = "type.googleapis.com/ett.json.testing.Sample";

// Nothing where protobuf refuses.
std::optional<Sample> ReadByProtobuf(const std::string& json) {
  std::string wire;
  Sample sample;
  if (!util::JsonToBinaryString(&Resolver(), kType, json, &wire).ok()) return std::nullopt;
  if (!sample.ParseFromString(wire)) return std::nullopt;
  return sample;
}

std::string WrittenByProtobuf(const std::string& wire, bool defaults) {
  std::string json;
  util::JsonPrintOptions options;
  options.always_print_primitive_fields = defaults;
  const auto status = util::BinaryToJsonString(&Resolver(), kType, wire, &json, options);
  return status.ok() ? json : status.ToString();
}

std::string Written(const std::string& wire) {
  const auto json = JsonOf(PlanOf<Sample>(), wire);
  RC_ASSERT(json.ok());
  return *json;
}

Sample AnyMessage(Values values) {
  return RandomMessage(*rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>()), values).Make();
}

RC_GTEST_PROP(RoundTrip, OfAMessageThroughJsonIsTheMessage, ()) {
  const Sample sample = AnyMessage(Values::kAll);
  const std::string json = Written(sample.SerializeAsString());
  const auto wire = WireOf(PlanOf<Sample>(), json);
  if (!wire.ok()) RC_FAIL(wire.status().ToString() + json);
  RC_ASSERT(Differences(FromWire<Sample>(*wire), sample) == "");
  RC_ASSERT(Written(*wire) == json);
}

RC_GTEST_PROP(RoundTrip, OfAMessageIsReadByProtobufAsTheSame, ()) {
  const Sample sample = AnyMessage(Values::kAll);
  const std::string json = Written(sample.SerializeAsString());
  const auto read = ReadByProtobuf(json);
  if (!read.has_value()) RC_FAIL("refused: " + json);
  RC_ASSERT(Differences(*read, sample) == "");
}

RC_GTEST_PROP(RoundTrip, OfWhatProtobufWritesIsReadAsTheSame, ()) {
  const Sample sample = AnyMessage(Values::kAll);
  const std::string json = WrittenByProtobuf(sample.SerializeAsString(), false);
  const auto wire = WireOf(PlanOf<Sample>(), json);
  if (!wire.ok()) RC_FAIL(wire.status().ToString() + json);
  RC_ASSERT(Differences(FromWire<Sample>(*wire), sample) == "");
}

RC_GTEST_PROP(RoundTrip, WritesPlainMessagesAsProtobufDoes, ()) {
  const std::string wire = AnyMessage(Values::kPlain).SerializeAsString();
  RC_ASSERT(Written(wire) == WrittenByProtobuf(wire, false));
}

// One to three places of `text` are changed, cut or doubled.
std::string Damaged(std::string text, absl::string_view alphabet) {
  const int times = *rc::gen::inRange(1, 4);
  for (int i = 0; i < times && !text.empty(); ++i) {
    const auto place = *rc::gen::inRange<std::size_t>(0, text.size());
    const auto size =
        std::min<std::size_t>(*rc::gen::inRange<std::size_t>(1, 9), text.size() - place);
    const auto letter = *rc::gen::inRange<std::size_t>(0, alphabet.size());
    switch (*rc::gen::inRange(0, 4)) {
      case 0:
        text[place] = alphabet[letter];
        break;
      case 1:
        text.erase(place, size);
        break;
      case 2:
        text.insert(place, text.substr(place, size));
        break;
      default:
        text.insert(place, 1, alphabet[letter]);
    }
  }
  return text;
}

// Whether every Any is of a type that protobuf's resolver, which knows but one prefix, finds too.
bool HasUsualTypes(const std::string& json) {
  const std::string usual = absl::StrCat("@type\":\"", kType, "\"");
  std::size_t place = 0;
  while ((place = json.find("@type", place)) != std::string::npos) {
    if (json.compare(place, usual.size(), usual) != 0) return false;
    ++place;
  }
  return true;
}

// The mapping lets an integer in quotes have a point or an exponent; protobuf's parser does not.
bool HasWideIntegers(const std::string& json) {
  static const std::regex kWide(R"re("-?\d+(\.\d+|(\.\d+)?[eE][+-]?\d+)")re");
  return std::regex_search(json, kWide);
}

RC_GTEST_PROP(RoundTrip, TakesOfDamagedJsonOnlyWhatProtobufTakesToo, ()) {
  const std::string json = Damaged(Written(AnyMessage(Values::kAlike).SerializeAsString()),
                                   "{}[]:,\"\\019-+.eEnulltrue \n\xc3\x80x_@");
  const auto wire = WireOf(PlanOf<Sample>(), json);
  RC_CLASSIFY(wire.ok());
  if (!wire.ok() || !HasUsualTypes(json) || HasWideIntegers(json)) return;
  const auto read = ReadByProtobuf(json);
  if (!read.has_value()) RC_FAIL("only we take " + json);
  if (Differences(FromWire<Sample>(*wire), *read) != "") RC_FAIL("we read otherwise " + json);
}

// Of what the wire can say, drops what JSON cannot: unknown fields, also those within an Any, a
// Value without a value, and other numbers of NullValue.
void DropUntold(google::protobuf::Message& message) {
  message.DiscardUnknownFields();
  auto* value = dynamic_cast<google::protobuf::Value*>(&message);
  if (value != nullptr && value->kind_case() == google::protobuf::Value::KIND_NOT_SET) {
    value->set_null_value(google::protobuf::NULL_VALUE);
  }
  auto* any = dynamic_cast<google::protobuf::Any*>(&message);
  Sample packed;
  if (any != nullptr && any->UnpackTo(&packed)) {
    DropUntold(packed);
    any->set_value(packed.SerializeAsString());
  }
  const auto& reflection = *message.GetReflection();
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const auto* field : fields) {
    const int count = field->is_repeated() ? reflection.FieldSize(message, field) : 0;
    const bool null = field->enum_type() == google::protobuf::NullValue_descriptor();
    for (int i = 0; i < count; ++i) {
      if (null) reflection.SetRepeatedEnumValue(&message, field, i, 0);
      if (field->message_type() != nullptr) {
        DropUntold(*reflection.MutableRepeatedMessage(&message, field, i));
      }
    }
    if (field->is_repeated()) continue;
    if (null) reflection.SetEnumValue(&message, field, 0);
    if (field->message_type() != nullptr) DropUntold(*reflection.MutableMessage(&message, field));
  }
}

RC_GTEST_PROP(RoundTrip, ReadsDamagedWireAsProtobufDoes, ()) {
  std::string every(256, '\0');
  for (std::size_t i = 0; i < every.size(); ++i) every[i] = static_cast<char>(i);
  const std::string wire = Damaged(AnyMessage(Values::kAll).SerializeAsString(), every);
  const auto json = JsonOf(PlanOf<Sample>(), wire);
  Sample sample;
  RC_CLASSIFY(json.ok());
  if (!json.ok() || !sample.ParseFromString(wire)) return;
  const auto again = WireOf(PlanOf<Sample>(), *json);
  if (!again.ok()) RC_FAIL(again.status().ToString() + *json);
  DropUntold(sample);
  if (const auto found = Differences(FromWire<Sample>(*again), sample); found != "")
    RC_FAIL(found + *json);
}

RC_GTEST_PROP(RoundTrip, SurvivesAnyBytes, (const std::string& bytes)) {
  (void)JsonOf(PlanOf<Sample>(), bytes);
  (void)WireOf(PlanOf<Sample>(), bytes);
  (void)MaskOf(PlanOf<Sample>(), bytes);
}

}  // namespace
}  // namespace ett::json
