#include "gateway/web/dashboard.h"

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "dashboard_files.h"

namespace ett::gateway {
namespace {

const char* ContentTypeOf(absl::string_view name) {
  if (absl::EndsWith(name, ".js")) return "text/javascript; charset=utf-8";
  if (absl::EndsWith(name, ".css")) return "text/css; charset=utf-8";
  if (absl::EndsWith(name, ".svg")) return "image/svg+xml";
  return "text/html; charset=utf-8";
}

}  // namespace

WebFile FindWebFile(absl::string_view path) {
  absl::string_view name = path;
  if (path == "/") {
    name = "index.html";
  } else if (!absl::ConsumePrefix(&name, "/dashboard/")) {
    return {};
  }
  for (const DashboardFile& file : kDashboardFiles) {
    if (name == file.name) return {ContentTypeOf(name), file.text};
  }
  return {};
}

}  // namespace ett::gateway
