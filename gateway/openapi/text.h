#pragma once

#include <google/protobuf/descriptor.h>

#include <string>

#include "absl/strings/string_view.h"

// What is said of a contract to people.
namespace ett::openapi {

// Lines without the space that follows `//`, and without empty ones around them.
std::string CleanComment(absl::string_view comment);

// The leading comment of a message, field, service …; empty where the descriptors carry none.
template <class Described>
std::string CommentOf(const Described& described) {
  google::protobuf::SourceLocation location;
  if (!described.GetSourceLocation(&location)) return "";
  return CleanComment(location.leading_comments);
}

// The first sentence of a comment in one line, without its full stop; empty for none.
std::string FirstSentence(absl::string_view comment);

// `GetOrgUnit` → `Get org unit`, `org_unit` → `org unit`.
std::string Words(absl::string_view name);

// `org_unit` → `orgUnit`.
std::string LowerCamel(absl::string_view name);

}  // namespace ett::openapi
