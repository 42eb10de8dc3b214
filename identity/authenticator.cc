#include "identity/authenticator.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "status/errors.h"

namespace ett::identity {
namespace {

constexpr char kScheme[] = "Bearer ";

const CallerPtr& Nobody() {
  static const auto& nobody = *new CallerPtr(std::make_shared<const Caller>());
  return nobody;
}

}  // namespace

absl::StatusOr<CallerPtr> Authenticator::Identify(const Credentials& shown) const {
  if (shown.several) {
    return status::Unauthenticated("CREDENTIALS_UNKNOWN", "want one credential, got several");
  }
  if (!shown.authorization.empty()) {
    if (!absl::StartsWithIgnoreCase(shown.authorization, kScheme)) {
      return status::Unauthenticated("CREDENTIALS_UNKNOWN",
                                     "want authorization: Bearer {token}, got another form");
    }
    return tokens_->Verify(
        absl::StripLeadingAsciiWhitespace(shown.authorization.substr(sizeof kScheme - 1)));
  }
  if (!shown.api_key.empty()) return api_keys_.Identify(shown.api_key);
  if (shown.certificate_names != nullptr) {
    if (CallerPtr caller = certificates_.Identify(*shown.certificate_names)) return caller;
  }
  return Nobody();
}

}  // namespace ett::identity
