#pragma once

#include <functional>
#include <optional>
#include <string>

#include "figures/period.h"
#include "services/hr/domain/snapshot.h"
#include "services/hr/domain/workforce.h"
#include "services/hr/publish.h"

// Each metric as a count over a snapshot: the numbers of a period by one of its dimensions, or of
// the whole where `dimension` is empty. Nothing is withheld here; Publish does that.
namespace ett::hr {

using Count = std::function<Breakdown(const Snapshot&, figures::Period, const std::string&)>;

// Dimensions sector, unit, sex, certification, length. A period in which nobody has any sick leave
// was not collected, and has no numbers.
Breakdown SickLeaveRate(const Snapshot& staff, figures::Period period,
                        const std::string& dimension);

// Sick leave in the units of the service `cleaning`; dimension length.
Breakdown CleaningSickLeaveRate(const Snapshot& staff, figures::Period period,
                                const std::string& dimension);

// On the last day of the period; dimension sector.
Count OnLastDay(std::function<std::optional<double>(const Workforce&)> number);

// Share of women, of those of known sex; unsafe where few stand against many. Dimension sector.
Breakdown WomenShare(const Snapshot& staff, figures::Period period, const std::string& dimension);

// On the last day of the period; dimension job-group.
Breakdown PayGap(const Snapshot& staff, figures::Period period, const std::string& dimension);

// In the period; dimension trade.
Breakdown TradeCertificatesObtained(const Snapshot& staff, figures::Period period,
                                    const std::string& dimension);

// By the end of the period; dimension programme. Counts groups, not persons.
Breakdown LeaderGroups(const Snapshot& staff, figures::Period period, const std::string& dimension);

}  // namespace ett::hr
