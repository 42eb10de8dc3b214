#include "tls/context.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <array>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "status/macros.h"

namespace ett::tls {
namespace {

using ClientCertificates = ServerOptions::ClientCertificates;
template <class T>
using Owned = std::unique_ptr<T, void (*)(T*)>;
using Bio = std::unique_ptr<BIO, void (*)(BIO*)>;

// Of TLS 1.2: those that RFC 9113 §9.2.2 does not forbid to HTTP/2.
constexpr char kCiphers12[] = "ECDHE+AESGCM:ECDHE+CHACHA20";
constexpr char kGroups[] = "X25519:P-256:P-384";
constexpr char kSession[] = "ett";
constexpr long kTicketSeconds = 3600;  // NOLINT(google-runtime-int): OpenSSL's
// Of ALPN, each behind its length.
constexpr std::array<unsigned char, 12> kServed = {2,   'h', '2', 8,   'h', 't',
                                                   't', 'p', '/', '1', '.', '1'};
constexpr std::array<unsigned char, 3> kAsked = {2, 'h', '2'};

Bio Open(const std::string& text) {
  return {BIO_new_mem_buf(text.data(), static_cast<int>(text.size())),
          [](BIO* bio) { BIO_free(bio); }};
}

// Nobody is there to be asked for one.
int NoPassphrase(char*, int, int, void*) { return -1; }

Owned<X509> NextCertificate(BIO* bio) {
  return {PEM_read_bio_X509(bio, nullptr, NoPassphrase, nullptr), X509_free};
}

std::string SubjectOf(const X509& certificate) {
  std::array<char, 256> text{};
  X509_NAME_oneline(X509_get_subject_name(&certificate), text.data(), text.size());
  return text.data();
}

absl::Status UseCertificate(SSL_CTX* context, const Pem& pem) {
  const Bio bio = Open(pem.text);
  const Owned<X509> own = NextCertificate(bio.get());
  if (own == nullptr) {
    return Wrong(pem, absl::StrCat("a certificate in PEM, got ", pem.path, " without one"));
  }
  if (SSL_CTX_use_certificate(context, own.get()) != 1) {
    return Wrong(pem,
                 absl::StrCat("a certificate of today's strength, got ", SubjectOf(*own), " of ",
                              pem.path, ": ", ERR_reason_error_string(ERR_peek_last_error())));
  }
  while (Owned<X509> between = NextCertificate(bio.get())) {
    SSL_CTX_add0_chain_cert(context, between.release());
  }
  return absl::OkStatus();
}

absl::Status UseKey(SSL_CTX* context, const Material& material) {
  const Pem& pem = material.key;
  const Bio bio = Open(pem.text);
  const Owned<EVP_PKEY> key(PEM_read_bio_PrivateKey(bio.get(), nullptr, NoPassphrase, nullptr),
                            EVP_PKEY_free);
  if (key == nullptr) {
    return Wrong(pem,
                 absl::StrCat("a key in PEM without a passphrase, got ", pem.path, " without one"));
  }
  const X509& certificate = *SSL_CTX_get0_certificate(context);
  if (X509_check_private_key(&certificate, key.get()) == 1 &&
      SSL_CTX_use_PrivateKey(context, key.get()) == 1) {
    return absl::OkStatus();
  }
  return Wrong(
      pem, absl::StrCat("the key of ", SubjectOf(certificate), " in --", material.certificate.flag,
                        "=", material.certificate.path, ", got another's, ", pem.path));
}

// Whom the other side's certificate is to be signed by; a server also tells it.
absl::Status UseAuthorities(SSL_CTX* context, const Pem& pem) {
  const Bio bio = Open(pem.text);
  int count = 0;
  while (const Owned<X509> authority = NextCertificate(bio.get())) {
    X509_STORE_add_cert(SSL_CTX_get_cert_store(context), authority.get());
    SSL_CTX_add_client_CA(context, authority.get());
    ++count;
  }
  if (count > 0) return absl::OkStatus();
  return Wrong(pem, absl::StrCat("certificates in PEM, got ", pem.path, " without one"));
}

// Of the certificate that is shown, not of those between it and the root.
absl::Status RefuseRevoked(SSL_CTX* context, const Pem& pem) {
  X509_STORE* const store = SSL_CTX_get_cert_store(context);
  const Bio bio = Open(pem.text);
  int count = 0;
  while (const Owned<X509_CRL> list{
      PEM_read_bio_X509_CRL(bio.get(), nullptr, NoPassphrase, nullptr), X509_CRL_free}) {
    X509_STORE_add_crl(store, list.get());
    ++count;
  }
  X509_STORE_set_flags(store, X509_V_FLAG_CRL_CHECK);
  if (count > 0) return absl::OkStatus();
  return Wrong(
      pem, absl::StrCat("lists of revoked certificates in PEM, got ", pem.path, " without one"));
}

// NOLINTNEXTLINE(readability-function-size): the parameters are OpenSSL's.
int ChooseProtocol(SSL*, const unsigned char** chosen, unsigned char* size,
                   const unsigned char* offered, unsigned int offered_size, void*) {
  unsigned char* found = nullptr;
  if (SSL_select_next_proto(&found, size, kServed.data(), kServed.size(), offered, offered_size) !=
      OPENSSL_NPN_NEGOTIATED) {
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  }
  *chosen = found;
  return SSL_TLSEXT_ERR_OK;
}

absl::StatusOr<Context> Make(const SSL_METHOD* method, int minimum) {
  Context context(SSL_CTX_new(method), SSL_CTX_free);
  if (context == nullptr) return absl::ResourceExhaustedError("no memory for TLS");
  SSL_CTX_set_min_proto_version(context.get(), minimum);
  SSL_CTX_set_cipher_list(context.get(), kCiphers12);
  SSL_CTX_set1_groups_list(context.get(), kGroups);
  SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE |
                                         SSL_OP_PRIORITIZE_CHACHA);
  // Without buffers while nothing is said.
  SSL_CTX_set_mode(context.get(), SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                      SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_read_ahead(context.get(), 1);
  SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
  return context;
}

void AskForCertificates(SSL_CTX* context, ClientCertificates clients) {
  const bool required = clients == ClientCertificates::kRequired;
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER | (required ? SSL_VERIFY_FAIL_IF_NO_PEER_CERT : 0),
                     nullptr);
  SSL_CTX_set_options(context, SSL_OP_NO_TICKET);
  SSL_CTX_set_num_tickets(context, 0);
}

}  // namespace

absl::StatusOr<Context> MakeServerContext(const Material& material, const ServerOptions& options) {
  // Where a file ends is an error to OpenSSL.
  const absl::Cleanup forget = [] { ERR_clear_error(); };
  ASSIGN_OR_RETURN(Context context, Make(TLS_server_method(), options.minimum));
  RETURN_IF_ERROR(UseCertificate(context.get(), material.certificate));
  RETURN_IF_ERROR(UseKey(context.get(), material));
  SSL_CTX_set_alpn_select_cb(context.get(), ChooseProtocol, nullptr);
  SSL_CTX_set_session_id_context(context.get(), reinterpret_cast<const unsigned char*>(kSession),
                                 sizeof kSession - 1);
  SSL_CTX_set_timeout(context.get(), kTicketSeconds);
  SSL_CTX_set_num_tickets(context.get(), 1);
  if (options.clients == ClientCertificates::kOff) return context;
  RETURN_IF_ERROR(UseAuthorities(context.get(), material.authorities));
  AskForCertificates(context.get(), options.clients);
  if (!material.revoked.path.empty()) {
    RETURN_IF_ERROR(RefuseRevoked(context.get(), material.revoked));
  }
  return context;
}

absl::StatusOr<Context> MakeClientContext(const Material& material) {
  // Where a file ends is an error to OpenSSL.
  const absl::Cleanup forget = [] { ERR_clear_error(); };
  ASSIGN_OR_RETURN(Context context, Make(TLS_client_method(), TLS1_3_VERSION));
  RETURN_IF_ERROR(UseAuthorities(context.get(), material.authorities));
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  SSL_CTX_set_alpn_protos(context.get(), kAsked.data(), kAsked.size());
  if (material.certificate.path.empty()) return context;
  RETURN_IF_ERROR(UseCertificate(context.get(), material.certificate));
  RETURN_IF_ERROR(UseKey(context.get(), material));
  return context;
}

}  // namespace ett::tls
