#pragma once

#include <google/protobuf/descriptor.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "json/plan.h"

namespace ett::edge {

// What a server offers, as it says itself or as a file says.
struct UpstreamFiles {
  // What contracts can be, with room: more is an attack or a mistake.
  static constexpr int kMostFiles = 2000;
  static constexpr std::size_t kMostBytes = 32 << 20;

  std::vector<std::string> services;         // full names, sorted
  std::map<std::string, std::string> files;  // name → serialized FileDescriptorProto

  bool operator==(const UpstreamFiles& other) const = default;
};

// The contracts of one upstream, in a pool of their own: two upstreams may speak different versions
// of one contract. Those of Google (google/protobuf, google/api, google/rpc, google/type) are
// always the ones compiled in here. Immutable.
class UpstreamSchema {
 public:
  // INVALID_ARGUMENT when the files do not fit together.
  static absl::StatusOr<std::shared_ptr<const UpstreamSchema>> Build(UpstreamFiles files);

  const UpstreamFiles& files() const { return files_; }
  // Whether one of its services has the method, `/ett.hr.v1.HrService/GetOrgUnit`.
  bool Serves(absl::string_view path) const { return methods_.contains(path); }
  const google::protobuf::DescriptorPool& pool() const { return pool_; }
  // Its messages, between JSON and the wire.
  const json::Plans& plans() const { return plans_; }

 private:
  explicit UpstreamSchema(UpstreamFiles files) : files_(std::move(files)) {}
  absl::Status Add(const std::string& name, int depth);

  const UpstreamFiles files_;
  google::protobuf::DescriptorPool pool_;
  absl::flat_hash_set<std::string> methods_;
  const json::Plans plans_{pool_};
};

// Whether a file is one of Google's, of which the compiled-in one is used.
bool IsGoogles(const std::string& file);

}  // namespace ett::edge
