#include "services/hr/trait_publications.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/hr/domain/protection.h"
#include "status/macros.h"

namespace ett::hr {
namespace {

using Rule = Publication::Rule;
using Names = std::vector<std::string>;  // by cell

// Part of every fingerprint. Another number after a change of the method.
constexpr char kMethod[] = "trait 2";

// Of all that the decision depends on: atoms are cells, too.
std::string FingerprintOf(const Publication& publication, const Names& names) {
  Names lines;
  for (std::size_t cell = 0; cell < names.size(); ++cell) {
    if (publication.weight[cell] == 0) continue;
    lines.push_back(absl::StrCat(names[cell], " ", static_cast<int>(publication.rule[cell]), " ",
                                 publication.weight[cell], " ", publication.rank[cell]));
  }
  return FingerprintOfLines(kMethod, std::move(lines));
}

// Also cells about nobody, if somebody was there by the decision before.
WithheldCells Decide(Publication publication, const Names& names, const WithheldCells& latest) {
  std::vector<bool> as_before(names.size());
  for (std::size_t cell = 0; cell < names.size(); ++cell) {
    as_before[cell] = StaysWithheld(latest, names[cell], publication.weight[cell]);
    Rule& rule = publication.rule[cell];
    if (as_before[cell] && rule == Rule::kOpen) rule = Rule::kClosed;
  }
  const std::vector<bool> published = Protect(publication);
  WithheldCells withheld;
  for (std::size_t cell = 0; cell < names.size(); ++cell) {
    if (publication.rank[cell] < 0 || (published[cell] && !as_before[cell])) continue;
    withheld[names[cell]] = static_cast<int>(publication.weight[cell]);
  }
  return withheld;
}

}  // namespace

absl::StatusOr<std::vector<bool>> PublishTrait(const TraitTable& table,
                                               const Decisions::Month& month,
                                               Decisions& decisions) {
  const Names names = table.Names();
  Publication publication = table.ToPublish();
  const std::string fingerprint = FingerprintOf(publication, names);
  ASSIGN_OR_RETURN(std::optional<WithheldCells> kept, decisions.Find(month, fingerprint));
  if (!kept) {
    ASSIGN_OR_RETURN(const WithheldCells latest, decisions.FindLatest(month));
    ASSIGN_OR_RETURN(
        kept, decisions.Keep(month, fingerprint, Decide(std::move(publication), names, latest)));
  }
  std::vector<bool> published;
  for (const std::string& name : names) published.push_back(!kept->contains(name));
  return published;
}

}  // namespace ett::hr
