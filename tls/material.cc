#include "tls/material.h"

#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "status/macros.h"

namespace ett::tls {
namespace {

absl::Status LoadText(Pem& pem) {
  if (pem.path.empty()) return absl::OkStatus();
  std::ifstream file(pem.path, std::ios::binary);
  if (!file) return Wrong(pem, absl::StrCat("a file, got ", pem.path, ", which cannot be read"));
  pem.text.assign(std::istreambuf_iterator<char>(file), {});
  return absl::OkStatus();
}

}  // namespace

absl::Status Wrong(const Pem& pem, absl::string_view wanted) {
  return absl::InvalidArgumentError(absl::StrCat("--", pem.flag, ": want ", wanted));
}

absl::StatusOr<Material> Load(Material named) {
  RETURN_IF_ERROR(LoadText(named.certificate));
  RETURN_IF_ERROR(LoadText(named.key));
  RETURN_IF_ERROR(LoadText(named.authorities));
  RETURN_IF_ERROR(LoadText(named.revoked));
  return named;
}

}  // namespace ett::tls
