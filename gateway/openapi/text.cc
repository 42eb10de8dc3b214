#include "gateway/openapi/text.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace ett::openapi {

std::string CleanComment(absl::string_view comment) {
  std::vector<absl::string_view> lines = absl::StrSplit(comment, '\n');
  for (absl::string_view& line : lines) {
    absl::ConsumePrefix(&line, " ");
    line = absl::StripTrailingAsciiWhitespace(line);
  }
  return std::string(absl::StripAsciiWhitespace(absl::StrJoin(lines, "\n")));
}

std::string FirstSentence(absl::string_view comment) {
  std::string line(comment.substr(0, comment.find("\n\n")));
  for (char& c : line) {
    if (c == '\n') c = ' ';
  }
  const std::size_t end = line.find(". ");
  if (end != std::string::npos) line.resize(end);
  absl::string_view sentence = line;
  absl::ConsumeSuffix(&sentence, ".");
  return std::string(sentence);
}

std::string Words(absl::string_view name) {
  std::string words;
  for (const char c : name) {
    if (c == '_') {
      words += ' ';
    } else if (absl::ascii_isupper(static_cast<unsigned char>(c)) && !words.empty()) {
      words += ' ';
      words += absl::ascii_tolower(static_cast<unsigned char>(c));
    } else {
      words += c;
    }
  }
  return words;
}

std::string LowerCamel(absl::string_view name) {
  std::string camel;
  bool raise = false;
  for (const char c : name) {
    if (c == '_' || c == '-') {
      raise = !camel.empty();
      continue;
    }
    camel += raise ? absl::ascii_toupper(static_cast<unsigned char>(c)) : c;
    raise = false;
  }
  return camel;
}

}  // namespace ett::openapi
