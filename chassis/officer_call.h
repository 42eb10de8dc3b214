#pragma once

#include <grpcpp/server_context.h>

#include <cstdint>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "chassis/calls.h"
#include "chassis/officers.h"
#include "records/kind.h"
#include "records/page_token.h"

// What calls of officers have in common. Nothing of a pseudonym, a purpose or a request id is
// repeated in a refusal, as any may hold personal data.
namespace ett::chassis {

// The officer who calls: of the token, where there is a gate, which has seen to it that the token
// has the scope; otherwise whose secret is the metadata `authorization`.
absl::StatusOr<std::string> OfficerOf(const grpc::CallbackServerContext& context,
                                      const Calls& calls, const Officers& officers);

// `ErasePerson` of ErasePersonRequest.
template <class Request>
std::string MethodOf() {
  const std::string& name = Request::descriptor()->name();
  return name.substr(0, name.size() - std::string("Request").size());
}

// Whether a word stands in a text, whatever the case of their letters.
bool Names(absl::string_view text, absl::string_view word);

// Wants 1..500 bytes that `is_personal` is not true of.
void CheckPurpose(absl::string_view purpose, absl::FunctionRef<bool(absl::string_view)> is_personal,
                  records::FieldErrors& errors);
// Empty, or a UUID: anything else might name a person, and is kept.
void CheckRequestId(absl::string_view request_id, records::FieldErrors& errors);

// Where a page begins: what the token says, or `first`.
absl::StatusOr<std::int64_t> BeginOf(const records::PageToken& token, std::int64_t first);

}  // namespace ett::chassis
