#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "ett/ownership/v1/position.pb.h"
#include "records/page_token.h"
#include "services/ownership/day_asked.h"
#include "services/ownership/domain/threshold.h"
#include "services/ownership/world.h"

// What all questions on positions have in common.
namespace ett::ownership {

// Where the answers come from.
struct PositionSources {
  records::Records& records;
  std::shared_ptr<RegisterCache> registers;
  std::shared_ptr<WorldCache> worlds;
};

// A question, understood.
struct Asked {
  std::string municipality;
  std::int64_t known_at = 0;  // microseconds
  absl::CivilDay day;
  std::shared_ptr<const Register> known;
};

// INVALID_ARGUMENT for a company of another municipality.
absl::StatusOr<std::shared_ptr<const Register>> KnownOfCompany(const PositionSources& sources,
                                                               const Asked& asked,
                                                               const std::string& company,
                                                               const std::string& owner);

// Without what is known.
template <class Request>
absl::StatusOr<Asked> Moment(const PositionSources& sources, const Request& request) {
  Asked asked;
  ASSIGN_OR_RETURN(asked.municipality, records::ParseMunicipality(request.parent()));
  ASSIGN_OR_RETURN(
      asked.known_at,
      sources.records.KnownAt(request.has_as_known_at() ? &request.as_known_at() : nullptr));
  if constexpr (requires { request.as_of(); }) {
    ASSIGN_OR_RETURN(
        asked.day, DayAsked("as_of", request.has_as_of(), request.as_of(), Today(sources.records)));
  }
  return asked;
}

// Request: parent, as_of, as_known_at.
template <class Request>
absl::StatusOr<Asked> Understand(const PositionSources& sources, const Request& request) {
  ASSIGN_OR_RETURN(Asked asked, Moment(sources, request));
  ASSIGN_OR_RETURN(asked.known, sources.registers->Get(asked.municipality, asked.known_at));
  return asked;
}

// The same, with `known` of that one company, where the request names one: time by its records.
// Request: company, owner, besides.
template <class Request>
absl::StatusOr<Asked> UnderstandCompany(const PositionSources& sources, const Request& request) {
  if (request.company().empty()) return Understand(sources, request);
  ASSIGN_OR_RETURN(Asked asked, Moment(sources, request));
  ASSIGN_OR_RETURN(asked.known, KnownOfCompany(sources, asked, request.company(), request.owner()));
  return asked;
}

// The id of a company that is named; empty for no name. INVALID_ARGUMENT for one of another
// municipality, NOT_FOUND for one that is not known.
absl::StatusOr<std::string> CompanyAsked(const Asked& asked, const std::string& name);

// INVALID_ARGUMENT for an owner that is neither of the codes nor known. Empty is let through.
absl::Status CheckOwnerAsked(const Register& known, const std::string& owner);

// What an owner has, as thresholds count it.
Position PositionOf(const Division& division, const std::string& company, const std::string& owner);
v1::OwnershipThreshold FromThreshold(Threshold threshold);
// None for a company without shares.
std::vector<Threshold> ThresholdsOf(const Register& known, const std::string& company,
                                    const Division& division, const std::string& owner);

// The positions of a company on a day, by owner; those of `owner` alone where it is not empty. With
// what a register says otherwise.
absl::StatusOr<std::vector<v1::Position>> PositionsOf(const Register& known,
                                                      const std::string& company,
                                                      absl::CivilDay day,
                                                      const std::string& owner = "");

}  // namespace ett::ownership
