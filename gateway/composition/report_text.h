#pragma once

#include <string>
#include <vector>

#include "ett/report/v1/report_service.pb.h"
#include "gateway/composition/report_definition.h"
#include "gateway/composition/report_figures.h"
#include "gateway/composition/sentence.h"

namespace ett::composition {

// A report in words.
struct ReportText {
  std::string title;
  std::string markdown;
  std::vector<report::v1::Statement> statements;
};

// Writes the report. Where a domain did not answer there is one note under each heading; figures
// that rest on synthetic records carry a dagger, which the text explains first; footnotes are
// numbered in order of appearance and stand last.
ReportText Write(const ReportDefinition& definition, const ReportFigures& figures,
                 const Voice& voice);

// A section by itself: as Write, without the report's title; `title` is its heading.
ReportText WriteSection(const ReportDefinition& section, const ReportFigures& figures,
                        const Voice& voice);

}  // namespace ett::composition
