#include "json/canonical_wire.h"

#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "json/json_text.h"
#include "json/occurrences.h"
#include "status/macros.h"
#include "status/utf8.h"

namespace ett::json {
namespace {

using Field = google::protobuf::FieldDescriptor;

void AppendPiece(const Piece& piece, std::string& wire) {
  AppendTag(piece.number, piece.type, wire);
  if (piece.type == WireType::kStartGroup) {
    wire.append(piece.bytes.data(), piece.bytes.size());
    AppendTag(piece.number, WireType::kEndGroup, wire);
  } else if (piece.type == WireType::kBytes) {
    AppendBytes(piece.bytes, wire);
  } else {
    AppendBits(piece.type, piece.bits, wire);
  }
}

bool IsDefault(const FieldPlan& field, const Piece& piece) {
  return !field.presence && !field.repeated && piece.bits == 0 && piece.bytes.empty();
}

class Rewriter {
 public:
  explicit Rewriter(std::string& wire) : wire_(wire) {}

  absl::Status Message(const MessagePlan& plan, absl::string_view wire) {
    const std::size_t begin = found_.size();
    if (depth_++ > kMaxDepth || !ScanFields(plan, wire, found_)) return Malformed(plan);
    const std::size_t all = found_.size();
    for (Span span{begin, begin}; span.begin < all; span.begin = span.end) {
      const int index = found_[span.begin].field;
      while (span.end < all && found_[span.end].field == index) ++span.end;
      if (index == Occurrence::kUnknown) {
        for (std::size_t i = span.begin; i < span.end; ++i) AppendPiece(found_[i].piece, wire_);
        continue;
      }
      const FieldPlan& field = plan.fields()[index];
      RETURN_IF_ERROR(field.repeated ? List(field, span) : Single(field, span));
    }
    found_.resize(begin);
    --depth_;
    return absl::OkStatus();
  }

 private:
  absl::Status Single(const FieldPlan& field, Span span) {
    if (field.message == nullptr) return Value(field, found_[span.end - 1].piece);
    std::string buffer;
    Piece merged = found_[span.begin].piece;
    merged.bytes = Merged(found_, span, buffer);
    return Value(field, merged);
  }

  absl::Status List(const FieldPlan& field, Span span) {
    const std::size_t before = wire_.size();
    if (field.packed) AppendTag(field.number, WireType::kBytes, wire_);
    const LengthPrefix length(wire_);
    if (!field.packed) wire_.pop_back();
    for (std::size_t i = span.begin; i < span.end; ++i) {
      const Piece piece = found_[i].piece;
      RETURN_IF_ERROR(piece.type == field.wire_type ? Value(field, piece) : Packed(field, piece));
    }
    if (!field.packed) return absl::OkStatus();
    if (length.size(wire_) == 0) {
      wire_.resize(before);
    } else {
      length.Close(wire_);
    }
    return absl::OkStatus();
  }

  absl::Status Packed(const FieldPlan& field, Piece piece) {
    WireReader reader(piece.bytes);
    piece.type = field.wire_type;
    while (!reader.done()) {
      if (!reader.NextValue(field.wire_type, piece.bits)) {
        return absl::InvalidArgumentError(
            absl::StrCat(field.descriptor->full_name(), " ends within a value"));
      }
      piece.bits = Normal(field.type, piece.bits);
      piece.bytes = "";
      RETURN_IF_ERROR(Value(field, piece));
    }
    return absl::OkStatus();
  }

  absl::Status Value(const FieldPlan& field, const Piece& piece) {
    if (IsDefault(field, piece)) return absl::OkStatus();
    if (field.packed) {
      AppendBits(field.wire_type, piece.bits, wire_);
      return absl::OkStatus();
    }
    if (field.message == nullptr) {
      const bool strict =
          field.type == Field::TYPE_STRING &&
          field.descriptor->file()->syntax() == google::protobuf::FileDescriptor::SYNTAX_PROTO3;
      if (strict && !status::IsUtf8(piece.bytes)) {
        return absl::InvalidArgumentError(
            absl::StrCat(field.descriptor->full_name(), " is not UTF-8"));
      }
      AppendPiece(piece, wire_);
      return absl::OkStatus();
    }
    return Submessage(field, piece.bytes);
  }

  absl::Status Submessage(const FieldPlan& field, absl::string_view bytes) {
    wire_.append(field.tag);
    if (field.type == Field::TYPE_GROUP) {
      RETURN_IF_ERROR(Message(*field.message, bytes));
      AppendTag(field.number, WireType::kEndGroup, wire_);
      return absl::OkStatus();
    }
    const LengthPrefix length(wire_);
    RETURN_IF_ERROR(Message(*field.message, bytes));
    length.Close(wire_);
    return absl::OkStatus();
  }

  static absl::Status Malformed(const MessagePlan& plan) {
    return absl::InvalidArgumentError(
        absl::StrCat("not the wire of ", plan.descriptor().full_name()));
  }

  std::string& wire_;
  int depth_ = 0;
  std::vector<Occurrence> found_;
};

}  // namespace

absl::StatusOr<std::string> CanonicalWire(const MessagePlan& plan, absl::string_view wire) {
  std::string canonical;
  RETURN_IF_ERROR(Rewriter(canonical).Message(plan, wire));
  return canonical;
}

}  // namespace ett::json
