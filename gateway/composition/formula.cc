#include "gateway/composition/formula.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::composition {
namespace {

using Json = nlohmann::json;
using Kind = Formula::Kind;

constexpr char kWanted[] =
    "a figure's name, a whole number, \"sum\", \"difference\", \"product\", \"quotient\" or "
    "\"total\"";

absl::StatusOr<Formula> ParseTotal(const Json& json) {
  Formula total{Kind::kTotal};
  ASSIGN_OR_RETURN(Formula term, ParseFormula(json.at("total")));
  total.of.push_back(std::move(term));
  total.over = json.at("over").get<std::string>();
  total.among = json.at("among").get<std::string>();
  return total;
}

absl::StatusOr<Formula> ParseOperation(const std::string& name, Kind kind, const Json& json) {
  Formula formula{kind};
  for (const Json& each : json) {
    ASSIGN_OR_RETURN(Formula operand, ParseFormula(each));
    formula.of.push_back(std::move(operand));
  }
  const bool of_two = kind == Kind::kDifference || kind == Kind::kQuotient;
  if (json.is_array() && (of_two ? formula.of.size() == 2 : formula.of.size() >= 2)) return formula;
  return status::InvalidField(absl::StrCat("formula.", name),
                              of_two ? "two operands" : "two operands or more", json.dump());
}

int Weight(pb::CellReason reason) {
  switch (reason) {
    case pb::CELL_REASON_SUPPRESSED:
      return 4;
    case pb::CELL_REASON_UNAVAILABLE:
      return 3;
    case pb::CELL_REASON_MISSING:
      return 2;
    case pb::CELL_REASON_NOT_APPLICABLE:
      return 1;
    default:
      return 0;
  }
}

int Weakness(pb::CellStatus status) {
  switch (status) {
    case pb::CELL_STATUS_FINAL:
      return 1;
    case pb::CELL_STATUS_REPORTED:
      return 2;
    case pb::CELL_STATUS_PROVISIONAL:
      return 3;
    case pb::CELL_STATUS_ESTIMATED:
      return 4;
    default:
      return 0;
  }
}

void TakeReason(const Outcome& from, Outcome& to) {
  if (Weight(from.reason) <= Weight(to.reason)) return;
  to.reason = from.reason;
  to.reason_text = from.reason_text;
}

// What stands behind an operand stands behind the whole.
void TakeEvidence(const Outcome& from, Outcome& to) {
  if (Weakness(from.status) > Weakness(to.status)) to.status = from.status;
  to.revision = std::max(to.revision, from.revision);
  to.across_break = to.across_break || from.across_break;
  to.counted += from.counted;
  to.expected += from.expected;
  to.parts.insert(to.parts.end(), from.parts.begin(), from.parts.end());
  to.footnotes.insert(from.footnotes.begin(), from.footnotes.end());
}

Outcome Without(pb::CellReason reason) {
  Outcome outcome;
  outcome.reason = reason;
  return outcome;
}

// `number` op `operand`; false where that means nothing.
bool Apply(Kind kind, const Exact& operand, Exact& number) {
  if (kind == Kind::kSum) number += operand;
  if (kind == Kind::kDifference) number -= operand;
  if (kind == Kind::kProduct) number *= operand;
  if (kind != Kind::kQuotient) return true;
  if (operand == 0) return false;
  number /= operand;
  return true;
}

Outcome Combine(const Formula& formula, const Places& places, const FigureSource& source) {
  Outcome whole;
  std::optional<Exact> number;
  for (const Formula& each : formula.of) {
    const Outcome operand = Evaluate(each, places, source);
    const bool adds_nothing = operand.reason == pb::CELL_REASON_NOT_APPLICABLE;
    if (formula.kind == Kind::kSum && adds_nothing) continue;
    TakeReason(operand, whole);
    TakeEvidence(operand, whole);
    if (!operand.number.has_value()) continue;
    if (!number.has_value()) {
      number = operand.number;
    } else if (!Apply(formula.kind, *operand.number, *number)) {
      TakeReason(Without(pb::CELL_REASON_NOT_APPLICABLE), whole);
    }
  }
  if (!number.has_value()) TakeReason(Without(pb::CELL_REASON_NOT_APPLICABLE), whole);
  if (whole.reason == pb::CELL_REASON_UNSPECIFIED) {
    whole.number = number;
    return whole;
  }
  whole.status = pb::CELL_STATUS_UNSPECIFIED;
  whole.parts.clear();
  return whole;
}

// The term of one category; not applicable where the category does not count.
Outcome TermAt(const Formula& total, const Places& places, const FigureSource& source) {
  const Outcome counts = source.At(total.among, places);
  if (counts.number.has_value()) return Evaluate(total.of.front(), places, source);
  const bool is_unsure =
      counts.reason == pb::CELL_REASON_SUPPRESSED || counts.reason == pb::CELL_REASON_UNAVAILABLE;
  return is_unsure ? counts : Without(pb::CELL_REASON_NOT_APPLICABLE);
}

void AddTerm(const Outcome& term, Outcome& total) {
  if (term.reason == pb::CELL_REASON_NOT_APPLICABLE) return;
  ++total.expected;
  if (term.reason == pb::CELL_REASON_MISSING) return;
  if (!term.number.has_value()) return TakeReason(term, total);
  ++total.counted;
  TakeEvidence(term, total);
  total.number = total.number.value_or(Exact(0)) + *term.number;
}

Outcome Total(const Formula& formula, Places places, const FigureSource& source) {
  if (places.contains(formula.over)) return TermAt(formula, places, source);
  // Where nothing is known of the figure that says which count, nothing is known of the total.
  const Outcome whole = source.At(formula.among, places);
  Outcome total;
  if (whole.reason == pb::CELL_REASON_UNAVAILABLE) TakeReason(whole, total);
  for (const std::string& category : source.Categories(formula.among, formula.over)) {
    places[formula.over] = category;
    AddTerm(TermAt(formula, places, source), total);
  }
  if (total.reason == pb::CELL_REASON_UNSPECIFIED && !total.number.has_value()) {
    total.reason = total.expected > 0 ? pb::CELL_REASON_MISSING : pb::CELL_REASON_NOT_APPLICABLE;
  }
  if (total.reason == pb::CELL_REASON_UNSPECIFIED) return total;
  Outcome none = Without(total.reason);
  none.reason_text = total.reason_text;
  none.footnotes = total.footnotes;
  return none;
}

std::string Parenthesised(const Formula& formula, const std::map<std::string, std::string>& names) {
  const std::string text = ToString(formula, names);
  return formula.of.empty() ? text : absl::StrCat("(", text, ")");
}

}  // namespace

absl::StatusOr<Formula> ParseFormula(const nlohmann::json& json) {
  if (json.is_string()) return Formula{Kind::kFigure, json.get<std::string>()};
  if (json.is_number_integer()) return Formula{Kind::kNumber, "", json.get<std::int64_t>()};
  if (json.is_object() && json.contains("total")) return ParseTotal(json);
  static const auto& operations =
      *new std::map<std::string, Kind>{{"sum", Kind::kSum},
                                       {"difference", Kind::kDifference},
                                       {"product", Kind::kProduct},
                                       {"quotient", Kind::kQuotient}};
  if (json.is_object() && json.size() == 1) {
    const auto found = operations.find(json.begin().key());
    if (found != operations.end()) {
      return ParseOperation(found->first, found->second, json.begin().value());
    }
  }
  return status::InvalidField("formula", kWanted, json.dump());
}

std::set<std::string> FiguresOf(const Formula& formula) {
  std::set<std::string> names;
  if (formula.kind == Kind::kFigure) names.insert(formula.figure);
  if (!formula.among.empty()) names.insert(formula.among);
  for (const Formula& each : formula.of) names.merge(FiguresOf(each));
  return names;
}

Outcome Evaluate(const Formula& formula, const Places& places, const FigureSource& source) {
  switch (formula.kind) {
    case Kind::kFigure:
      return source.At(formula.figure, places);
    case Kind::kNumber: {
      Outcome constant;
      constant.number = Exact(formula.number);
      return constant;
    }
    case Kind::kTotal:
      return Total(formula, places, source);
    default:
      return Combine(formula, places, source);
  }
}

std::string ToString(const Formula& formula, const std::map<std::string, std::string>& names) {
  static const auto& signs = *new std::map<Kind, const char*>{{Kind::kSum, " + "},
                                                              {Kind::kDifference, " − "},
                                                              {Kind::kProduct, " × "},
                                                              {Kind::kQuotient, " ÷ "}};
  if (formula.kind == Kind::kFigure) {
    const auto name = names.find(formula.figure);
    return name == names.end() ? formula.figure : name->second;
  }
  if (formula.kind == Kind::kNumber) return absl::StrCat(formula.number);
  if (formula.kind == Kind::kTotal) {
    return absl::StrCat("total over ", formula.over, " of ", ToString(formula.of.front(), names));
  }
  return absl::StrJoin(
      formula.of, signs.at(formula.kind),
      [&](std::string* out, const Formula& each) { out->append(Parenthesised(each, names)); });
}

}  // namespace ett::composition
