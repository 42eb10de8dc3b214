#include "identity/jws.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "identity/strict_json.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::identity {
namespace {

constexpr std::size_t kLongestKeyId = 256;

absl::Status Malformed(absl::string_view wanted) {
  return status::Unauthenticated("TOKEN_MALFORMED",
                                 absl::StrCat("want ", wanted, ", got another token"));
}

absl::Status ReadHeader(const nlohmann::json& header, Jws& jws) {
  jws.algorithm = FindAlgorithm(TextOf(header, "alg").value_or(""));
  if (jws.algorithm == nullptr) {
    return Malformed("alg among RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512");
  }
  if (header.contains("crit") || header.contains("b64")) return Malformed("no crit and no b64");
  if (absl::EqualsIgnoreCase(TextOf(header, "cty").value_or(""), "JWT")) {
    return Malformed("claims, not a token in a token");
  }
  if (!header.contains("kid")) return absl::OkStatus();
  const auto id = TextOf(header, "kid");
  if (!id || id->empty() || id->size() > kLongestKeyId) {
    return Malformed(absl::StrCat("kid of 1..", kLongestKeyId, " bytes"));
  }
  jws.key_id = *id;
  return absl::OkStatus();
}

}  // namespace

std::optional<std::string> DecodeBase64Url(absl::string_view text) {
  const bool is_plain = std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isalnum(c) || c == '-' || c == '_';
  });
  std::string bytes;
  if (!is_plain || !absl::WebSafeBase64Unescape(text, &bytes)) return std::nullopt;
  if (absl::WebSafeBase64Escape(bytes) != text) return std::nullopt;
  return bytes;
}

absl::StatusOr<Jws> ParseJws(absl::string_view compact) {
  if (compact.size() > kLongestToken) {
    return Malformed(absl::StrCat("at most ", kLongestToken, " bytes"));
  }
  const std::vector<absl::string_view> parts = absl::StrSplit(compact, '.');
  if (parts.size() != 3) return Malformed("three parts between dots");
  const auto header_text = DecodeBase64Url(parts[0]);
  const auto claims_text = DecodeBase64Url(parts[1]);
  const auto signature = DecodeBase64Url(parts[2]);
  if (!header_text || !claims_text || !signature) return Malformed("parts in base64url");
  const auto header = ParseStrictObject(*header_text);
  auto claims = ParseStrictObject(*claims_text);
  if (!header || !claims) return Malformed("a header and claims that are JSON objects");
  Jws jws;
  RETURN_IF_ERROR(ReadHeader(*header, jws));
  jws.claims = *std::move(claims);
  jws.signature_bytes = signature->size();
  const std::size_t wanted = jws.algorithm->signature_bytes;
  if (jws.signature_bytes == 0 || (wanted != 0 && jws.signature_bytes != wanted)) {
    return Malformed("a signature as long as its algorithm's");
  }
  return jws;
}

}  // namespace ett::identity
