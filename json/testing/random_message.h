#pragma once

#include <google/protobuf/message.h>

#include <cstdint>
#include <cstring>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "json/testing/sample.pb.h"

namespace ett::json::testing {

// What a random message may hold.
enum class Values {
  kAll,    // whatever JSON can say
  kPlain,  // numbers and text that every printer writes alike
  // All but bytes and field masks, of which protobuf's parser takes less or something else.
  kAlike,
};

// Fills messages by reflection; the same seed makes the same message.
class RandomMessage {
 public:
  RandomMessage(std::uint64_t seed, Values values) : random_(seed), values_(values) {}

  Sample Make() {
    Sample sample;
    Fill(sample, 0);
    return sample;
  }

 private:
  using Field = google::protobuf::FieldDescriptor;
  using Message = google::protobuf::Message;

  bool Chance(int of) { return random_() % static_cast<unsigned>(of) == 0; }

  bool IsLeftOut(const Field& field, int depth) const {
    const bool odd = field.name().find("bytes") != std::string::npos || field.name() == "mask";
    if (odd && values_ == Values::kAlike) return true;
    return field.message_type() != nullptr && depth > 3;
  }

  void Fill(Message& message, int depth) {
    if (FillWellKnown(message, depth)) return;
    const auto& type = *message.GetDescriptor();
    for (int i = 0; i < type.field_count(); ++i) {
      const Field& field = *type.field(i);
      if (!Chance(6) || IsLeftOut(field, depth)) continue;
      const int times = field.is_repeated() ? 1 + static_cast<int>(random_() % 3) : 1;
      for (int time = 0; time < times; ++time) FillField(message, field, depth);
    }
  }

  // Of those that may not hold just anything.
  bool FillWellKnown(Message& message, int depth) {
    const auto& type = *message.GetDescriptor();
    if (type.full_name() == "google.protobuf.Timestamp") {
      SetMoment(message, static_cast<std::int64_t>(random_() % 315'537'897'600) - 62'135'596'800,
                1);
    } else if (type.full_name() == "google.protobuf.Duration") {
      const int sign = Chance(2) ? 1 : -1;
      SetMoment(message, sign * static_cast<std::int64_t>(random_() % 315'576'000'000), sign);
    } else if (type.full_name() == "google.protobuf.FieldMask") {
      const Field& paths = *type.field(0);
      if (Chance(2)) message.GetReflection()->AddString(&message, &paths, "foo_bar.b");
      message.GetReflection()->AddString(&message, &paths, "baz");
    } else if (type.full_name() == "google.protobuf.Value") {
      FillValue(message, depth);
    } else if (type.full_name() == "google.protobuf.Any") {
      Sample inside;
      Fill(inside, depth + 2);
      static_cast<google::protobuf::Any&>(message).PackFrom(inside);
    } else {
      return false;
    }
    return true;
  }

  void SetMoment(Message& message, std::int64_t seconds, int sign) {
    const auto& type = *message.GetDescriptor();
    constexpr std::int32_t kNanos[] = {0, 1, 1'000, 1'000'000, 120'000'000, 999'999'999};
    message.GetReflection()->SetInt64(&message, type.field(0), seconds);
    message.GetReflection()->SetInt32(&message, type.field(1), sign * kNanos[random_() % 6]);
  }

  void FillValue(Message& message, int depth) {
    auto& value = static_cast<google::protobuf::Value&>(message);
    switch (random_() % (depth > 4 ? 4 : 6)) {
      case 0:
        return value.set_null_value(google::protobuf::NULL_VALUE);
      case 1:
        return value.set_number_value(static_cast<double>(random_() % 1000) / 8);
      case 2:
        return value.set_string_value(Text());
      case 3:
        return value.set_bool_value(Chance(2));
      case 4:
        FillValue(*value.mutable_list_value()->add_values(), depth + 1);
        return;
      default:
        FillValue((*value.mutable_struct_value()->mutable_fields())[Text()], depth + 1);
    }
  }

  void FillField(Message& message, const Field& field, int depth) {
    if (field.is_map()) return FillEntry(message, field, depth);
    const auto& reflection = *message.GetReflection();
    const bool many = field.is_repeated();
    switch (field.cpp_type()) {
      case Field::CPPTYPE_MESSAGE:
        return Fill(*(many ? reflection.AddMessage(&message, &field)
                           : reflection.MutableMessage(&message, &field)),
                    depth + 1);
      case Field::CPPTYPE_STRING: {
        const std::string text = field.type() == Field::TYPE_BYTES ? Bytes() : Text();
        return many ? reflection.AddString(&message, &field, text)
                    : reflection.SetString(&message, &field, text);
      }
      default:
        FillNumber(message, field, many);
    }
  }

  // A map's entries through reflection are messages; one key each, so that none is overwritten.
  void FillEntry(Message& message, const Field& field, int depth) {
    if (message.GetReflection()->FieldSize(message, &field) > 0) return;
    Message& entry = *message.GetReflection()->AddMessage(&message, &field);
    FillField(entry, *field.message_type()->field(0), depth + 1);
    FillField(entry, *field.message_type()->field(1), depth + 1);
  }

  void FillNumber(Message& message, const Field& field, bool many) {
    const auto& reflection = *message.GetReflection();
    const std::uint64_t bits = random_() >> (random_() % 64);
    const auto set = [&](auto add, auto put, auto value) {
      many ? (reflection.*add)(&message, &field, value)
           : (reflection.*put)(&message, &field, value);
    };
    using R = google::protobuf::Reflection;
    switch (field.cpp_type()) {
      case Field::CPPTYPE_INT32:
        return set(&R::AddInt32, &R::SetInt32, static_cast<std::int32_t>(bits));
      case Field::CPPTYPE_INT64:
        return set(&R::AddInt64, &R::SetInt64, static_cast<std::int64_t>(bits));
      case Field::CPPTYPE_UINT32:
        return set(&R::AddUInt32, &R::SetUInt32, static_cast<std::uint32_t>(bits));
      case Field::CPPTYPE_UINT64:
        return set(&R::AddUInt64, &R::SetUInt64, bits);
      case Field::CPPTYPE_BOOL:
        return set(&R::AddBool, &R::SetBool, bits % 2 == 0);
      case Field::CPPTYPE_FLOAT:
        return set(&R::AddFloat, &R::SetFloat, Real<float>(bits));
      case Field::CPPTYPE_DOUBLE:
        return set(&R::AddDouble, &R::SetDouble, Real<double>(bits));
      default:
        return set(&R::AddEnumValue, &R::SetEnumValue, EnumOf(field, bits));
    }
  }

  int EnumOf(const Field& field, std::uint64_t bits) {
    const auto& type = *field.enum_type();
    if (type.value_count() > 1 && bits % 5 == 0) return static_cast<int>(bits % 100);
    return type.value(static_cast<int>(bits % static_cast<unsigned>(type.value_count())))->number();
  }

  template <class Number>
  Number Real(std::uint64_t bits) {
    if (values_ == Values::kPlain) return static_cast<Number>(bits % 1'000'000) / 4;
    Number number = 0;
    std::memcpy(&number, &bits, sizeof number);
    return number;
  }

  std::string Text() {
    static constexpr const char* kWords[] = {"",    "a", "plain text of some length",
                                             "æøå", "0", "null"};
    static constexpr const char* kOdd[] = {"\"", "\\", "\n", "\x01", "😁", "</", "\u2028", "\x7f"};
    std::string text = kWords[random_() % 6];
    if (values_ != Values::kPlain && Chance(2))
      text = absl::StrCat(text, kOdd[random_() % 8], text);
    return text;
  }

  std::string Bytes() {
    std::string bytes(random_() % 5, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random_());
    return bytes;
  }

  std::mt19937_64 random_;
  Values values_;
};

}  // namespace ett::json::testing
