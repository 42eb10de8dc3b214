#pragma once

#include <string>
#include <vector>

#include "ett/hr/v1/hr.pb.h"
#include "services/hr/domain/grouping.h"

// Ids and names of categories in both languages. A code that has no name here is shown as it is.
namespace ett::hr {

Label WholeLabel();
// `health-and-care`, and so on; the area is a specified one.
Label SectorLabel(v1::ServiceArea area);
std::vector<Label> SexLabels();        // women, men
std::vector<Label> AgeLabels();        // under 30, by tens, 60 and over
std::vector<Label> PositionLabels();   // full time, part time
std::vector<Label> FormLabels();       // permanent, temporary
std::vector<Label> LevelLabels();      // not known, 1, 2, … 20
std::vector<Label> OutcomeLabels();    // of turnover: the same unit, another, gone
std::vector<Label> EndReasonLabels();  // stays, then by EndReason
Label JobGroupLabel(const std::string& code);
Label TradeLabel(const std::string& code);
Label ProgrammeLabel(const std::string& code);

}  // namespace ett::hr
