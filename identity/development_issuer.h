#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

struct _cjose_jwk_int;

namespace ett::identity {

inline constexpr char kDevelopmentIssuer[] = "urn:ett:development";
// Whom tokens are for, unless it is configured.
inline constexpr char kAudience[] = "ett";

// What a development token shall say.
struct DevelopmentToken {
  std::string name = "developer";
  std::vector<std::string> scopes;
  std::vector<std::string> municipalities = {"*"};
  std::string audience = kAudience;
  absl::Duration lifetime = absl::Hours(1);
};

// Issues tokens to whoever can read its key: for one machine, never beside TLS.
class DevelopmentIssuer {
 public:
  // The ES256 key of that file, which is made, for its owner alone, where there is none. All
  // processes of a machine that name one file have one key, even when they start together.
  // INVALID_ARGUMENT for a file that others may read, or that holds something else.
  static absl::StatusOr<DevelopmentIssuer> Open(const std::string& path);

  absl::StatusOr<std::string> Issue(const DevelopmentToken& token, absl::Time now) const;

  // The public half, as a JWK set.
  std::string KeySetText() const;

 private:
  struct Release {
    void operator()(_cjose_jwk_int* key) const;
  };
  using Key = std::unique_ptr<_cjose_jwk_int, Release>;

  explicit DevelopmentIssuer(Key key) : key_(std::move(key)) {}
  // Writes a new key, unless there is a file by now.
  static absl::Status Make(const std::string& path);

  Key key_;
};

}  // namespace ett::identity
