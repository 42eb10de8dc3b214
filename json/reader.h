#pragma once

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace ett::json {

// Reads JSON as RFC 8259 has it, token by token, blanks between them passed over. What returns bool
// returns false where something else came, and the reader then tells what it wanted, and where.
class Reader {
 public:
  // `json` outlives the reader.
  explicit Reader(absl::string_view json) : json_(json) {}

  // The first character of the next token; NUL at the end.
  char Peek();
  // The next token, a punctuation mark, when it is this one.
  bool Take(char mark);
  // As Take, but its absence is an error.
  bool Expect(char mark);
  bool ExpectEnd();

  // What a string says, UTF-8; valid until the next one is read.
  bool ReadString(absl::string_view& text);
  // A string and the colon after it.
  bool ReadName(absl::string_view& name) { return ReadString(name) && Expect(':'); }
  // A number as it stands.
  bool ReadNumber(absl::string_view& token);
  // `true`, `false` or `null`.
  bool ReadWord(absl::string_view word);
  // A value of any kind.
  bool Skip();

  // Bytes from the beginning; after a Peek, where the next token is.
  std::size_t place() const { return at_; }
  // Goes back to a place.
  void Return(std::size_t place) { at_ = place; }
  absl::string_view Since(std::size_t place) const { return json_.substr(place, at_ - place); }

  // `a string at line 2, column 7`: what was wanted where the first false was returned.
  std::string Problem() const;
  // The beginning of what came there, as far as it is UTF-8, at most to the end of the line.
  absl::string_view Found() const;

 private:
  // Notes what is wanted at `place`; false.
  bool Want(absl::string_view what, std::size_t place);
  bool ReadEscaped(std::size_t start, absl::string_view& text);
  bool ReadEscape();
  bool ReadUnicode();
  bool ReadHex(char32_t& code);
  bool Skip(int depth);
  bool SkipObject(int depth);
  bool SkipArray(int depth);

  absl::string_view json_;
  std::size_t at_ = 0;
  std::string decoded_;
  absl::string_view wanted_;
  std::size_t wanted_at_ = 0;
};

}  // namespace ett::json
