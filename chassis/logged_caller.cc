#include "chassis/logged_caller.h"

#include <openssl/rand.h>

#include <array>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "identity/digest.h"

namespace ett::chassis {
namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kPseudonymBytes = 8;
// Of a thread; beyond it they are computed anew.
constexpr std::size_t kMostKept = 10'000;

const std::string& Key() {
  static const auto& key = *[] {
    std::array<unsigned char, kKeyBytes> bytes{};
    RAND_bytes(bytes.data(), static_cast<int>(bytes.size()));
    return new std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  }();
  return key;
}

// Callers call again and again, and a digest takes longer than the rest of a line.
const std::string& PseudonymOf(const std::string& name) {
  thread_local absl::flat_hash_map<std::string, std::string> kept;
  if (kept.size() >= kMostKept) kept.clear();
  std::string& pseudonym = kept[name];
  if (pseudonym.empty()) {
    const std::string digest = identity::Sha256(absl::StrCat(Key(), name));
    pseudonym = absl::StrCat("~", absl::BytesToHexString(digest.substr(0, kPseudonymBytes)));
  }
  return pseudonym;
}

}  // namespace

std::string LoggedCaller(const identity::Caller& caller) {
  if (caller.kind != identity::Caller::Kind::kToken) return caller.name;
  const std::string& pseudonym = PseudonymOf(caller.name);
  return caller.organisation.empty() ? pseudonym
                                     : absl::StrCat(caller.organisation, "/", pseudonym);
}

}  // namespace ett::chassis
