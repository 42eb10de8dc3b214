#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/ownership/domain/slack_rows.h"

// Who owns whom on one day.
namespace ett::ownership {

// An owner or a company: 0 to size − 1. Whoever has no owners is an owner only.
using Node = std::uint32_t;

// What there is of a company. Votes are those that can be cast: own shares have none.
struct Totals {
  std::int64_t capital = 0;
  std::int64_t votes = 0;
};

// What one owner has of a company. The company itself may be the owner: own (treasury) shares, with
// capital and without votes.
struct Part {
  Node owner = 0;
  std::int64_t capital = 0;
  std::int64_t votes = 0;
};

struct Holding {
  Node company = 0;
  Part part;
};

class OwnershipGraph {
 public:
  // An owner of a company.
  struct Holder {
    Node owner = 0;
    std::uint32_t place = 0;  // among what the owner has
    std::int64_t capital = 0;
    std::int64_t votes = 0;
    // Of the capital that is not the company's own shares; 0 for own shares.
    double share = 0;

    Node next() const { return owner; }
  };
  // The same holding, seen from the owner.
  struct Owned {
    Node company = 0;
    std::uint32_t place = 0;  // among the company's owners
    std::int64_t votes = 0;
    double share = 0;

    Node next() const { return company; }
  };

  // Nobody owns anything yet.
  explicit OwnershipGraph(Node size) : totals_(size), sums_(size), holders_(size), owned_(size) {}

  // At once what SetOwners does one by one; companies without holdings have totals all the same.
  static absl::StatusOr<OwnershipGraph> Build(absl::Span<const Totals> totals,
                                              absl::Span<const Holding> holdings);

  // INVALID_ARGUMENT, naming the field, for a node that there is not.
  absl::Status CheckNode(absl::string_view field, Node node) const;

  Node size() const { return static_cast<Node>(totals_.size()); }
  Node AddNode();

  // In place of the owners that `company` had; time by the number of both. Parts of the same owner
  // are added together, parts of nothing left out. Parts may sum to less than the totals: the rest
  // has owners that are not told apart. INVALID_ARGUMENT for an unknown node, a negative number,
  // parts that sum to more than the total, and votes on own shares; nothing has changed then.
  absl::Status SetOwners(Node company, std::vector<Part> parts, Totals totals);

  // In order of owner.
  absl::Span<const Holder> OwnersOf(Node company) const { return holders_[company]; }
  // In no order.
  absl::Span<const Owned> OwnedBy(Node owner) const { return owned_[owner]; }
  const Totals& TotalsOf(Node company) const { return totals_[company]; }
  // Of the capital: what somebody is known to have, own shares included.
  std::int64_t ToldCapital(Node company) const { return sums_[company].told; }
  std::int64_t OwnCapital(Node company) const { return sums_[company].own; }
  // Of the capital: all but own shares.
  std::int64_t OutsideCapital(Node company) const {
    return totals_[company].capital - sums_[company].own;
  }

 private:
  struct Sums {
    std::int64_t told = 0;
    std::int64_t own = 0;
  };

  void RemoveOwners(Node company);

  std::vector<Totals> totals_;
  std::vector<Sums> sums_;
  SlackRows<Holder> holders_;  // by company
  SlackRows<Owned> owned_;     // by owner
};

}  // namespace ett::ownership
