#include "services/hr/target_figures.h"

#include <optional>
#include <utility>

#include "figures/round.h"
#include "services/hr/counts.h"
#include "services/hr/domain/development.h"

namespace ett::hr {
namespace {

using figures::Entry;
using figures::Period;

constexpr char kSickLeaveRate[] = "hr/sick-leave-rate";
constexpr int kPrintedDecimals = 1;

const Target* TargetFor(const Snapshot& staff, Period period) {
  if (period.kind() != Period::Kind::kYear) return nullptr;
  return TargetOf(staff, kSickLeaveRate, period.year());
}

// The rate of the whole as printed; nothing where there is none, or it may not be published.
std::optional<double> PrintedRate(const Snapshot& staff, Period period) {
  const Breakdown rate = SickLeaveRate(staff, period, "");
  if (rate.found.empty() || rate.found[0].behind.persons < kFewestPersons) return std::nullopt;
  const std::optional<double> number = rate.found[0].number;
  if (!number) return std::nullopt;
  return figures::RoundDecimal(*number, kPrintedDecimals);
}

figures::Text TextOf(TargetStatus status) {
  switch (status) {
    case TargetStatus::kReached:
      return figures::MakeText("nådd", "reached");
    case TargetStatus::kOnTrack:
      return figures::MakeText("ikke nådd, men nærmere enn året før",
                               "not reached, but nearer than the year before");
    default:
      return figures::MakeText("ikke nådd", "not reached");
  }
}

}  // namespace

std::vector<Entry> SickLeaveTarget(const Snapshot& staff, const figures::Query&, Period period,
                                   figures::pb::CellStatus) {
  const Target* target = TargetFor(staff, period);
  if (target == nullptr) return {};
  figures::Value value{target->value};
  value.synthetic = staff.synthetic_targets;
  return {{period, {}, std::move(value)}};
}

std::vector<Entry> SickLeaveTargetStatus(const Snapshot& staff, const figures::Query&,
                                         Period period, figures::pb::CellStatus status) {
  const Target* target = TargetFor(staff, period);
  const std::optional<double> rate = PrintedRate(staff, period);
  if (target == nullptr || !rate) return {};
  figures::Value value{TextOf(StatusOf(*target, *rate, PrintedRate(staff, period.Previous())))};
  value.status = status;
  value.synthetic = staff.synthetic_staff || staff.synthetic_targets;
  return {{period, {}, std::move(value)}};
}

}  // namespace ett::hr
