#include "services/ownership/bods_schema.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/ownership/bods_format.h"

namespace ett::ownership::bods {
namespace {

bool IsOfKind(const Json& json, Want want) {
  switch (want) {
    case Want::kObject:
      return json.IsObject();
    case Want::kArray:
      return json.IsArray();
    case Want::kText:
      return json.IsText();
    case Want::kPercentage:
      return json.kind() == JsonKind::kNumber;
    case Want::kBoolean:
      return json.kind() == JsonKind::kBoolean;
    case Want::kParty:
      return json.IsText() || json.IsObject();
  }
  return false;
}

absl::string_view NameOf(Want want) {
  switch (want) {
    case Want::kObject:
      return "an object";
    case Want::kArray:
      return "an array";
    case Want::kText:
      return "a text";
    case Want::kPercentage:
      return "a number";
    case Want::kBoolean:
      return "true or false";
    case Want::kParty:
      return "a text or an object";
  }
  return "";
}

bool IsOfForm(absl::string_view text, TextForm form) {
  switch (form) {
    case TextForm::kAny:
      return true;
    case TextForm::kDay:
      return ParseDay(text).has_value();
    case TextForm::kInstant:
      return ParseInstant(text).has_value();
    case TextForm::kCoarseDay:
      return ParseCoarseDay(text).has_value();
    case TextForm::kUri:
      return IsUri(text);
    case TextForm::kVersion:
      return IsVersion(text);
  }
  return false;
}

absl::string_view NameOf(TextForm form) {
  switch (form) {
    case TextForm::kAny:
      return "any text";
    case TextForm::kDay:
      return "a day, YYYY-MM-DD";
    case TextForm::kInstant:
      return "a day, YYYY-MM-DD, or a time, YYYY-MM-DDTHH:MM:SSZ";
    case TextForm::kCoarseDay:
      return "YYYY, YYYY-MM or YYYY-MM-DD";
    case TextForm::kUri:
      return "a URI";
    case TextForm::kVersion:
      return "a version, major.minor";
  }
  return "";
}

bool Holds(Codes codes, absl::string_view text) {
  return std::find(codes.begin(), codes.end(), text) != codes.end();
}

void CheckText(const Json& json, const Shape& shape, Findings& findings) {
  const absl::string_view text = json.text();
  if (shape.empty && !text.empty()) findings.Add(Rule::kConst, json, "an empty text");
  if (!shape.codes.empty() && !Holds(shape.codes, text)) {
    findings.Add(Rule::kEnum, json, absl::StrJoin(shape.codes, ", "));
  }
  if (!IsOfForm(text, shape.form)) {
    findings.Add(shape.form == TextForm::kVersion ? Rule::kPattern : Rule::kFormat, json,
                 NameOf(shape.form));
  }
  if (shape.least_characters == 0) return;
  const std::size_t characters = CharactersOf(text);
  if (characters < shape.least_characters || characters > shape.most_characters) {
    findings.Add(
        Rule::kLength, json,
        absl::StrCat(shape.least_characters, " to ", shape.most_characters, " characters"));
  }
}

void CheckPercentage(const Json& json, Findings& findings) {
  double number = 0;
  if (!absl::SimpleAtod(json.text(), &number) || number < 0 || number > 100) {
    findings.Add(Rule::kRange, json, "0 to 100");
  }
}

void CheckItems(const Json& json, const Shape& shape, Findings& findings) {
  if (shape.empty && json.first()) findings.Add(Rule::kConst, json, "an empty array");
  if (shape.items == nullptr) return;
  for (Json item = json.first(); item; item = item.next()) {
    CheckShape(item, *shape.items, findings);
  }
}

void CheckPresence(const Json& json, const Shape& shape, Findings& findings) {
  std::string either;
  bool one = false;
  for (const Property& property : shape.properties) {
    if (property.presence == Presence::kOptional) continue;
    const bool there = static_cast<bool>(json[property.name]);
    if (property.presence == Presence::kEither) {
      absl::StrAppend(&either, either.empty() ? "" : " or ", property.name);
      one = one || there;
    } else if (!there) {
      findings.Add(Rule::kRequired, absl::StrCat(json.path(), "/", property.name), "a value",
                   "nothing");
    }
  }
  if (!either.empty() && !one) findings.Add(Rule::kAnyOf, json.path(), either, "neither");
}

bool Applies(const Condition& condition, const Json& json) {
  const Json property = json[condition.property];
  if (!property) return false;
  return Holds(condition.values, property.text()) != condition.unless;
}

void CheckConditions(const Json& json, const Shape& shape, Findings& findings) {
  for (const Condition& condition : shape.conditions) {
    if (!Applies(condition, json)) continue;
    const Json then = json[condition.then];
    if (condition.shape == nullptr) {
      if (then) continue;
      findings.Add(Rule::kRequired, absl::StrCat(json.path(), "/", condition.then),
                   absl::StrCat("a value, since ", condition.property, " is ",
                                absl::StrJoin(condition.values, " or ")),
                   "nothing");
    } else if (then && IsOfKind(then, condition.shape->want)) {
      CheckShape(then, *condition.shape, findings);
    }
  }
}

void CheckObject(const Json& json, const Shape& shape, Findings& findings) {
  CheckPresence(json, shape, findings);
  for (Json member = json.first(); member; member = member.next()) {
    const auto property =
        std::find_if(shape.properties.begin(), shape.properties.end(),
                     [&](const Property& each) { return each.name == member.key(); });
    if (property != shape.properties.end()) {
      CheckShape(member, *property->shape, findings);
    } else if (!shape.properties.empty() && !shape.extensible) {
      findings.Add(Rule::kUnknownProperty, member.path(), "a property of BODS 0.4", Shown(member));
    }
  }
  CheckConditions(json, shape, findings);
}

}  // namespace

void CheckShape(const Json& json, const Shape& shape, Findings& findings) {
  if (!IsOfKind(json, shape.want)) return findings.Add(Rule::kType, json, NameOf(shape.want));
  switch (json.kind()) {
    case JsonKind::kObject:
      return CheckObject(json, shape, findings);
    case JsonKind::kArray:
      return CheckItems(json, shape, findings);
    case JsonKind::kText:
      return CheckText(json, shape, findings);
    case JsonKind::kNumber:
      return CheckPercentage(json, findings);
    default:
      return;
  }
}

}  // namespace ett::ownership::bods
