#pragma once

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"

// Statements of BODS 0.4 for tests.
namespace ett::ownership {

// A statement of a record; `details` are its recordDetails.
inline std::string Statement(int number, const std::string& type, const std::string& record,
                             const std::string& details, const std::string& date = "2018-03-01") {
  return absl::StrCat(R"({"statementId": "00000000-0000-0000-0000-0000000000)",
                      number < 10 ? "0" : "", number, R"(", "statementDate": ")", date,
                      R"(", "publicationDetails": {"publicationDate": "2018-04-01",
      "bodsVersion": "0.4", "publisher": {"name": "A register"}}, "source": {},
      "declarationSubject": "water", "recordId": ")",
                      record, R"(", "recordType": ")", type, R"(", "recordDetails": )", details,
                      "}");
}

inline std::string Entity(int number, const std::string& record, const std::string& more,
                          const std::string& date = "2018-03-01") {
  return Statement(
      number, "entity", record,
      absl::StrCat(R"({"isComponent": false, "entityType": {"type": "registeredEntity"}, )", more,
                   "}"),
      date);
}

inline std::string Owns(int number, const std::string& record, const std::string& party,
                        const std::string& interests, const std::string& date = "2018-03-01") {
  return Statement(number, "relationship", record,
                   absl::StrCat(R"({"isComponent": false, "subject": "water", "interestedParty": )",
                                party, R"(, "interests": [)", interests, "]}"),
                   date);
}

inline std::string Share(const std::string& type, const std::string& share,
                         const std::string& more = "") {
  return absl::StrCat(R"({"type": ")", type, R"(", "directOrIndirect": "direct", "share": {)",
                      share, "}", more, "}");
}

inline const std::string& Water() {
  static const auto& water = *new std::string(Entity(1, "water", R"("name": "Vannverket AS",
      "identifiers": [{"id": "974760673", "scheme": "NO-BRC"}], "foundingDate": "2001-02-03",
      "jurisdiction": {"name": "Norway", "code": "NO"})"));
  return water;
}

inline std::string Person() {
  return Statement(2, "person", "NO-P 7",
                   R"({"isComponent": false, "personType": "knownPerson", "birthDate": "1950-04",
      "addresses": [{"type": "residence", "address": "Veien 1"}],
      "names": [{"type": "legal", "fullName": "Kari Nordmann"}]})");
}

inline std::string Lines(const std::vector<std::string>& statements) {
  std::string lines;
  for (const std::string& each : statements) {
    lines += absl::StrReplaceAll(each, {{"\n", " "}}) + "\n";
  }
  return lines;
}

inline std::string Array(const std::vector<std::string>& statements) {
  return absl::StrCat("[", absl::StrJoin(statements, ",\n"), "]");
}

}  // namespace ett::ownership
