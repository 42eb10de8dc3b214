#include "services/hr/org_unit_history.h"

#include <google/protobuf/util/message_differencer.h>

#include "absl/strings/str_cat.h"
#include "records/row.h"

namespace ett::hr {
namespace {

using google::protobuf::util::MessageDifferencer;

// Between a unit and its terms, either way; all but the days.
template <class From, class To>
void CopyTerms(const From& from, To& to) {
  to.set_display_name(from.display_name());
  to.set_display_name_en(from.display_name_en());
  to.set_parent_unit(from.parent_unit());
  to.set_level(from.level());
  to.set_service_area(from.service_area());
  to.set_service(from.service());
  to.set_not_counted(from.not_counted());
}

v1::OrgUnitTerms TermsUntil(const v1::OrgUnit& unit, absl::CivilDay last) {
  v1::OrgUnitTerms terms;
  CopyTerms(unit, terms);
  *terms.mutable_valid_to() = records::DateOf(last);
  return terms;
}

bool HaveEqualTerms(const v1::OrgUnit& a, const v1::OrgUnit& b) {
  const absl::CivilDay any(2000, 1, 1);
  return MessageDifferencer::Equals(TermsUntil(a, any), TermsUntil(b, any));
}

// First day of the present terms.
absl::CivilDay PresentFrom(const v1::OrgUnit& unit) {
  return unit.former().empty() ? records::FirstDayOf(unit.valid_from())
                               : records::LastDayOf(unit.former().rbegin()->valid_to()) + 1;
}

std::string Print(absl::CivilDay day) { return absl::FormatCivilTime(day); }

}  // namespace

void CheckHistory(const v1::OrgUnit& unit, records::FieldErrors& errors) {
  absl::CivilDay least = records::FirstDayOf(unit.valid_from());
  for (int i = 0; i < unit.former_size(); ++i) {
    const v1::OrgUnitTerms& terms = unit.former(i);
    const auto field = [&](const char* name) { return absl::StrCat("former[", i, "].", name); };
    if (terms.display_name().empty()) errors.Add(field("display_name"), "REQUIRED", "a name", "");
    if (!unit.name().empty() && terms.parent_unit() == unit.name()) {
      errors.Add(field("parent_unit"), "CYCLE", "another unit", terms.parent_unit());
    }
    if (!records::IsFull(terms.valid_to())) {
      errors.Add(field("valid_to"), "MALFORMED", "a day", records::PrintDate(terms.valid_to()));
      return;
    }
    const absl::CivilDay last = records::LastDayOf(terms.valid_to());
    if (last < least) {
      errors.Add(field("valid_to"), "OUT_OF_RANGE", absl::StrCat(Print(least), " or later"),
                 Print(last));
    }
    least = last + 1;
  }
  if (unit.has_valid_to() && records::LastDayOf(unit.valid_to()) < least) {
    errors.Add("valid_to", "OUT_OF_RANGE", absl::StrCat(Print(least), " or later"),
               Print(records::LastDayOf(unit.valid_to())));
  }
  if (!unit.successors().empty() && !unit.has_valid_to()) {
    errors.Add("successors", "OUT_OF_RANGE", "none for a unit without valid_to",
               absl::StrCat(unit.successors_size()));
  }
}

std::optional<status::FieldError> SucceedUnit(const v1::OrgUnit& kept, absl::CivilDay from,
                                              v1::OrgUnit& next) {
  *next.mutable_former() = kept.former();
  *next.mutable_valid_from() = kept.valid_from();
  const absl::CivilDay present = PresentFrom(kept);
  if (HaveEqualTerms(kept, next) || from == present) return std::nullopt;
  if (from < present) {
    return status::Refusal(
        "effective_date", "SUCCEEDED",
        absl::StrCat(Print(present), " or later, since when the unit has its present terms"),
        Print(from));
  }
  *next.add_former() = TermsUntil(kept, from - 1);
  return std::nullopt;
}

bool HaveEqualPlaces(const v1::OrgUnit& a, const v1::OrgUnit& b) {
  const auto place = [](v1::OrgUnit unit) {
    for (const char* field : {"display_name", "display_name_en", "synthetic", "source", "etag",
                              "recorded_time", "level", "valid_from"}) {
      unit.GetReflection()->ClearField(&unit, unit.GetDescriptor()->FindFieldByName(field));
    }
    for (v1::OrgUnitTerms& terms : *unit.mutable_former()) {
      terms.clear_display_name();
      terms.clear_display_name_en();
      terms.clear_level();
    }
    return unit;
  };
  return MessageDifferencer::Equals(place(a), place(b));
}

std::vector<v1::OrgUnit> TermsOf(const v1::OrgUnit& unit) {
  std::vector<v1::OrgUnit> all;
  absl::CivilDay from = records::FirstDayOf(unit.valid_from());
  for (const v1::OrgUnitTerms& terms : unit.former()) {
    v1::OrgUnit& then = all.emplace_back(unit);
    CopyTerms(terms, then);
    *then.mutable_valid_to() = terms.valid_to();
    then.clear_former();
    *then.mutable_valid_from() = records::DateOf(from);
    from = records::LastDayOf(terms.valid_to()) + 1;
  }
  v1::OrgUnit& present = all.emplace_back(unit);
  present.clear_former();
  *present.mutable_valid_from() = records::DateOf(from);
  return all;
}

}  // namespace ett::hr
