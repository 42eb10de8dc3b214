#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace ett::ownership::bods {

enum class JsonKind : std::uint8_t { kAbsent, kNull, kBoolean, kNumber, kText, kArray, kObject };

class JsonDocument;

// A value in a document, which it must not outlive; or none, of the kind kAbsent.
class Json {
 public:
  Json() = default;

  explicit operator bool() const { return document_ != nullptr; }
  JsonKind kind() const;
  bool IsObject() const { return kind() == JsonKind::kObject; }
  bool IsArray() const { return kind() == JsonKind::kArray; }
  bool IsText() const { return kind() == JsonKind::kText; }

  // Of a text, without its escapes; of a number, as it is written; "true" or "false". Empty for all
  // others.
  absl::string_view text() const;
  // Of a member of an object.
  absl::string_view key() const;

  // The first element or member, and the next of the same array or object: in the order of the
  // file.
  Json first() const;
  Json next() const;
  // Absent for what is no object or has no such member.
  Json operator[](absl::string_view key) const;

  // A JSON Pointer (RFC 6901) from the document's root.
  std::string path() const;

 private:
  friend class JsonDocument;
  Json(const JsonDocument* document, std::uint32_t node) : document_(document), node_(node) {}

  const JsonDocument* document_ = nullptr;
  std::uint32_t node_ = 0;
};

// JSON (RFC 8259), with numbers as they are written. One document after another, in the same
// memory.
class JsonDocument {
 public:
  static constexpr int kDeepest = 64;

  // Takes `text` apart in place; it must stay as it then is. INVALID_ARGUMENT with place and cause
  // where it is no JSON, or deeper than kDeepest; then there is no root.
  absl::Status Parse(std::string& text);

  Json root() const;
  // Members of objects that have one of the same key before, and texts that are not UTF-8 (of a
  // member, its key or its value).
  std::vector<Json> repeated() const { return ViewsOf(repeated_); }
  std::vector<Json> broken() const { return ViewsOf(broken_); }
  // Every value, in the order of the file.
  template <typename Visitor>
  void ForEach(Visitor visitor) const {
    for (std::uint32_t node = 0; node < nodes_.size(); ++node) visitor(Json(this, node));
  }

 private:
  friend class Json;
  friend class JsonEvents;

  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  struct Node {
    absl::string_view key;
    absl::string_view text;
    std::uint32_t parent = kNone;
    std::uint32_t first = kNone;
    std::uint32_t last = kNone;
    std::uint32_t next = kNone;
    std::uint32_t position = 0;  // in its array
    JsonKind kind = JsonKind::kAbsent;
  };

  std::vector<Json> ViewsOf(const std::vector<std::uint32_t>& nodes) const;
  void NoteRepeated(std::uint32_t object);

  std::vector<Node> nodes_;
  std::vector<std::uint32_t> repeated_;
  std::vector<std::uint32_t> broken_;
};

}  // namespace ett::ownership::bods
