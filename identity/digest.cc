#include "identity/digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

namespace ett::identity {

std::string Sha256(absl::string_view text) {
  // Fetched once: OpenSSL 3 looks for it in each call otherwise.
  static const EVP_MD* const kSha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_Digest(text.data(), text.size(), digest, &size, kSha256, nullptr);
  return {reinterpret_cast<const char*>(digest), size};
}

bool AreSame(absl::string_view a, absl::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace ett::identity
