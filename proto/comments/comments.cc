#include "proto/comments/comments.h"

#include <map>

namespace ett::comments {
namespace {

// Made by whoever comes first: generated code of other files may run before this one's.
std::map<std::string, std::string>& All() {
  static auto& all = *new std::map<std::string, std::string>;
  return all;
}

}  // namespace

const std::string& Of(const std::string& file) {
  static const auto& none = *new std::string;
  const auto found = All().find(file);
  return found == All().end() ? none : found->second;
}

bool Remember(const char* file, const char* bytes, std::size_t size) {
  All().insert_or_assign(file, std::string(bytes, size));
  return true;
}

}  // namespace ett::comments
