#include "gateway/composition/report_words.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "figures/figure.h"

namespace ett::composition {

namespace pb = ::ett::figures::v1;
using figures::MakeText;

const Text& SyntheticNote() {
  static const auto& text = *new Text(MakeText(
      "† Syntetiske data: tallet er beregnet av genererte poster og beskriver ingen virkelig "
      "person, bygning eller virksomhet.",
      "† Synthetic data: the figure is computed from generated records and describes no real "
      "person, building or company."));
  return text;
}

const Text& DomainTitle(const std::string& domain) {
  static const auto& titles = *new std::map<std::string, Text>{
      {"hr", MakeText("Medarbeidere", "Employees")},
      {"property", MakeText("Eiendom og energi", "Property and energy")},
      {"ownership", MakeText("Eierskap", "Ownership")},
      {"composed", MakeText("På tvers av fagområdene", "Across domains")},
  };
  static const auto& unknown = *new Text(MakeText("Ukjent", "Unknown"));
  const auto found = titles.find(domain);
  return found == titles.end() ? unknown : found->second;
}

const Text& Meaning(pb::CellReason reason) {
  static const auto& meanings = *new std::map<pb::CellReason, Text>{
      {pb::CELL_REASON_SUPPRESSED,
       MakeText(": vises ikke av hensyn til personvernet", ": withheld to protect persons")},
      {pb::CELL_REASON_MISSING, MakeText(".. finnes ikke", ".. not collected")},
      {pb::CELL_REASON_NOT_APPLICABLE, MakeText(". ikke aktuelt", ". not applicable")},
      {pb::CELL_REASON_UNAVAILABLE,
       MakeText("– tjenesten svarer ikke", "– the service does not answer")}};
  static const auto& none = *new Text();
  const auto found = meanings.find(reason);
  return found == meanings.end() ? none : found->second;
}

std::string Superscript(int number) {
  static constexpr const char* kDigits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string text;
  for (const char digit : absl::StrCat(number)) text += kDigits[digit - '0'];
  return text;
}

}  // namespace ett::composition
