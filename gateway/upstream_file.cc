#include "gateway/upstream_file.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gateway/composition/composed_metric.h"
#include "gateway/edge/address.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::gateway {
namespace {

absl::Status Add(absl::string_view where, const std::string& line, DomainAddresses& domains) {
  ASSIGN_OR_RETURN(composition::Domains::Address domain, ParseUpstream(where, line));
  const bool is_named = std::any_of(domains.begin(), domains.end(),
                                    [&](const auto& each) { return each.name == domain.name; });
  if (is_named) return status::InvalidField(where, "each name once", line);
  domains.push_back(std::move(domain));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<composition::Domains::Address> ParseUpstream(absl::string_view where,
                                                            const std::string& text) {
  const std::pair<std::string, std::string> parts = absl::StrSplit(text, absl::MaxSplits('=', 1));
  if (parts.first.empty() || !edge::ParseAddresses(parts.second).ok()) {
    return status::InvalidField(where, "name=host:port[,host:port]", text);
  }
  if (parts.first == composition::kComposed || parts.first == kOwnUpstream) {
    return status::InvalidField(
        where, "a name that neither composed figures nor the gateway's own part have", text);
  }
  return composition::Domains::Address{parts.first, parts.second};
}

absl::StatusOr<DomainAddresses> UpstreamSources::With(const std::string& text) const {
  DomainAddresses domains = named;
  int number = 0;
  for (const absl::string_view each : absl::StrSplit(text, '\n')) {
    ++number;
    const std::string line(absl::StripAsciiWhitespace(each));
    if (line.empty() || absl::StartsWith(line, "#")) continue;
    RETURN_IF_ERROR(Add(absl::StrCat(file, ":", number), line, domains));
  }
  if (!domains.empty()) return domains;
  return status::InvalidField(file.empty() ? "upstream" : file, "at least one name=host:port",
                              "none", "REQUIRED");
}

absl::StatusOr<DomainAddresses> UpstreamSources::Now() const {
  if (!read) return With("");
  ASSIGN_OR_RETURN(const std::string text, read());
  return With(text);
}

}  // namespace ett::gateway
