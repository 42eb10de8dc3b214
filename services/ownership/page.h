#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "records/clock.h"
#include "records/page_token.h"
#include "status/macros.h"

namespace ett::ownership {

// A page of answers that are computed in order of a key.
class Page {
 public:
  // Request: page_size and page_token besides what is asked. With a token, its time of knowledge is
  // put in the place of the request's, so that pages go together.
  template <class Request>
  static absl::StatusOr<Page> Of(Request& request) {
    Page page;
    ASSIGN_OR_RETURN(page.left_, records::PageSize(request.page_size()));
    Request asked = request;
    asked.clear_page_size();
    asked.clear_page_token();
    records::Fingerprint fingerprint;
    fingerprint.Add(asked.SerializeAsString());
    page.token_.query = fingerprint.Hex();
    if (request.page_token().empty()) return page;
    ASSIGN_OR_RETURN(page.token_,
                     records::DecodePageToken(request.page_token(), page.token_.query));
    page.after_ = page.token_.after_id;
    *request.mutable_as_known_at() = records::ToTimestamp(page.token_.known_at);
    return page;
  }

  // Whether what has this key, and comes after all that were asked about, is in the page.
  bool Takes(const std::string& key) {
    if (key <= after_) return false;
    if (left_ == 0) {
      has_more_ = true;
      return false;
    }
    --left_;
    token_.after_id = key;
    return true;
  }
  bool is_full() const { return has_more_; }

  // Empty on the last page.
  std::string NextToken(std::int64_t known_at) {
    token_.known_at = known_at;
    return has_more_ ? records::Encode(token_) : "";
  }
  const std::string& after() const { return after_; }

 private:
  records::PageToken token_;
  std::string after_;
  int left_ = 0;
  bool has_more_ = false;
};

}  // namespace ett::ownership
