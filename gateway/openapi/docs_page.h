#pragma once

#include "absl/strings/string_view.h"

namespace ett::openapi {

// An HTML page that shows the document at `openapi.json` beside it, in the language of its
// `?lang=`. It asks for nothing else.
absl::string_view DocsPage();

}  // namespace ett::openapi
