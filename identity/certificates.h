#pragma once

#include <openssl/x509.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "identity/grants.h"

namespace ett::identity {

// Callers that show a client certificate which TLS has verified. The file (see grants.h) has one of
// the certificate's names as its credential: `DNS:host`, `URI:spiffe://…` or `CN:common-name`.
class Certificates {
 public:
  // None.
  Certificates() = default;

  static absl::StatusOr<Certificates> Load(const std::string& path);

  // Who has one of these names, the first that is known; null when none is: a certificate alone
  // need not be an identity. In a chain of processes, give no name to the one in front: its
  // certificate would stand for all callers that show nothing.
  std::shared_ptr<const Caller> Identify(const std::vector<std::string>& names) const;

 private:
  std::vector<Grant> grants_;
};

// `URI:…` and `DNS:…` of its subject alternative names, then `CN:…` of its subject. Names with a
// NUL in them are left out.
std::vector<std::string> NamesOf(const X509& certificate);

}  // namespace ett::identity
