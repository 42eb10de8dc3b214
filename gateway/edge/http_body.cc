#include "gateway/edge/http_body.h"

#include "json/wire.h"

namespace ett::edge {
namespace {

constexpr std::uint32_t kContentType = 1;
constexpr std::uint32_t kData = 2;

}  // namespace

bool ReadHttpBody(absl::string_view wire, HttpBody& body) {
  json::WireReader reader(wire);
  for (json::Piece piece; !reader.done();) {
    if (!reader.Next(piece)) return false;
    if (piece.number == kContentType) body.content_type = piece.bytes;
    if (piece.number == kData) body.data = piece.bytes;
  }
  return true;
}

std::string WireOf(const HttpBody& body) {
  std::string wire;
  json::AppendTag(kContentType, json::WireType::kBytes, wire);
  json::AppendBytes(body.content_type, wire);
  json::AppendTag(kData, json::WireType::kBytes, wire);
  json::AppendBytes(body.data, wire);
  return wire;
}

}  // namespace ett::edge
