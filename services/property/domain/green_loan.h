#pragma once

#include <optional>
#include <string>
#include <vector>

#include "figures/figure.h"

// Criteria of a lender's green loans, tested on what is known of a project. The criteria are data:
// nothing here knows a lender, an edition or a threshold.
namespace ett::property {

enum class GreenLoanTest {
  kEnergyReductionPerSquareMetre,
  kEnergyReduction,
  kBelowRegulation,
  kBreeamNor,
  kPassiveHouse,
  kNearZeroEmission,
  kPlusHouse,
  kSolidTimber,
  kEnovaSupport,
  kJudgement,  // somebody has to judge it
  kNotFound,   // the criterion's text was not found
};

enum class GreenLoanVerdict { kMet, kNotMet, kNotKnown };

struct GreenLoanCriterion {
  GreenLoanTest test;
  double threshold_percent = 0;
  int least_level = 0;  // of BREEAM-NOR, higher is better
  bool necessary = false;
};

// Where something stands.
struct GreenLoanEvidence {
  std::string record;
  std::string field;
  std::string value;
  std::string unit = {};

  bool operator==(const GreenLoanEvidence&) const = default;
};

// Something that is known of a project: a number, a level, or 1 for yes and 0 for no.
struct GreenLoanFact {
  double number;
  GreenLoanEvidence evidence;
};
using MaybeFact = std::optional<GreenLoanFact>;

struct GreenLoanFacts {
  MaybeFact before_kwh_per_m2;
  MaybeFact after_kwh_per_m2;  // measured or calculated as the one before was
  MaybeFact before_m2;
  MaybeFact after_m2;
  MaybeFact frame_kwh_per_m2;  // what building regulations allow
  MaybeFact breeam_nor;
  MaybeFact passive_house;
  MaybeFact near_zero_emission;
  MaybeFact plus_house;
  MaybeFact solid_timber;
  MaybeFact enova_support;
};

struct GreenLoanFinding {
  GreenLoanVerdict verdict;
  figures::Text reason;
  std::vector<GreenLoanEvidence> evidence;
};

GreenLoanFinding Assess(const GreenLoanCriterion& criterion, const GreenLoanFacts& facts);

struct Judged {
  bool necessary;
  GreenLoanVerdict verdict;
};
// Met when all that is necessary is, and one of the others where there are any; not met when that
// cannot be, whatever is not known. Of no criteria: not known.
GreenLoanVerdict Together(const std::vector<Judged>& criteria);

}  // namespace ett::property
