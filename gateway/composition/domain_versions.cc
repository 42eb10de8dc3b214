#include "gateway/composition/domain_versions.h"

#include <algorithm>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "chassis/data_version_metadata.h"

namespace ett::composition {
namespace {

constexpr char kBetween[] = "+";

std::string Said(const grpc::ClientContext& context, const char* name) {
  const auto& metadata = context.GetServerInitialMetadata();
  const auto found = metadata.find(name);
  return found == metadata.end() ? "" : std::string(found->second.data(), found->second.size());
}

}  // namespace

DomainVersions::DomainVersions(std::size_t domains, absl::string_view known) : versions_(domains) {
  const std::vector<std::string> parts = absl::StrSplit(known, kBetween);
  if (parts.size() != domains) return;
  for (std::size_t i = 0; i < domains; ++i) versions_[i].known = parts[i];
}

void DomainVersions::Tell(std::size_t domain, grpc::ClientContext& context) const {
  const std::string& known = versions_[domain].known;
  if (!known.empty()) context.AddMetadata(chassis::kIfDataVersion, known);
}

void DomainVersions::Told(std::size_t domain, const grpc::ClientContext& context) {
  versions_[domain].now = Said(context, chassis::kDataVersion);
  versions_[domain].is_same = !Said(context, chassis::kNotModified).empty();
}

bool DomainVersions::MustAskAgain() {
  const bool some = std::any_of(versions_.begin(), versions_.end(),
                                [](const Version& each) { return each.is_same; });
  if (!some || are_known()) return false;
  for (Version& each : versions_) each.known.clear();
  return true;
}

bool DomainVersions::are_known() const {
  return !versions_.empty() && std::all_of(versions_.begin(), versions_.end(),
                                           [](const Version& each) { return each.is_same; });
}

std::string DomainVersions::now() const {
  const bool all = std::all_of(versions_.begin(), versions_.end(),
                               [](const Version& each) { return !each.now.empty(); });
  if (!all) return "";
  return absl::StrJoin(versions_, kBetween,
                       [](std::string* out, const Version& each) { out->append(each.now); });
}

}  // namespace ett::composition
