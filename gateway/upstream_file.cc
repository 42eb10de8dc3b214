#include "gateway/upstream_file.h"

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

absl::Status AddUpstream(absl::string_view where, const std::string& text,
                         DomainAddresses& domains) {
  const std::pair<std::string, std::string> parts = absl::StrSplit(text, absl::MaxSplits('=', 1));
  const auto& [name, address] = parts;
  if (name.empty() || !edge::ParseAddresses(address).ok()) {
    return status::InvalidField(where, "name=host:port[,host:port]", text);
  }
  if (name == composition::kComposed || name == kOwnUpstream) {
    return status::InvalidField(
        where, "a name that neither composed figures nor the gateway's own part have", text);
  }
  for (const composition::Domains::Address& each : domains) {
    if (each.name == name) return status::InvalidField(where, "each name once", text);
  }
  domains.push_back({name, address});
  return absl::OkStatus();
}

absl::StatusOr<DomainAddresses> UpstreamSources::With(const std::string& text) const {
  DomainAddresses domains = named;
  int number = 0;
  for (const absl::string_view each : absl::StrSplit(text, '\n')) {
    ++number;
    const std::string line(absl::StripAsciiWhitespace(each));
    if (line.empty() || absl::StartsWith(line, "#")) continue;
    RETURN_IF_ERROR(AddUpstream(absl::StrCat(file, ":", number), line, domains));
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
