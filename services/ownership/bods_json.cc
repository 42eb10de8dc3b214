#include "services/ownership/bods_json.h"

#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/ownership/bods_format.h"

namespace ett::ownership::bods {

namespace {

// Up to here, members are compared with each other.
constexpr std::uint32_t kFewMembers = 24;

}  // namespace

// Makes nodes of the events of the parser.
class JsonEvents : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, JsonEvents> {
 public:
  using Size = rapidjson::SizeType;

  explicit JsonEvents(JsonDocument& document) : document_(document) {}

  bool too_deep() const { return too_deep_; }

  bool Null() { return Append(JsonKind::kNull, {}); }
  bool Bool(bool truth) { return Append(JsonKind::kBoolean, truth ? "true" : "false"); }
  bool RawNumber(const char* digits, Size size, bool /*copy*/) {
    return Append(JsonKind::kNumber, {digits, size});
  }
  bool String(const char* bytes, Size size, bool /*copy*/) {
    Append(JsonKind::kText, {bytes, size});
    if (!IsUtf8({bytes, size})) document_.broken_.push_back(newest());
    return true;
  }
  bool Key(const char* bytes, Size size, bool /*copy*/) {
    key_ = {bytes, size};
    broken_key_ = !IsUtf8(key_);
    return true;
  }
  bool StartObject() { return Open(JsonKind::kObject); }
  bool EndObject(Size /*members*/) {
    document_.NoteRepeated(open_);
    return Close();
  }
  bool StartArray() { return Open(JsonKind::kArray); }
  bool EndArray(Size /*elements*/) { return Close(); }

 private:
  using Node = JsonDocument::Node;

  std::uint32_t newest() const { return static_cast<std::uint32_t>(document_.nodes_.size() - 1); }

  bool Append(JsonKind kind, absl::string_view text) {
    std::vector<Node>& nodes = document_.nodes_;
    Node node;
    node.kind = kind;
    node.text = text;
    node.parent = open_;
    const auto own = static_cast<std::uint32_t>(nodes.size());
    if (open_ != JsonDocument::kNone) {
      Node& parent = nodes[open_];
      if (parent.kind == JsonKind::kObject) node.key = key_;
      if (parent.last == JsonDocument::kNone) {
        parent.first = own;
      } else {
        nodes[parent.last].next = own;
        node.position = nodes[parent.last].position + 1;
      }
      parent.last = own;
    }
    nodes.push_back(node);
    if (broken_key_) document_.broken_.push_back(own);
    broken_key_ = false;
    return true;
  }

  bool Open(JsonKind kind) {
    too_deep_ = ++depth_ > JsonDocument::kDeepest;
    if (too_deep_) return false;
    Append(kind, {});
    open_ = newest();
    return true;
  }

  bool Close() {
    open_ = document_.nodes_[open_].parent;
    --depth_;
    return true;
  }

  JsonDocument& document_;
  std::uint32_t open_ = JsonDocument::kNone;
  int depth_ = 0;
  bool too_deep_ = false;
  absl::string_view key_;
  bool broken_key_ = false;
};

absl::Status JsonDocument::Parse(std::string& text) {
  nodes_.clear();
  repeated_.clear();
  broken_.clear();
  constexpr unsigned kFlags = rapidjson::kParseInsituFlag | rapidjson::kParseIterativeFlag |
                              rapidjson::kParseNumbersAsStringsFlag;
  rapidjson::Reader reader;
  rapidjson::InsituStringStream stream(text.data());
  JsonEvents events(*this);
  const rapidjson::ParseResult result = reader.Parse<kFlags>(stream, events);
  // A zero byte ends what the parser looks at.
  if (!result.IsError() && stream.Tell() == text.size()) return absl::OkStatus();
  nodes_.clear();
  const std::string cause = events.too_deep() ? absl::StrCat("more than ", kDeepest, " levels")
                            : !result.IsError()
                                ? std::string("a zero byte")
                                : std::string(rapidjson::GetParseError_En(result.Code()));
  const std::size_t at = result.IsError() ? result.Offset() : stream.Tell();
  return absl::InvalidArgumentError(absl::StrCat("byte ", at, ": ", cause));
}

Json JsonDocument::root() const { return nodes_.empty() ? Json() : Json(this, 0); }

std::vector<Json> JsonDocument::ViewsOf(const std::vector<std::uint32_t>& nodes) const {
  std::vector<Json> views;
  views.reserve(nodes.size());
  for (const std::uint32_t node : nodes) views.push_back(Json(this, node));
  return views;
}

void JsonDocument::NoteRepeated(std::uint32_t object) {
  if (nodes_[object].last == kNone) return;
  if (nodes_[nodes_[object].last].position < kFewMembers) {
    for (std::uint32_t member = nodes_[object].first; member != kNone;
         member = nodes_[member].next) {
      for (std::uint32_t other = nodes_[object].first; other != member;
           other = nodes_[other].next) {
        if (nodes_[other].key == nodes_[member].key) {
          repeated_.push_back(member);
          break;
        }
      }
    }
    return;
  }
  absl::flat_hash_set<absl::string_view> keys;
  for (std::uint32_t member = nodes_[object].first; member != kNone; member = nodes_[member].next) {
    if (!keys.insert(nodes_[member].key).second) repeated_.push_back(member);
  }
}

JsonKind Json::kind() const {
  return document_ == nullptr ? JsonKind::kAbsent : document_->nodes_[node_].kind;
}

absl::string_view Json::text() const {
  return document_ == nullptr ? absl::string_view() : document_->nodes_[node_].text;
}

absl::string_view Json::key() const {
  return document_ == nullptr ? absl::string_view() : document_->nodes_[node_].key;
}

Json Json::first() const {
  if (document_ == nullptr) return Json();
  const std::uint32_t first = document_->nodes_[node_].first;
  return first == JsonDocument::kNone ? Json() : Json(document_, first);
}

Json Json::next() const {
  if (document_ == nullptr) return Json();
  const std::uint32_t next = document_->nodes_[node_].next;
  return next == JsonDocument::kNone ? Json() : Json(document_, next);
}

Json Json::operator[](absl::string_view key) const {
  if (!IsObject()) return Json();
  for (Json member = first(); member; member = member.next()) {
    if (member.key() == key) return member;
  }
  return Json();
}

std::string Json::path() const {
  std::vector<std::string> parts;
  for (std::uint32_t at = document_ == nullptr ? JsonDocument::kNone : node_;
       at != JsonDocument::kNone; at = document_->nodes_[at].parent) {
    const JsonDocument::Node& node = document_->nodes_[at];
    if (node.parent == JsonDocument::kNone) break;
    const bool member = document_->nodes_[node.parent].kind == JsonKind::kObject;
    parts.push_back(member ? absl::StrReplaceAll(node.key, {{"~", "~0"}, {"/", "~1"}})
                           : absl::StrCat(node.position));
  }
  std::string path;
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) absl::StrAppend(&path, "/", *part);
  return path;
}

}  // namespace ett::ownership::bods
