#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "status/errors.h"

namespace ett::edge {

// A body that is one message, gathered as it comes.
class WholeBody {
 public:
  // In bytes.
  explicit WholeBody(std::size_t most) : most_(most) {}

  // RESOURCE_EXHAUSTED for more than that.
  absl::Status Take(absl::string_view bytes) {
    absl::StrAppend(&text_, bytes);
    if (text_.size() <= most_) return absl::OkStatus();
    return status::Exhausted("BODY_TOO_LARGE",
                             absl::StrCat("the body is larger than ", most_, " bytes"));
  }
  const std::string& text() const { return text_; }

 private:
  const std::size_t most_;
  std::string text_;
};

}  // namespace ett::edge
