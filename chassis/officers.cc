#include "chassis/officers.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <fstream>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::chassis {
namespace {

constexpr char kKeyName[] = "fingerprint-key";
constexpr char kScheme[] = "Bearer ";

std::string Sha256(absl::string_view text) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_Digest(text.data(), text.size(), digest, &size, EVP_sha256(), nullptr);
  return {reinterpret_cast<const char*>(digest), size};
}

absl::Status Wrong(absl::string_view place, absl::string_view wanted) {
  return absl::InvalidArgumentError(absl::StrCat("--privacy-officers: ", place, "want ", wanted));
}

}  // namespace

absl::Status Officers::AddLine(absl::string_view line) {
  const std::vector<std::string> words = absl::StrSplit(line, ' ', absl::SkipEmpty());
  const bool is_hex =
      words.size() == 2 && words[1].size() == 64 &&
      std::all_of(words[1].begin(), words[1].end(), [](char c) { return absl::ascii_isxdigit(c); });
  if (!is_hex) return absl::InvalidArgumentError("a name, a space and 64 hexadecimal digits");
  const std::string bytes = absl::HexStringToBytes(words[1]);
  const bool is_key = words[0] == kKeyName;
  const bool is_known =
      is_key ? !key_.empty() : std::any_of(officers_.begin(), officers_.end(), [&](const auto& o) {
        return o.name == words[0] || o.digest == bytes;
      });
  if (is_known) return absl::InvalidArgumentError("each name and each secret once");
  if (is_key) {
    key_ = bytes;
  } else {
    officers_.push_back({words[0], bytes});
  }
  return absl::OkStatus();
}

absl::StatusOr<Officers> Officers::Load(const std::string& path, bool by_token) {
  std::ifstream file(path);
  if (!file) return Wrong("", absl::StrCat("a file that can be read, got \"", path, "\""));
  Officers officers;
  std::string text;
  for (int number = 1; std::getline(file, text); ++number) {
    const absl::string_view line = absl::StripAsciiWhitespace(text);
    if (line.empty() || line[0] == '#') continue;
    const absl::Status added = officers.AddLine(line);
    if (!added.ok()) return Wrong(absl::StrCat("line ", number, ": "), added.message());
  }
  if (by_token) officers.officers_.clear();
  if (officers.officers_.empty() && !by_token) return Wrong("", "an officer in the file, got none");
  if (officers.key_.empty()) return Wrong("", absl::StrCat("a line ", kKeyName, ", got none"));
  return officers;
}

absl::Status Officers::CheckPresent() const {
  if (!key_.empty()) return absl::OkStatus();
  return status::Denied("NO_PRIVACY_OFFICERS",
                        "this service was started without --privacy-officers, so that nobody may "
                        "ask it about persons");
}

absl::StatusOr<std::string> Officers::Identify(absl::string_view authorization) const {
  RETURN_IF_ERROR(CheckPresent());
  if (!absl::StartsWithIgnoreCase(authorization, kScheme)) {
    return status::Unauthenticated("CREDENTIALS_MISSING",
                                   "want the metadata authorization: Bearer {secret of a privacy "
                                   "officer}, got none of this form");
  }
  const std::string digest = Sha256(authorization.substr(sizeof kScheme - 1));
  const Officer* found = nullptr;
  // All are compared, each in constant time.
  for (const Officer& officer : officers_) {
    if (CRYPTO_memcmp(officer.digest.data(), digest.data(), digest.size()) == 0) found = &officer;
  }
  if (found != nullptr) return found->name;
  return status::Unauthenticated("CREDENTIALS_WRONG",
                                 "want the secret of a privacy officer after \"Bearer \", got "
                                 "another");
}

std::string Officers::Fingerprint(absl::string_view text) const {
  if (key_.empty()) return "";
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  HMAC(EVP_sha256(), key_.data(), static_cast<int>(key_.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest, &size);
  return absl::BytesToHexString(absl::string_view(reinterpret_cast<const char*>(digest), size));
}

}  // namespace ett::chassis
