#pragma once

#include <cstddef>
#include <limits>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/ownership/bods_codes.h"
#include "services/ownership/bods_findings.h"
#include "services/ownership/bods_json.h"

// The JSON Schema of BODS 0.4, as tables.
namespace ett::ownership::bods {

enum class Want {
  kObject,
  kArray,
  kText,
  kPercentage,  // a number from 0 to 100
  kBoolean,
  kParty  // a text, or the object of the shape's properties
};

enum class TextForm { kAny, kDay, kInstant, kCoarseDay, kUri, kVersion };

struct Property;
struct Condition;

// What a value is to be. Properties that are not named may be anything.
struct Shape {
  Want want = Want::kText;
  TextForm form = TextForm::kAny;
  Codes codes = {};  // none: any text
  std::size_t least_characters = 0;
  std::size_t most_characters = std::numeric_limits<std::size_t>::max();
  bool empty = false;       // the text or array is to be empty
  bool extensible = false;  // further properties are meant to be
  const Shape* items = nullptr;
  absl::Span<const Property> properties = {};
  absl::Span<const Condition> conditions = {};
};

// kEither: one at least of the properties so marked is to be there.
enum class Presence { kOptional, kRequired, kEither };

struct Property {
  absl::string_view name;
  const Shape* shape;
  Presence presence = Presence::kOptional;
};

// Where `property` is one of `values` (or, with `unless`, none of them), `then` is to be of `shape`
// too, or, without a shape, to be there.
struct Condition {
  absl::string_view property = {};
  Codes values = {};  // texts; "true" and "false" for truth values
  bool unless = false;
  absl::string_view then = {};
  const Shape* shape = nullptr;
};

// The shape of a statement.
const Shape& StatementShape();
// Of recordDetails.
const Shape& EntityShape();
const Shape& PersonShape();
const Shape& RelationshipShape();

// Tells where `json` is not of `shape`.
void CheckShape(const Json& json, const Shape& shape, Findings& findings);

}  // namespace ett::ownership::bods
