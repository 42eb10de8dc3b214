#include "identity/certificates.h"

#include <openssl/x509v3.h>

#include <algorithm>
#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "status/macros.h"

namespace ett::identity {
namespace {

std::optional<std::string> ReadName(absl::string_view text) {
  for (const char* form : {"DNS:", "URI:", "CN:"}) {
    if (absl::StartsWith(text, form) && text.size() > std::string(form).size()) {
      return std::string(text);
    }
  }
  return std::nullopt;
}

void AddName(const char* form, const ASN1_STRING* text, std::vector<std::string>& names) {
  const std::string name(reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
                         static_cast<std::size_t>(ASN1_STRING_length(text)));
  if (name.empty() || name.find('\0') != std::string::npos) return;
  names.push_back(absl::StrCat(form, name));
}

void AddCommonName(const X509& certificate, std::vector<std::string>& names) {
  X509_NAME* subject = X509_get_subject_name(&certificate);
  const int at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
  if (at < 0) return;
  AddName("CN:", X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)), names);
}

}  // namespace

absl::StatusOr<Certificates> Certificates::Load(const std::string& path) {
  Certificates certificates;
  ASSIGN_OR_RETURN(certificates.grants_,
                   GrantSource::Open(path, {"--certificates", "DNS:…, URI:… or CN:…",
                                            Caller::Kind::kCertificate, ReadName}));
  return certificates;
}

std::shared_ptr<const Caller> Certificates::Identify(const std::vector<std::string>& names) const {
  if (grants_ == nullptr) return nullptr;
  const std::shared_ptr<const Grants> grants = grants_->current();
  for (const std::string& name : names) {
    const auto found = std::find_if(grants->begin(), grants->end(),
                                    [&](const Grant& each) { return each.credential == name; });
    if (found != grants->end()) return found->caller;
  }
  return nullptr;
}

std::vector<std::string> NamesOf(const X509& certificate) {
  std::vector<std::string> names;
  const std::unique_ptr<GENERAL_NAMES, void (*)(GENERAL_NAMES*)> alternatives(
      static_cast<GENERAL_NAMES*>(
          X509_get_ext_d2i(&certificate, NID_subject_alt_name, nullptr, nullptr)),
      GENERAL_NAMES_free);
  for (const int type : {GEN_URI, GEN_DNS}) {
    for (int i = 0; i < sk_GENERAL_NAME_num(alternatives.get()); ++i) {
      const GENERAL_NAME* each = sk_GENERAL_NAME_value(alternatives.get(), i);
      if (each->type == type) AddName(type == GEN_URI ? "URI:" : "DNS:", each->d.ia5, names);
    }
  }
  AddCommonName(certificate, names);
  return names;
}

}  // namespace ett::identity
