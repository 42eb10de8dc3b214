#pragma once

#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "tls/material.h"

// Certificates for tests, made by the tests.
namespace ett::tls {

struct TestPair {
  std::string certificate;  // PEM
  std::string key;
};

// Signs certificates; its own is signed by itself.
class TestAuthority {
 public:
  struct Wanted {
    std::string common_name = "localhost";
    std::string names = "DNS:localhost,IP:127.0.0.1";  // as openssl.cnf has subjectAltName
    absl::Duration ends_in = absl::Hours(24);
  };

  TestAuthority() : key_(EVP_EC_gen("P-256"), EVP_PKEY_free), own_(X509_new(), X509_free) {
    Fill(*own_, {"Test authority", "", absl::Hours(48)}, key_.get(), "CA:TRUE");
  }

  std::string pem() const { return PemOf(*own_); }

  TestPair Issue(const Wanted& wanted) const {
    const Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    const Certificate certificate(X509_new(), X509_free);
    Fill(*certificate, wanted, key.get(), "CA:FALSE");
    return {PemOf(*certificate), PemOf(key.get())};
  }
  TestPair Issue() const { return Issue(Wanted()); }

  // A list (CRL) of certificates of its own that count no more, PEM.
  std::string Revoke(const std::vector<TestPair>& pairs,
                     absl::Duration ends_in = absl::Hours(1)) const {
    const std::unique_ptr<X509_CRL, void (*)(X509_CRL*)> list(X509_CRL_new(), X509_CRL_free);
    X509_CRL_set_version(list.get(), X509_CRL_VERSION_2);
    X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(own_.get()));
    const Moment start(X509_gmtime_adj(nullptr, -absl::ToInt64Seconds(absl::Hours(24))),
                       ASN1_TIME_free);
    const Moment end(X509_gmtime_adj(nullptr, absl::ToInt64Seconds(ends_in)), ASN1_TIME_free);
    X509_CRL_set1_lastUpdate(list.get(), start.get());
    X509_CRL_set1_nextUpdate(list.get(), end.get());
    for (const TestPair& pair : pairs) {
      BIO* bio =
          BIO_new_mem_buf(pair.certificate.data(), static_cast<int>(pair.certificate.size()));
      const Certificate certificate(PEM_read_bio_X509(bio, nullptr, nullptr, nullptr), X509_free);
      BIO_free(bio);
      X509_REVOKED* entry = X509_REVOKED_new();
      X509_REVOKED_set_serialNumber(entry, X509_get_serialNumber(certificate.get()));
      X509_REVOKED_set_revocationDate(entry, start.get());
      X509_CRL_add0_revoked(list.get(), entry);
    }
    EXPECT_GT(X509_CRL_sign(list.get(), key_.get(), EVP_sha256()), 0);
    BIO* bio = BIO_new(BIO_s_mem());
    PEM_write_bio_X509_CRL(bio, list.get());
    return TextOf(bio);
  }

 private:
  using Key = std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)>;
  using Moment = std::unique_ptr<ASN1_TIME, void (*)(ASN1_TIME*)>;
  using Certificate = std::unique_ptr<X509, void (*)(X509*)>;

  void Fill(X509& certificate, const Wanted& wanted, EVP_PKEY* key, const char* rights) const {
    std::uint64_t serial = 0;
    RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(&certificate), serial >> 1);
    X509_set_version(&certificate, X509_VERSION_3);
    X509_gmtime_adj(X509_getm_notBefore(&certificate), -absl::ToInt64Seconds(absl::Hours(24)));
    X509_gmtime_adj(X509_getm_notAfter(&certificate), absl::ToInt64Seconds(wanted.ends_in));
    X509_set_pubkey(&certificate, key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(&certificate), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(wanted.common_name.c_str()),
                               -1, -1, 0);
    X509_set_issuer_name(&certificate, X509_get_subject_name(own_.get()));
    Add(certificate, NID_basic_constraints, rights);
    if (!wanted.names.empty()) Add(certificate, NID_subject_alt_name, wanted.names);
    EXPECT_GT(X509_sign(&certificate, key_.get(), EVP_sha256()), 0);
  }

  static void Add(X509& certificate, int what, const std::string& value) {
    const std::unique_ptr<X509_EXTENSION, void (*)(X509_EXTENSION*)> made(
        X509V3_EXT_conf_nid(nullptr, nullptr, what, value.c_str()), X509_EXTENSION_free);
    ASSERT_NE(made, nullptr) << value;
    X509_add_ext(&certificate, made.get(), -1);
  }

  static std::string TextOf(BIO* bio) {
    char* data = nullptr;
    const auto size = BIO_get_mem_data(bio, &data);
    std::string text(data, static_cast<std::size_t>(size));
    BIO_free(bio);
    return text;
  }
  static std::string PemOf(X509& certificate) {
    BIO* bio = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(bio, &certificate);
    return TextOf(bio);
  }
  static std::string PemOf(EVP_PKEY* key) {
    BIO* bio = BIO_new(BIO_s_mem());
    PEM_write_bio_PrivateKey(bio, key, nullptr, nullptr, 0, nullptr, nullptr);
    return TextOf(bio);
  }

  const Key key_;
  const Certificate own_;
};

// The files of one side, in a folder of their own that is gone at the end.
class TestFiles {
 public:
  TestFiles() {
    std::string pattern = absl::StrCat(testing::TempDir(), "/tls-XXXXXX");
    EXPECT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  ~TestFiles() { std::filesystem::remove_all(folder_); }

  // A file that is whole whenever it is there.
  std::string Write(const std::string& name, const std::string& text) const {
    const std::string path = PathOf(name);
    std::ofstream(path + ".part") << text;
    std::filesystem::rename(path + ".part", path);
    return path;
  }
  void Write(const TestPair& pair) const {
    Write("tls.crt", pair.certificate);
    Write("tls.key", pair.key);
  }
  std::string PathOf(const std::string& name) const { return absl::StrCat(folder_, "/", name); }

  // With authorities and lists of revoked certificates when there are such files.
  Material Named() const {
    return {{"tls-certificate", PathOf("tls.crt")},
            {"tls-key", PathOf("tls.key")},
            {"tls-client-ca", PathIfThere("ca.crt")},
            {"tls-revoked", PathIfThere("revoked.crl")}};
  }

 private:
  std::string PathIfThere(const std::string& name) const {
    return std::filesystem::exists(PathOf(name)) ? PathOf(name) : "";
  }

  std::string folder_;
};

}  // namespace ett::tls
