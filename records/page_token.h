#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace ett::records {

// Where the next page begins. It holds for the same query only, and pins the moment of knowledge
// of the first page, so that the pages together are one consistent list.
struct PageToken {
  std::string query;  // fingerprint of everything but page size and token
  std::int64_t known_at = 0;
  std::string after_id;
};

std::string Encode(const PageToken& token);
// INVALID_ARGUMENT for a token that is not one, or of another query.
absl::StatusOr<PageToken> DecodePageToken(absl::string_view text, absl::string_view query);

// 0 means 100; more than 1000 is taken as 1000; negative is INVALID_ARGUMENT.
absl::StatusOr<int> PageSize(int asked);

}  // namespace ett::records
