#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace ett::ownership::bods {

// Called with the text of each statement, which it may change. The first error ends the cutting.
using OnText = std::function<absl::Status(std::string& text)>;

// Takes a JSON array of statements or JSON Lines, in pieces that end anywhere, and cuts out the
// text of each statement without looking into it. Keeps the one that is arriving.
class StatementCutter {
 public:
  static constexpr std::size_t kLongest = 1 << 20;  // bytes of a statement

  explicit StatementCutter(OnText on_text) : on_text_(std::move(on_text)) {}

  // INVALID_ARGUMENT for what is neither array nor lines, for a statement that is too long, and for
  // an array that goes on after its end.
  absl::Status Feed(absl::string_view bytes);
  // After the last bytes. INVALID_ARGUMENT when they ended too early.
  absl::Status Finish();

  // JSON Lines, so that a line end ends a statement whatever is in it.
  bool lines() const { return place_ == Place::kLine; }

 private:
  enum class Place { kBegin, kArray, kStatement, kComma, kEnd, kLine };

  absl::Status FeedSome(absl::string_view& bytes);
  absl::Status Begin(absl::string_view& bytes);
  absl::Status Between(absl::string_view& bytes);
  absl::Status InStatement(absl::string_view& bytes);
  absl::Status InLine(absl::string_view& bytes);
  bool EndsAt(char c);
  absl::Status Keep(absl::string_view bytes);
  absl::Status Emit();
  absl::Status Broken(absl::string_view wanted, absl::string_view came) const;

  const OnText on_text_;
  Place place_ = Place::kBegin;
  std::size_t mark_bytes_ = 0;  // of the byte order mark, that have come
  std::string text_;
  std::int64_t emitted_ = 0;
  int depth_ = 0;
  bool in_string_ = false;
  bool escaped_ = false;
};

}  // namespace ett::ownership::bods
