#pragma once

#include <string>

#include "absl/strings/string_view.h"

// google.api.HttpBody on the wire:
// https://github.com/googleapis/googleapis/blob/master/google/api/httpbody.proto.
namespace ett::edge {

inline constexpr char kHttpBody[] = "google.api.HttpBody";

struct HttpBody {
  absl::string_view content_type;
  absl::string_view data;
};

// False for what is not protobuf's wire. Parts of `wire`.
bool ReadHttpBody(absl::string_view wire, HttpBody& body);
std::string WireOf(const HttpBody& body);

}  // namespace ett::edge
