#pragma once

#include <cstdint>
#include <ostream>
#include <string>

#include "absl/time/time.h"

namespace ett::bench {

// Rows that the service and its peer took in, and how long each needed.
struct Race {
  std::int64_t rows = 0;
  absl::Duration service;
  absl::Duration peer;

  Race& operator+=(const Race& other);
  // The service's rows a second by the peer's.
  double ratio() const { return absl::FDivDuration(peer, service); }
};

// What was measured: a table for people and lines of JSON for tools. No times: they say more of the
// machine than of the program.
class Report {
 public:
  Report(std::string part, double size, std::ostream& table, std::ostream& json);

  // Heads the lines after it, in the table.
  void Section(const std::string& section, const std::string& peer);
  void Add(const std::string& what, const Race& race);
  // Another number that is the same on every machine.
  void AddRatio(const std::string& what, double ratio);
  // A number near 0, such as an error.
  void AddSmall(const std::string& what, double number);
  // What could not be measured.
  void AddNote(const std::string& what);
  void AddMemory(const std::string& what, std::int64_t bytes);

 private:
  const std::string part_;
  const double size_;
  std::ostream& table_;
  std::ostream& json_;
  std::string section_;
  std::string peer_;
};

}  // namespace ett::bench
