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

void DomainVersions::Expect(std::size_t parts) {
  versions_.assign(parts, {});
  const std::vector<std::string> known = absl::StrSplit(known_, kBetween);
  if (known.size() != parts) return;
  for (std::size_t i = 0; i < parts; ++i) versions_[i].known = known[i];
}

void DomainVersions::Tell(std::size_t part, grpc::ClientContext& context) const {
  const std::string& known = versions_[part].known;
  if (!known.empty()) context.AddMetadata(chassis::kIfDataVersion, known);
}

void DomainVersions::Told(std::size_t part, const grpc::ClientContext& context) {
  versions_[part].now = Said(context, chassis::kDataVersion);
  versions_[part].is_same = !Said(context, chassis::kNotModified).empty();
}

bool DomainVersions::MustAskAgain() {
  const bool some = std::any_of(versions_.begin(), versions_.end(),
                                [](const Version& each) { return each.is_same; });
  if (!some || are_known()) return false;
  known_.clear();
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
