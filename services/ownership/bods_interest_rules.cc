#include <optional>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/ownership/bods_percentage.h"
#include "services/ownership/bods_statement_rules.h"

// Of relationships and their interests.
namespace ett::ownership::bods {
namespace {

std::optional<Percentage> PercentageOf(const Json& json) {
  double number = 0;
  if (json.kind() != JsonKind::kNumber || !absl::SimpleAtod(json.text(), &number) || number < 0 ||
      number > 100) {
    return std::nullopt;
  }
  return Percentage::Parse(json.text());
}

// The bound that is there.
Json Either(const Json& inclusive, const Json& exclusive) {
  return inclusive ? inclusive : exclusive;
}

void CheckBounds(const Json& least, const Json& most, Findings& findings) {
  const std::optional<Percentage> from = PercentageOf(least), to = PercentageOf(most);
  if (!from || !to) return;
  if (*to < *from) {
    findings.Add(Rule::kShareBoundsOrder, most, absl::StrCat("at least ", from->ToString()));
  } else if (*to == *from) {
    findings.Add(Rule::kShareBoundsEqual, most,
                 absl::StrCat("more than ", from->ToString(), ", or an exact share"));
  }
}

void CheckShare(const Json& share, Findings& findings) {
  const Json minimum = share["minimum"], exclusive_minimum = share["exclusiveMinimum"];
  const Json maximum = share["maximum"], exclusive_maximum = share["exclusiveMaximum"];
  if (minimum && exclusive_minimum) {
    findings.Add(Rule::kShareTwoBounds, exclusive_minimum, "nothing beside minimum");
  }
  if (maximum && exclusive_maximum) {
    findings.Add(Rule::kShareTwoBounds, exclusive_maximum, "nothing beside maximum");
  }
  const Json least = Either(minimum, exclusive_minimum), most = Either(maximum, exclusive_maximum);
  const Json exact = share["exact"];
  if (exact && (least || most)) {
    findings.Add(Rule::kShareExactAndBounds, exact, "an exact share or bounds of it");
  } else {
    CheckBounds(least, most, findings);
  }
  for (Json number = share.first(); number; number = number.next()) {
    const std::optional<Percentage> percentage = PercentageOf(number);
    if (percentage && !Percentage::IsExact(number.text())) {
      findings.Add(Rule::kShareDecimals, number,
                   absl::StrCat("at most ", Percentage::kMostDecimals, " decimals"));
    }
  }
}

}  // namespace

void CheckRelationship(const Json& details, Findings& findings) {
  bool indirect = false;
  Json last_direct;
  for (Json interest = details["interests"].first(); interest; interest = interest.next()) {
    CheckShare(interest["share"], findings);
    CheckDateOrder(interest["startDate"], interest["endDate"], findings);
    const Json directness = interest["directOrIndirect"];
    if (directness.text() == "direct") last_direct = directness;
    indirect = indirect || directness.text() != "direct";
  }
  if (details["componentRecords"].first() && last_direct && !indirect) {
    findings.Add(Rule::kComponentDirect, last_direct,
                 "an indirect interest, since there are components");
  }
}

}  // namespace ett::ownership::bods
