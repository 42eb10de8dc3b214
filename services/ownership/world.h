#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "services/ownership/domain/ownership_graph.h"
#include "services/ownership/register.h"

namespace ett::ownership {

// Who owns whom at the end of a day, as a graph of all entities of a municipality. Goes from day to
// day by what happened between them.
class World {
 public:
  static absl::StatusOr<World> On(std::shared_ptr<const Register> known, absl::CivilDay day);

  // Looks again only at companies of which something began, ended or happened between the days.
  // FAILED_PRECONDITION where the history of one is impossible; the world is then of no day.
  absl::Status MoveTo(absl::CivilDay day);

  const OwnershipGraph& graph() const { return graph_; }
  absl::CivilDay day() const { return day_; }
  const Register& known() const { return *known_; }

  // INVALID_ARGUMENT, naming the field, for a code that is neither `municipality` nor `others` nor
  // an entity's.
  absl::StatusOr<Node> NodeOf(absl::string_view field, const std::string& code) const;
  const std::string& CodeOf(Node node) const { return codes_[node]; }
  // The name of a company's resource.
  std::string NameOf(Node node) const;

 private:
  World(std::shared_ptr<const Register> known, absl::CivilDay day);

  void AddNode(const std::string& code);
  void AddDays(const std::string& company);
  absl::Status Look(const std::string& company);

  std::shared_ptr<const Register> known_;
  absl::CivilDay day_;
  OwnershipGraph graph_{0};
  std::vector<std::string> codes_;  // by node
  absl::flat_hash_map<std::string, Node> nodes_;
  std::map<absl::CivilDay, std::set<std::string>> changes_;  // companies whose owners may differ
                                                             // from the day before
};

// The world of the register that was asked for last, kept between calls. Safe to call from any
// thread; calls about the same register take turns.
class WorldCache {
 public:
  using Visit = absl::FunctionRef<absl::Status(const World&)>;

  absl::Status On(const std::shared_ptr<const Register>& known, absl::CivilDay day, Visit visit);

 private:
  struct Kept {
    std::shared_ptr<const Register> known;
    absl::Mutex mutex;
    std::unique_ptr<World> world ABSL_GUARDED_BY(mutex);  // null until it is made
  };

  absl::Mutex mutex_;
  std::shared_ptr<Kept> kept_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace ett::ownership
