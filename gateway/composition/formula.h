#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <functional>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "ett/figures/v1/figures.pb.h"

namespace ett::composition {

namespace pb = ::ett::figures::v1;

using Exact = boost::multiprecision::cpp_rational;
// Dimensions and the categories in them; those left out are at the total.
using Places = std::map<std::string, std::string>;

// How a figure is computed from others.
struct Formula {
  enum class Kind { kFigure, kNumber, kSum, kDifference, kProduct, kQuotient, kTotal };
  Kind kind = Kind::kNumber;
  std::string figure = {};       // kFigure: its name
  std::int64_t number = 0;       // kNumber
  std::vector<Formula> of = {};  // the others' operands; of kTotal the one term
  std::string over = {};         // kTotal: the dimension whose categories are summed
  std::string among = {};        // kTotal: the figure that has a number where a category counts
};

// What a figure, or a formula, comes to at a place: a number, or the reason why there is none.
struct Outcome {
  std::optional<Exact> number;
  pb::CellReason reason = pb::CELL_REASON_UNSPECIFIED;
  pb::Text reason_text = {};
  pb::CellStatus status = pb::CELL_STATUS_UNSPECIFIED;
  int revision = 0;
  bool across_break = false;
  // Categories that counted and that should have, of totals.
  int counted = 0;
  int expected = 0;
  std::vector<pb::ProvenancePart> parts = {};
  std::map<std::string, pb::Footnote> footnotes = {};
};

// The figures that a formula is about.
class FigureSource {
 public:
  virtual ~FigureSource() = default;
  virtual Outcome At(const std::string& figure, const Places& places) const = 0;
  virtual std::vector<std::string> Categories(const std::string& figure,
                                              const std::string& dimension) const = 0;
};

// From JSON: "name", a whole number, {"sum" | "product": […]}, {"difference" | "quotient": [a, b]},
// {"total": …, "over": dimension, "among": name}. INVALID_ARGUMENT names what is wrong.
absl::StatusOr<Formula> ParseFormula(const nlohmann::json& json);

// The names of its figures.
std::set<std::string> FiguresOf(const Formula& formula);

// The value at a place, computed exactly and rounded by nobody. Where an operand has no number
// there is none, and the weightiest reason stands: withheld, then unavailable, missing, not
// applicable. So it is with a total, but that what is missing is left out of it, which `counted`
// tells; and of a sum what is not applicable. A status is the weakest of the operands': final,
// reported, provisional, estimated.
Outcome Evaluate(const Formula& formula, const Places& places, const FigureSource& source);

// For people: `total over company of work_years × (share ÷ 100)`.
std::string ToString(const Formula& formula, const std::map<std::string, std::string>& names);

}  // namespace ett::composition
