#include "identity/fetch.h"

#include <curl/curl.h>

#include <fstream>
#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace ett::identity {
namespace {

absl::Status CannotHave(const std::string& what, absl::string_view why) {
  return absl::UnavailableError(absl::StrCat("cannot have the keys of ", what, ": ", why));
}

// Too much ends the transfer.
std::size_t Append(char* part, std::size_t one, std::size_t size, void* text) {
  auto& whole = *static_cast<std::string*>(text);
  if (whole.size() + size > kLongestKeySet) return 0;
  whole.append(part, size);
  return one * size;
}

absl::StatusOr<std::string> Download(const std::string& url, const FetchLimits& limits) {
  static const CURLcode kReady = curl_global_init(CURL_GLOBAL_DEFAULT);
  const std::unique_ptr<CURL, void (*)(CURL*)> transfer(curl_easy_init(), curl_easy_cleanup);
  if (kReady != CURLE_OK || transfer == nullptr) return CannotHave(url, "libcurl does not start");
  std::string text;
  curl_easy_setopt(transfer.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(transfer.get(), CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(transfer.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(transfer.get(), CURLOPT_CONNECTTIMEOUT_MS,
                   static_cast<long>(absl::ToInt64Milliseconds(limits.connect)));
  curl_easy_setopt(transfer.get(), CURLOPT_TIMEOUT_MS,
                   static_cast<long>(absl::ToInt64Milliseconds(limits.whole)));
  curl_easy_setopt(transfer.get(), CURLOPT_WRITEFUNCTION, &Append);
  curl_easy_setopt(transfer.get(), CURLOPT_WRITEDATA, &text);
  const CURLcode done = curl_easy_perform(transfer.get());
  if (done != CURLE_OK) return CannotHave(url, curl_easy_strerror(done));
  long code = 0;
  curl_easy_getinfo(transfer.get(), CURLINFO_RESPONSE_CODE, &code);
  if (code != 200) return CannotHave(url, absl::StrCat("want HTTP 200, got ", code));
  return text;
}

absl::StatusOr<std::string> Read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return CannotHave(path, "the file cannot be read");
  std::string text(kLongestKeySet + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.size() > kLongestKeySet) return CannotHave(path, "the file is too long");
  return text;
}

}  // namespace

Fetch FromFile(const std::string& path) {
  return [path] { return Read(path); };
}

Fetch FromUrl(const std::string& url, const FetchLimits& limits) {
  return [url, limits] { return Download(url, limits); };
}

bool IsUrl(const std::string& text) {
  return absl::StartsWith(text, "https://") || absl::StartsWith(text, "http://");
}

}  // namespace ett::identity
