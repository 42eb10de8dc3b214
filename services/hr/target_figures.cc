#include "services/hr/target_figures.h"

#include <optional>
#include <utility>

#include "figures/round.h"
#include "services/hr/domain/development.h"
#include "services/hr/staff_figures.h"
#include "status/macros.h"

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
absl::StatusOr<std::optional<double>> PrintedRate(const Staff& staff, Period period) {
  const StaffMetric metric{.numbers = SickLeaveRate(), .collected = HasSickLeave};
  ASSIGN_OR_RETURN(const auto entries, StaffFigures(staff, metric, figures::Query(), period));
  if (entries.empty()) return std::nullopt;
  const auto* value = std::get_if<figures::Value>(&entries[0].figure);
  if (value == nullptr) return std::nullopt;
  return figures::RoundDecimal(std::get<double>(value->value), kPrintedDecimals);
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

absl::StatusOr<std::vector<Entry>> SickLeaveTarget(const Staff& staff, Period period) {
  const Target* target = TargetFor(staff.snapshot(), period);
  if (target == nullptr) return std::vector<Entry>();
  return std::vector<Entry>{{period, {}, figures::Value{target->value}}};
}

absl::StatusOr<std::vector<Entry>> SickLeaveTargetStatus(const Staff& staff, Period period) {
  const Target* target = TargetFor(staff.snapshot(), period);
  if (target == nullptr) return std::vector<Entry>();
  ASSIGN_OR_RETURN(const std::optional<double> rate, PrintedRate(staff, period));
  if (!rate) return std::vector<Entry>();
  ASSIGN_OR_RETURN(const std::optional<double> before, PrintedRate(staff, period.Previous()));
  const TargetStatus status = StatusOf(*target, *rate, before);
  return std::vector<Entry>{{period, {}, figures::Value{TextOf(status)}}};
}

}  // namespace ett::hr
