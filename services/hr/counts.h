#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "figures/period.h"
#include "services/hr/domain/rates.h"
#include "services/hr/domain/workforce.h"

// Each metric as a number for every cell of a breakdown; nothing where there is nothing to count.
// Nothing is withheld here; see staff_figures.h.
namespace ett::hr {

struct Numbers {
  // On the last day of a period.
  std::function<std::vector<std::optional<double>>(const Snapshot&, const Cells&, figures::Period)>
      on_last_day = nullptr;
  // Or over days: amounts that add up over spans and are a percentage then.
  std::function<std::vector<SickLeave>(const Snapshot&, const Cells&, Span)> over_days = nullptr;
  // Over how many months that end with the period; 0 for the period itself.
  int months = 0;
};

Span SpanOf(figures::Period period);

// Of the days of sick leave that `counts`, over all agreed days.
Numbers SickLeaveRate(SickFilter counts = nullptr);

// The same over the twelve months that end with the period.
Numbers SickLeaveRateOfTwelveMonths();

// Whether anybody had any sick leave in the period: if not, it was not collected.
bool HasSickLeave(const Snapshot& staff, figures::Period period);

// Of those employed on the last day of the period.
Numbers OnLastDay(std::function<std::optional<double>(const Workforce&)> number);

// Share of women, of those of known sex.
std::optional<double> WomenShare(const Workforce& cell);

// Mean years, of those whose seniority is known; nothing when these are fewer than may be shown.
std::optional<double> MeanSeniority(const Workforce& cell);

// Of pay on the last day of the period: (W − M) / M × 100 and W / M × 100 of the means; the mean
// and the median in kroner; and the gap between those who are alike, for the whole alone.
Numbers PayGap();
Numbers PayRatio();
Numbers MeanPay();
Numbers MedianPay();
Numbers AdjustedGap();

}  // namespace ett::hr
