#pragma once

#include <google/protobuf/text_format.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/string_view.h"
#include "json/plan.h"
#include "json/testing/legacy.pb.h"
#include "json/testing/sample.pb.h"
#include "json/wire_to_json.h"

namespace ett::json::testing {

// Of this program's messages.
inline const Plans& OwnPlans() {
  static const Plans& plans = *new Plans(*google::protobuf::DescriptorPool::generated_pool());
  return plans;
}

template <class Message>
const MessagePlan& PlanOf() {
  return OwnPlans().Of(*Message::descriptor());
}

// From protobuf's text format.
template <class Message>
Message FromText(const std::string& text) {
  Message message;
  if (!google::protobuf::TextFormat::ParseFromString(text, &message)) {
    ADD_FAILURE() << "no message: " << text;
  }
  return message;
}

template <class Message>
Message FromWire(const std::string& wire) {
  Message message;
  if (!message.ParsePartialFromString(wire)) ADD_FAILURE() << "not the wire of a message";
  return message;
}

// Empty when they are equal, NaN to NaN.
inline std::string Differences(const google::protobuf::Message& a,
                               const google::protobuf::Message& b) {
  google::protobuf::util::DefaultFieldComparator values;
  values.set_treat_nan_as_equal(true);
  google::protobuf::util::MessageDifferencer differencer;
  differencer.set_field_comparator(&values);
  std::string differences;
  differencer.ReportDifferencesToString(&differences);
  if (differencer.Compare(a, b)) return "";
  return differences.empty() ? "they differ" : differences;
}

// The error's text when there is none.
inline std::string Json(const Sample& sample, const PrintOptions& options = {}) {
  const auto json = JsonOf(PlanOf<Sample>(), sample.SerializeAsString(), options);
  return json.ok() ? *json : json.status().ToString();
}

inline std::string JsonOfText(const std::string& text, const PrintOptions& options = {}) {
  return Json(FromText<Sample>(text), options);
}

}  // namespace ett::json::testing
