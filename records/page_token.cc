#include "records/page_token.h"

#include <algorithm>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "status/errors.h"

namespace ett::records {

std::string Encode(const PageToken& token) {
  return absl::WebSafeBase64Escape(
      absl::StrCat(token.query, "\n", token.known_at, "\n", token.after_id));
}

absl::StatusOr<PageToken> DecodePageToken(absl::string_view text, absl::string_view query) {
  std::string decoded;
  PageToken token;
  const bool base64 = absl::WebSafeBase64Unescape(text, &decoded);
  const std::vector<std::string> parts = absl::StrSplit(decoded, '\n');
  if (!base64 || parts.size() != 3 || !absl::SimpleAtoi(parts[1], &token.known_at)) {
    return status::InvalidField("page_token", "a token from the preceding page", text,
                                "MALFORMED_PAGE_TOKEN");
  }
  if (parts[0] != query) {
    return status::InvalidField("page_token", "a token of the same query", text,
                                "PAGE_TOKEN_OF_ANOTHER_QUERY");
  }
  token.query = parts[0];
  token.after_id = parts[2];
  return token;
}

absl::StatusOr<int> PageSize(int asked) {
  if (asked < 0) {
    return status::InvalidField("page_size", "0..1000", absl::StrCat(asked), "OUT_OF_RANGE");
  }
  return asked == 0 ? 100 : std::min(asked, 1000);
}

}  // namespace ett::records
