#include "services/ownership/bods_findings.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/ownership/domain/birth_number.h"

namespace ett::ownership::bods {
namespace {

constexpr absl::string_view kWithheld = "what is not told";
constexpr std::size_t kMostShown = 60;

constexpr absl::string_view kPersonal[] = {
    "/recordDetails/identifiers", "/recordDetails/birthDate", "/recordDetails/deathDate",
    "/recordDetails/placeOfBirth", "/recordDetails/addresses"};

bool IsPersonal(absl::string_view path) {
  return std::any_of(std::begin(kPersonal), std::end(kPersonal),
                     [&](absl::string_view personal) { return absl::StartsWith(path, personal); });
}

std::string WithoutBirthNumber(absl::string_view text) {
  return std::string(HoldsBirthNumber(text) ? kWithheld : text);
}

// The first characters of valid UTF-8.
absl::string_view Cut(absl::string_view text) {
  std::size_t characters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool begins = (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
    if (begins && characters++ == kMostShown) return text.substr(0, i);
  }
  return text;
}

}  // namespace

void Findings::Begin(Place place) {
  place_ = std::make_shared<const Place>(std::move(place));
  sound_ = true;
}

void Findings::Add(Rule rule, absl::string_view path, absl::string_view wanted,
                   absl::string_view came) {
  if (SeverityOf(rule) == Severity::kError) sound_ = false;
  AddAt(*place_, rule, path, wanted, came);
}

void Findings::Add(Rule rule, const Json& json, absl::string_view wanted) {
  Add(rule, json.path(), wanted, HoldsBirthNumber(json.text()) ? kWithheld : Shown(json));
}

void Findings::AddAt(const Place& place, Rule rule, absl::string_view path,
                     absl::string_view wanted, absl::string_view came) {
  const bool told = !place.of_person || !IsPersonal(path) || came == "nothing";
  on_problem_({place.statement, WithoutBirthNumber(place.statement_id), WithoutBirthNumber(path),
               rule, WithoutBirthNumber(wanted),
               told ? WithoutBirthNumber(came) : std::string(kWithheld)});
}

std::string Shown(const Json& json) {
  switch (json.kind()) {
    case JsonKind::kAbsent:
      return "nothing";
    case JsonKind::kNull:
      return "null";
    case JsonKind::kArray:
      return json.first() ? "an array" : "an empty array";
    case JsonKind::kObject:
      return "an object";
    case JsonKind::kText: {
      const absl::string_view cut = Cut(json.text());
      return absl::StrCat("\"", cut, cut.size() < json.text().size() ? "…\"" : "\"");
    }
    default:
      return std::string(Cut(json.text()));
  }
}

}  // namespace ett::ownership::bods
