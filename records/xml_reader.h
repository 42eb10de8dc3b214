#pragma once

#include <expat.h>

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace ett::records {

// The attributes of an element, by their names without namespace. Valid during one call.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  // Empty where there is none.
  absl::string_view Get(absl::string_view name) const;

 private:
  const char** const pairs_;
};

// Called for elements in their order, by names without namespace. The first error ends the reading.
class XmlEvents {
 public:
  virtual ~XmlEvents() = default;
  virtual absl::Status OnOpen(absl::string_view name, const XmlAttributes& attributes) = 0;
  // `text` is what stands in the element behind its last child.
  virtual absl::Status OnClose(absl::string_view name, absl::string_view text) = 0;
};

// Takes XML in pieces that end anywhere; keeps little, whatever comes. Document types, and with
// them entities, are refused: they make much of little, and what is read here has none.
class XmlReader {
 public:
  static constexpr std::size_t kLongestText = 64 << 10;  // bytes of an element
  static constexpr std::size_t kLongestMark = 1 << 20;   // bytes of a tag or comment
  static constexpr int kDeepest = 100;

  // `part` is what the XML is, to be shown in errors; may be empty. `events` must outlive this.
  XmlReader(std::string part, XmlEvents& events);
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;

  // INVALID_ARGUMENT with line and cause where the XML is broken.
  absl::Status Feed(absl::string_view bytes);
  absl::Status Finish();
  // Where the element stands that is told.
  std::int64_t line() const;

 private:
  absl::Status Parse(absl::string_view bytes, bool last);
  absl::Status Broken(absl::string_view reason, absl::string_view wanted,
                      absl::string_view came) const;
  void Stop(absl::Status status);
  static void OnOpen(void* self, const char* name, const char** attributes);
  static void OnClose(void* self, const char* name);
  static void OnText(void* self, const char* text, int size);
  static void OnDoctype(void* self, const char* name, const char* system, const char* general,
                        int has_subset);

  const std::string part_;
  XmlEvents& events_;
  const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser_;
  std::int64_t fed_ = 0;
  int depth_ = 0;
  std::string text_;
  absl::Status failure_;
};

}  // namespace ett::records
