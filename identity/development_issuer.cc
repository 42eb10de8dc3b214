#include "identity/development_issuer.h"

#include <cjose/cjose.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "identity/digest.h"
#include "identity/jws.h"
#include "status/macros.h"

namespace ett::identity {
namespace {

absl::Status Wrong(const std::string& path, absl::string_view wanted) {
  return absl::InvalidArgumentError(
      absl::StrCat("--identity-key-file: want ", wanted, ", got \"", path, "\""));
}

absl::Status CannotWrite(const std::string& path) {
  return absl::UnavailableError(absl::StrCat("cannot write ", path, ": ", std::strerror(errno)));
}

// malloc's, as cjose gives it.
std::string TextOfKey(const cjose_jwk_t* key, bool with_private) {
  cjose_err error;
  const std::unique_ptr<char, void (*)(void*)> text(cjose_jwk_to_json(key, with_private, &error),
                                                    std::free);
  return text == nullptr ? "" : text.get();
}

// Named by what it is, so that another key has another name.
void Name(cjose_jwk_t* key) {
  const std::string digest = absl::BytesToHexString(Sha256(TextOfKey(key, false)));
  const std::string name = absl::StrCat("development-", digest.substr(0, 16));
  cjose_err error;
  cjose_jwk_set_kid(key, name.data(), name.size(), &error);
}

// In a new file of its owner, whose name `path` becomes: its last six letters are replaced.
absl::Status WriteForOwner(std::string& path, const std::string& text) {
  const int file = mkostemp(path.data(), O_CLOEXEC);
  if (file < 0) return CannotWrite(path);
  const bool written = write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  if (close(file) == 0 && written) return absl::OkStatus();
  return CannotWrite(path);
}

nlohmann::json ClaimsOf(const DevelopmentToken& token, absl::Time now) {
  return {{"iss", kDevelopmentIssuer},
          {"sub", token.name},
          {"aud", token.audience},
          {"scope", absl::StrJoin(token.scopes, " ")},
          {"ett_municipalities", token.municipalities},
          {"iat", absl::ToUnixSeconds(now)},
          {"exp", absl::ToUnixSeconds(now + token.lifetime)}};
}

}  // namespace

void DevelopmentIssuer::Release::operator()(_cjose_jwk_int* key) const { cjose_jwk_release(key); }

absl::Status DevelopmentIssuer::Make(const std::string& path) {
  cjose_err error;
  const Key key(cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, &error));
  if (key == nullptr) return absl::InternalError("cjose makes no key");
  Name(key.get());
  std::error_code ignored;
  const auto folder = std::filesystem::path(path).parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder, ignored);
  std::string part = absl::StrCat(path, ".XXXXXX");
  RETURN_IF_ERROR(WriteForOwner(part, TextOfKey(key.get(), true) + "\n"));
  // Unlike a renamed file, a link takes nobody's place.
  const bool made = link(part.c_str(), path.c_str()) == 0 || errno == EEXIST;
  absl::Status status = made ? absl::OkStatus() : CannotWrite(path);
  unlink(part.c_str());
  return status;
}

absl::StatusOr<DevelopmentIssuer> DevelopmentIssuer::Open(const std::string& path) {
  if (path.empty()) return Wrong(path, "a file for the key");
  struct stat found {};
  if (stat(path.c_str(), &found) != 0) {
    RETURN_IF_ERROR(Make(path));
    if (stat(path.c_str(), &found) != 0) return CannotWrite(path);
  }
  if ((found.st_mode & (S_IRWXG | S_IRWXO)) != 0) return Wrong(path, "a file of its owner (0600)");
  std::ifstream file(path);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  cjose_err error;
  Key key(cjose_jwk_import(text.data(), text.size(), &error));
  const bool is_ours = key != nullptr && cjose_jwk_get_kty(key.get(), &error) == CJOSE_JWK_KTY_EC &&
                       cjose_jwk_EC_get_curve(key.get(), &error) == CJOSE_JWK_EC_P_256 &&
                       cjose_jwk_get_kid(key.get(), &error) != nullptr;
  if (!is_ours) return Wrong(path, "a JWK of P-256 with a kid, or no file");
  return DevelopmentIssuer(std::move(key));
}

absl::StatusOr<std::string> DevelopmentIssuer::Issue(const DevelopmentToken& token,
                                                     absl::Time now) const {
  const std::string claims = ClaimsOf(token, now).dump();
  cjose_err error;
  const std::unique_ptr<cjose_header_t, void (*)(cjose_header_t*)> header(cjose_header_new(&error),
                                                                          cjose_header_release);
  cjose_header_set(header.get(), "alg", "ES256", &error);
  cjose_header_set(header.get(), "typ", "JWT", &error);
  cjose_header_set(header.get(), "kid", cjose_jwk_get_kid(key_.get(), &error), &error);
  const std::unique_ptr<cjose_jws_t, void (*)(cjose_jws_t*)> jws(
      cjose_jws_sign(key_.get(), header.get(), reinterpret_cast<const uint8_t*>(claims.data()),
                     claims.size(), &error),
      cjose_jws_release);
  const char* text = nullptr;
  if (jws == nullptr || !cjose_jws_export(jws.get(), &text, &error)) {
    return absl::InternalError("cjose does not sign");
  }
  return std::string(text);
}

std::string DevelopmentIssuer::KeySetText() const {
  return absl::StrCat("{\"keys\":[", TextOfKey(key_.get(), false), "]}");
}

}  // namespace ett::identity
