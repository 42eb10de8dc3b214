#pragma once

#include <openssl/x509.h>

#include <memory>
#include <string>
#include <utility>
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

  // Takes the file if it has changed. What is wrong with it leaves what was before. Of those that
  // were loaded, as below.
  absl::Status Look() const { return grants_->Look(); }
  // From now on, looks in a thread of its own, until this and its copies end.
  void Watch(watch::WatchedText::Told told) const { grants_->Watch(std::move(told)); }

  // Who has one of these names, the first that is known; null when none is: a certificate alone
  // need not be an identity. In a chain of processes, give no name to the one in front: its
  // certificate would stand for all callers that show nothing.
  std::shared_ptr<const Caller> Identify(const std::vector<std::string>& names) const;

 private:
  std::shared_ptr<GrantSource> grants_;  // null for none
};

// `URI:…` and `DNS:…` of its subject alternative names, then `CN:…` of its subject. Names with a
// NUL in them are left out.
std::vector<std::string> NamesOf(const X509& certificate);

}  // namespace ett::identity
