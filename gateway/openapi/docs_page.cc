#include "gateway/openapi/docs_page.h"

#include "openapi_docs_page.h"

namespace ett::openapi {

absl::string_view DocsPage() { return kDocsHtml; }

}  // namespace ett::openapi
