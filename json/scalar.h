#pragma once

#include <google/protobuf/descriptor.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "json/wire.h"

// Numbers and truth values of protobuf's kinds, between text and the bits that the wire has for
// them: zigzag for sint32 and sint64, 64 bits of two's complement for negative int32 and enums,
// IEEE 754 for float and double.
namespace ett::json {

using FieldType = google::protobuf::FieldDescriptor::Type;

WireType WireTypeOf(FieldType type);

// Of a value as it came, the bits that the type keeps: the wire may have more for those of 32 bits.
std::uint64_t Normal(FieldType type, std::uint64_t bits);

// The bytes at the front that are a number of JSON's grammar; 0 when there is none.
std::size_t NumberSize(absl::string_view text);

// `type` is a number other than bool. Takes what JSON's grammar has for numbers as long as the
// value is exactly one of the type's (`1e3` is an integer, `1.5` is none; floats are rounded but
// may not overflow), and for floats also NaN, Infinity and -Infinity.
bool ParseNumber(FieldType type, absl::string_view text, std::uint64_t& bits);
// `true` or `false`.
bool ParseBool(absl::string_view text, std::uint64_t& bits);

// What ParseNumber and ParseBool want, for an error.
absl::string_view Wanted(FieldType type);

// As JSON: 64-bit integers and floats that are not finite in quotes, floats with as few digits as
// tell them from their neighbours.
void AppendNumber(FieldType type, std::uint64_t bits, std::string& json);
// An integer in quotes or without, as a key or as a value.
void AppendInteger(FieldType type, std::uint64_t bits, std::string& json);

}  // namespace ett::json
