#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gateway/composition/domains.h"
#include "watch/watched_text.h"

namespace ett::gateway {

// The gateway's own services are an upstream like the others, the first.
inline constexpr char kOwnUpstream[] = "gateway";

using DomainAddresses = std::vector<composition::Domains::Address>;

// Adds `name=host:port[,host:port…]`, an address may also be `unix:/path`. INVALID_ARGUMENT, naming
// `where`, for what is none, and for a name that others have, or one of `domains`.
absl::Status AddUpstream(absl::string_view where, const std::string& text,
                         DomainAddresses& domains);

// Where upstreams are named: by flags, and in a file.
struct UpstreamSources {
  DomainAddresses named;  // by flags: they come first
  std::string file = {};  // how errors name it; empty: there is none
  watch::WatchedText::Read read = nullptr;

  // Those of the flags and of the file, whose text this is: a line each; empty ones, and those that
  // begin with `#`, say nothing. INVALID_ARGUMENT, naming the line, for one that is wrong, a name
  // that comes twice, and no upstream at all.
  absl::StatusOr<DomainAddresses> With(const std::string& text) const;
  // As the file is now.
  absl::StatusOr<DomainAddresses> Now() const;
};

}  // namespace ett::gateway
