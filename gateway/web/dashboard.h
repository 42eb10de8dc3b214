#pragma once

#include "absl/strings/string_view.h"

namespace ett::gateway {

// A file of the dashboard: static text, for the life of the process.
struct WebFile {
  const char* content_type = nullptr;
  absl::string_view text;
};

// The page at `/`, and what it loads from `/dashboard/…`; a null `content_type` for other paths.
WebFile FindWebFile(absl::string_view path);

}  // namespace ett::gateway
