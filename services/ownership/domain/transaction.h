#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "services/ownership/domain/fraction.h"

// What happens to shares of companies.
namespace ett::ownership {

// Owners are told by code: the municipality itself, all that are not told apart, or an entity's id.
inline constexpr char kMunicipality[] = "municipality";
inline constexpr char kOthers[] = "others";

// More shares than any company has; sums of such counts fit 64 bits.
inline constexpr std::int64_t kMostShares = 1'000'000'000'000'000;

// In the order in which those of one day take effect. Transfers and redemptions do so together.
enum class Happening { kFounding, kSplit, kIssue, kTransfer, kRedemption, kBuyOut, kMerger };

struct Transaction {
  absl::CivilDay day;
  std::string id;  // orders those of one day and kind
  Happening kind = Happening::kFounding;
  std::string company;
  std::string from;
  std::string to;
  std::string share_class;      // empty: the company has none, or all of them
  std::int64_t count = 0;       // not of buy-outs, splits and mergers
  std::int64_t ratio_new = 0;   // of splits and mergers: so many new shares …
  std::int64_t ratio_old = 0;   // … for so many old ones; 0 of a merger without return
  std::string into = {};        // of a merger
  std::string into_class = {};  // of a merger
};

struct ShareClass {
  std::string id;
  std::int64_t votes_per_share = 1;
  std::int64_t nominal_ore = 1;  // at the founding
};

struct Company {
  std::string id;
  std::optional<absl::CivilDay> founded = std::nullopt;
  std::optional<absl::CivilDay> last_day = std::nullopt;
  std::vector<ShareClass> classes = {};  // none: one kind of share
};

}  // namespace ett::ownership
