#include "tests/bench/report.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/str_format.h"

namespace ett::bench {

Race& Race::operator+=(const Race& other) {
  rows += other.rows;
  service += other.service;
  peer += other.peer;
  return *this;
}

Report::Report(std::string part, double size, std::ostream& table, std::ostream& json)
    : part_(std::move(part)), size_(size), table_(table), json_(json) {}

void Report::Section(const std::string& section, const std::string& peer) {
  section_ = section;
  peer_ = peer;
  table_ << absl::StrFormat("\n%s (size %g)\n  %-34s %12s   service / %s\n", section, size_, "",
                            "rows", peer);
}

void Report::Add(const std::string& what, const Race& race) {
  table_ << absl::StrFormat("  %-34s %12d   %.3f\n", what, race.rows, race.ratio()) << std::flush;
  json_ << nlohmann::json({{"part", part_},
                           {"size", size_},
                           {"section", section_},
                           {"what", what},
                           {"peer", peer_},
                           {"rows", race.rows},
                           {"ratio", race.ratio()}})
        << std::endl;
}

void Report::AddRatio(const std::string& what, double ratio) {
  table_ << absl::StrFormat("  %-34s %12.2f\n", what, ratio) << std::flush;
  json_ << nlohmann::json({{"part", part_},
                           {"size", size_},
                           {"section", section_},
                           {"what", what},
                           {"ratio", ratio}})
        << std::endl;
}

void Report::AddSmall(const std::string& what, double number) {
  table_ << absl::StrFormat("  %-45s %.1e\n", what, number) << std::flush;
  json_ << nlohmann::json({{"part", part_},
                           {"size", size_},
                           {"section", section_},
                           {"what", what},
                           {"number", number}})
        << std::endl;
}

void Report::AddNote(const std::string& what) {
  table_ << absl::StrFormat("  %s\n", what) << std::flush;
  json_ << nlohmann::json({{"part", part_}, {"size", size_}, {"section", section_}, {"what", what}})
        << std::endl;
}

void Report::AddMemory(const std::string& what, std::int64_t bytes) {
  table_ << absl::StrFormat("  %-34s %9d MB\n", what, bytes / 1'000'000) << std::flush;
  json_ << nlohmann::json({{"part", part_},
                           {"size", size_},
                           {"section", section_},
                           {"what", what},
                           {"bytes", bytes}})
        << std::endl;
}

}  // namespace ett::bench
