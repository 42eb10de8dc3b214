#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "ett/ownership/v1/interest_service.pb.h"
#include "records/kind.h"

// What requests of the service of interests have in common, and what is wrong with them.
namespace ett::ownership {

// Empty for a request about no one member.
template <class Request>
std::string MemberOf(const Request& request) {
  if constexpr (requires { request.declared_interest(); }) {
    return request.declared_interest().member();
  } else if constexpr (requires { request.member(); }) {
    return request.member();
  } else {
    return "";
  }
}

// The municipality of `parent`, or of `name`.
template <class Request>
absl::StatusOr<std::string> MunicipalityOf(const Request& request) {
  if constexpr (requires { request.parent(); }) {
    return records::ParseMunicipality(request.parent());
  } else {
    const absl::string_view name = request.name();
    const auto end = name.find('/', name.find('/') + 1);
    return records::ParseMunicipality(name.substr(0, end), "name");
  }
}

// Purpose, request id and pseudonym.
void CheckCall(const std::string& purpose, const std::string& request_id, const std::string& member,
               records::FieldErrors& errors);

// The name that the request wants, with a new id where it wants none. Refuses one that tells the
// member.
absl::StatusOr<records::RecordName> NameWanted(const v1::CreateDeclaredInterestRequest& request,
                                               const std::string& municipality);

}  // namespace ett::ownership
