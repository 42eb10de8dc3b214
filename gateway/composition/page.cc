#include "gateway/composition/page.h"

#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "status/errors.h"

namespace ett::composition {
namespace {

constexpr int kUsual = 100;
constexpr int kLargest = 1000;

}  // namespace

absl::StatusOr<Page> PageOf(const std::vector<std::string>& keys, int size,
                            const std::string& token) {
  if (size < 0) {
    return status::InvalidField("page_size", "0..1000", absl::StrCat(size), "OUT_OF_RANGE");
  }
  std::string after;
  if (!absl::WebSafeBase64Unescape(token, &after)) {
    return status::InvalidField("page_token", "the next_page_token of the preceding page", token,
                                "BAD_PAGE_TOKEN");
  }
  Page page;
  if (!token.empty()) {
    page.first =
        static_cast<std::size_t>(std::upper_bound(keys.begin(), keys.end(), after) - keys.begin());
  }
  const auto most = static_cast<std::size_t>(size == 0 ? kUsual : std::min(size, kLargest));
  page.end = std::min(keys.size(), page.first + most);
  if (page.end < keys.size()) page.next_token = absl::WebSafeBase64Escape(keys[page.end - 1]);
  return page;
}

}  // namespace ett::composition
