#include "services/hr/publications.h"

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/hr/domain/protection.h"
#include "services/hr/domain/stable_hash.h"
#include "status/macros.h"

namespace ett::hr {
namespace {

using Rule = Publication::Rule;

// Part of every fingerprint. Another number after a change of the method: old decisions then no
// longer hold, but what they withheld still does.
constexpr char kMethod[] = "2";

class YearBuilder {
 public:
  YearBuilder(const Snapshot& staff, const PublicationScope& scope, const Year& year,
              Decisions& decisions, const Universe* within)
      : staff_(staff),
        scope_(scope),
        year_(year),
        decisions_(decisions),
        within_(within),
        cells_(CellsOf(staff, scope, year.year)),
        withheld_from_(cells_.size(), Universe::kNever) {}

  absl::StatusOr<Universe> Build() && {
    const std::vector<Span> months = MonthsBegun(year_.year, year_.known);
    for (const Span month : months) {
      if (year_.is_wanted && !year_.is_wanted()) {
        return absl::CancelledError("what is published is not asked for any more");
      }
      ++month_;
      RETURN_IF_ERROR(AddMonth(month));
    }
    return Universe(cells_, std::move(withheld_from_), static_cast<int>(months.size()));
  }

 private:
  // Names are the same whatever else there is in the snapshot.
  void NameCells(Span month) {
    std::array<std::vector<std::string>, kAxes> categories;
    for (std::size_t axis = 0; axis < kAxes; ++axis) {
      const Grouping& grouping = staff_.groupings[axis];
      for (std::size_t category = 0; category < grouping.size(); ++category) {
        categories[axis].push_back(grouping.NameOn(static_cast<int>(category), month.last));
      }
    }
    if (categories == category_names_) return;
    category_names_ = std::move(categories);
    names_.clear();
    hashes_.clear();
    for (const Place& place : cells_.places) {
      std::string& name = names_.emplace_back();
      for (std::size_t axis = 0; axis < kAxes; ++axis) {
        if (place[axis] == 0) continue;
        absl::StrAppend(&name, axis, "=", category_names_[axis][place[axis]], ";");
      }
      hashes_.push_back(StableHash(name));
    }
  }

  absl::Status AddMonth(Span month) {
    NameCells(month);
    Publication publication = PublicationOf(staff_, scope_, cells_, month);
    for (std::size_t cell = 0; cell < cells_.size(); ++cell) {
      const bool open = within_ == nullptr || within_->IsPublished(cells_.places[cell], month_);
      if (!open || withheld_from_[cell] < month_) Close(publication, cell);
    }
    const Decisions::Month key = {year_.municipality, scope_.id, year_.year, month_};
    const std::string fingerprint = FingerprintOf(publication);
    ASSIGN_OR_RETURN(std::optional<WithheldCells> kept, decisions_.Find(key, fingerprint));
    if (!kept) {
      RETURN_IF_ERROR(CloseAsEarlier(key, publication));
      ASSIGN_OR_RETURN(kept, decisions_.Keep(key, fingerprint, Decide(publication)));
    }
    for (std::size_t cell = 0; cell < cells_.size(); ++cell) {
      if (withheld_from_[cell] == Universe::kNever && kept->contains(names_[cell])) {
        withheld_from_[cell] = month_;
      }
    }
    return absl::OkStatus();
  }

  // Not published, whether or not it can be computed.
  static void Close(Publication& publication, std::size_t cell) {
    Rule& rule = publication.rule[cell];
    if (rule == Rule::kOpen) rule = Rule::kClosed;
  }

  // Earlier decisions may have withheld a cell from an earlier month on.
  absl::Status CloseAsEarlier(Decisions::Month key, Publication& publication) {
    for (; months_looked_up_ < month_; ++months_looked_up_) {
      key.month = months_looked_up_ + 1;
      ASSIGN_OR_RETURN(const WithheldCells latest, decisions_.FindLatest(key));
      for (const auto& [name, persons] : latest) withheld_earlier_[name] = persons;
    }
    for (std::size_t cell = 0; cell < cells_.size(); ++cell) {
      if (IsAsEarlier(publication, cell)) Close(publication, cell);
    }
    return absl::OkStatus();
  }

  bool IsAsEarlier(const Publication& publication, std::size_t cell) const {
    return StaysWithheld(withheld_earlier_, names_[cell], publication.weight[cell]);
  }

  // Also cells about nobody, if somebody was there by an earlier decision.
  WithheldCells Decide(const Publication& publication) const {
    const std::vector<bool> published = Protect(publication);
    WithheldCells withheld;
    for (std::size_t cell = 0; cell < cells_.size(); ++cell) {
      if (withheld_from_[cell] != Universe::kNever || publication.rank[cell] < 0) continue;
      if (published[cell] && !IsAsEarlier(publication, cell)) continue;
      withheld[names_[cell]] = static_cast<int>(publication.weight[cell]);
    }
    return withheld;
  }

  // Of all that the decision depends on, in an order that depends on nothing else.
  std::string FingerprintOf(const Publication& publication) const {
    std::vector<std::string> lines;
    std::vector<bool> has_persons(cells_.size());
    for (std::size_t atom = 0; atom < publication.cells_of.size(); ++atom) {
      if (publication.cells_of[atom].empty()) continue;
      std::uint64_t hash = 0;
      for (const int cell : publication.cells_of[atom]) {
        if (publication.rank[cell] < 0) continue;
        has_persons[cell] = true;
        hash += hashes_[cell];
      }
      lines.push_back(absl::StrCat("atom ", hash, " ", publication.tables[0][atom]));
    }
    for (std::size_t cell = 0; cell < cells_.size(); ++cell) {
      if (!has_persons[cell]) continue;
      lines.push_back(absl::StrCat(names_[cell], " ", static_cast<int>(publication.rule[cell]), " ",
                                   publication.weight[cell], " ", publication.rank[cell]));
    }
    return FingerprintOfLines(kMethod, std::move(lines));
  }

  const Snapshot& staff_;
  const PublicationScope& scope_;
  const Year& year_;
  Decisions& decisions_;
  const Universe* const within_;
  const Cells cells_;
  std::array<std::vector<std::string>, kAxes> category_names_;  // of the month
  std::vector<std::string> names_;                              // by cell
  std::vector<std::uint64_t> hashes_;                           // of the names
  std::vector<int> withheld_from_;                              // by cell
  WithheldCells withheld_earlier_;  // by the latest decisions on the months looked up
  int months_looked_up_ = 0;
  int month_ = 0;
};

}  // namespace

absl::StatusOr<Universe> Publish(const Snapshot& staff, const PublicationScope& scope,
                                 const Year& year, Decisions& decisions, const Universe* within) {
  return YearBuilder(staff, scope, year, decisions, within).Build();
}

}  // namespace ett::hr
