#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

// protobuf's wire format, as bytes.
namespace ett::json {

enum class WireType : std::uint8_t {
  kVarint = 0,
  kFixed64 = 1,
  kBytes = 2,
  kStartGroup = 3,
  kEndGroup = 4,
  kFixed32 = 5,
};

// How many messages may lie within one another below the outermost: what protobuf's own parsers
// take.
constexpr int kMaxDepth = 100;

// One field as it lies on the wire.
struct Piece {
  std::uint32_t number = 0;
  WireType type = WireType::kVarint;
  std::uint64_t bits = 0;   // of a varint or fixed value
  absl::string_view bytes;  // of kBytes, and what lies within a group
};

// Reads a message, field by field. Never reads past its end.
class WireReader {
 public:
  // `wire` outlives the reader and the pieces.
  explicit WireReader(absl::string_view wire) : at_(wire.data()), end_(at_ + wire.size()) {}

  bool done() const { return at_ == end_; }
  // The next field. False where the wire is cut short or is not protobuf's.
  bool Next(Piece& piece) { return Next(piece, kMaxDepth); }
  // The next value of a packed field.
  bool NextValue(WireType type, std::uint64_t& bits);

 private:
  bool Next(Piece& piece, int depth);
  bool ReadVarint(std::uint64_t& bits);
  bool ReadFixed(std::size_t size, std::uint64_t& bits);
  bool ReadBytes(absl::string_view& bytes);
  bool ReadGroup(Piece& group, int depth);

  const char* at_;
  const char* end_;
};

void AppendVarint(std::uint64_t bits, std::string& wire);
void AppendTag(std::uint32_t number, WireType type, std::string& wire);
// A value without its tag; `type` is a varint or fixed.
void AppendBits(WireType type, std::uint64_t bits, std::string& wire);
// With their length before them.
void AppendBytes(absl::string_view bytes, std::string& wire);

// What is appended to `wire` until it is closed, with its length before it. The length takes one
// byte unless that turns out to be too few.
class LengthPrefix {
 public:
  explicit LengthPrefix(std::string& wire) : start_(wire.size()) { wire.push_back('\0'); }
  std::size_t size(const std::string& wire) const { return wire.size() - start_ - 1; }
  void Close(std::string& wire) const;

 private:
  std::size_t start_;
};

}  // namespace ett::json
