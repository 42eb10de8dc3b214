#include "json/wire.h"

#include <algorithm>
#include <array>
#include <limits>

namespace ett::json {
namespace {

constexpr int kLongestVarint = 10;

std::size_t WriteVarint(std::uint64_t bits, char* to) {
  std::size_t size = 0;
  while (bits >= 0x80) {
    to[size++] = static_cast<char>(bits | 0x80);
    bits >>= 7;
  }
  to[size++] = static_cast<char>(bits);
  return size;
}

}  // namespace

bool WireReader::Next(Piece& piece, int depth) {
  std::uint64_t tag = 0;
  if (!ReadVarint(tag) || tag > std::numeric_limits<std::uint32_t>::max() || tag < 8) return false;
  piece.number = static_cast<std::uint32_t>(tag >> 3);
  piece.type = static_cast<WireType>(tag & 7);
  switch (piece.type) {
    case WireType::kVarint:
    case WireType::kFixed64:
    case WireType::kFixed32:
      return NextValue(piece.type, piece.bits);
    case WireType::kBytes:
      return ReadBytes(piece.bytes);
    case WireType::kStartGroup:
      return depth > 0 && ReadGroup(piece, depth - 1);
    case WireType::kEndGroup:
      return depth < kMaxDepth;
  }
  return false;
}

bool WireReader::NextValue(WireType type, std::uint64_t& bits) {
  if (type == WireType::kVarint) return ReadVarint(bits);
  return ReadFixed(type == WireType::kFixed64 ? 8 : 4, bits);
}

bool WireReader::ReadVarint(std::uint64_t& bits) {
  bits = 0;
  for (int i = 0; i < kLongestVarint && at_ != end_; ++i) {
    const auto byte = static_cast<std::uint8_t>(*at_++);
    bits |= static_cast<std::uint64_t>(byte & 0x7F) << (7 * i);
    if (byte < 0x80) return true;
  }
  return false;
}

bool WireReader::ReadFixed(std::size_t size, std::uint64_t& bits) {
  if (static_cast<std::size_t>(end_ - at_) < size) return false;
  bits = 0;
  for (std::size_t i = 0; i < size; ++i) {
    bits |= static_cast<std::uint64_t>(static_cast<std::uint8_t>(*at_++)) << (8 * i);
  }
  return true;
}

bool WireReader::ReadBytes(absl::string_view& bytes) {
  std::uint64_t size = 0;
  if (!ReadVarint(size) || size > static_cast<std::uint64_t>(end_ - at_)) return false;
  bytes = absl::string_view(at_, size);
  at_ += size;
  return true;
}

bool WireReader::ReadGroup(Piece& group, int depth) {
  const char* const start = at_;
  Piece inner;
  while (!done()) {
    const char* const before = at_;
    if (!Next(inner, depth)) return false;
    if (inner.type != WireType::kEndGroup) continue;
    group.bytes = absl::string_view(start, before - start);
    return inner.number == group.number;
  }
  return false;
}

void AppendVarint(std::uint64_t bits, std::string& wire) {
  if (bits < 0x80) return wire.push_back(static_cast<char>(bits));
  std::array<char, kLongestVarint> buffer;
  wire.append(buffer.data(), WriteVarint(bits, buffer.data()));
}

void AppendTag(std::uint32_t number, WireType type, std::string& wire) {
  AppendVarint(static_cast<std::uint64_t>(number) << 3 | static_cast<std::uint64_t>(type), wire);
}

void AppendBits(WireType type, std::uint64_t bits, std::string& wire) {
  if (type == WireType::kVarint) return AppendVarint(bits, wire);
  std::array<char, 8> buffer;
  const std::size_t size = type == WireType::kFixed64 ? 8 : 4;
  for (std::size_t i = 0; i < size; ++i) buffer[i] = static_cast<char>(bits >> (8 * i));
  wire.append(buffer.data(), size);
}

void AppendBytes(absl::string_view bytes, std::string& wire) {
  AppendVarint(bytes.size(), wire);
  wire.append(bytes.data(), bytes.size());
}

void LengthPrefix::Close(std::string& wire) const {
  std::array<char, kLongestVarint> buffer;
  const std::size_t digits = WriteVarint(size(wire), buffer.data());
  wire[start_] = buffer[0];
  if (digits > 1) wire.insert(start_ + 1, buffer.data() + 1, digits - 1);
}

}  // namespace ett::json
