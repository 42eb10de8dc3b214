#include "gateway/openapi/resources.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "gateway/openapi/text.h"

namespace ett::openapi {
namespace {

using google::api::ResourceDescriptor;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;

// The name of a segment that is a variable, `{org_unit}`; empty for a literal.
std::string VariableOf(absl::string_view segment) {
  if (!absl::ConsumePrefix(&segment, "{") || !absl::ConsumeSuffix(&segment, "}")) return "";
  return LowerCamel(segment.substr(0, segment.find('=')));
}

std::string Singular(absl::string_view plural) {
  if (absl::ConsumeSuffix(&plural, "ies")) return absl::StrCat(plural, "y");
  const bool hisses = absl::EndsWith(plural, "sses") || absl::EndsWith(plural, "xes");
  absl::ConsumeSuffix(&plural, hisses ? "es" : "s");
  return std::string(plural);
}

}  // namespace

Resources::Resources(const std::vector<const google::protobuf::ServiceDescriptor*>& services,
                     std::map<std::string, std::string> examples)
    : examples_(std::move(examples)) {
  for (const google::protobuf::ServiceDescriptor* service : services) Read(*service->file());
}

void Resources::Read(const FileDescriptor& file) {
  if (!seen_.insert(&file).second) return;
  const auto& options = file.options();
  for (int i = 0; i < options.ExtensionSize(google::api::resource_definition); ++i) {
    Add(options.GetExtension(google::api::resource_definition, i));
  }
  for (int i = 0; i < file.message_type_count(); ++i) Read(*file.message_type(i));
  for (int i = 0; i < file.dependency_count(); ++i) Read(*file.dependency(i));
}

void Resources::Read(const Descriptor& message) {
  if (message.options().HasExtension(google::api::resource)) {
    Add(message.options().GetExtension(google::api::resource));
  }
  for (int i = 0; i < message.nested_type_count(); ++i) Read(*message.nested_type(i));
}

void Resources::Add(const ResourceDescriptor& resource) {
  for (const std::string& pattern : resource.pattern()) {
    const std::vector<std::string> segments = absl::StrSplit(pattern, '/');
    patterns_.emplace(resource.type(), segments);
    std::vector<std::string> prefix;
    for (const std::string& segment : segments) {
      const std::string variable = VariableOf(segment);
      if (!variable.empty()) segments_.emplace(absl::StrJoin(prefix, "/"), variable);
      prefix.push_back(variable.empty() ? segment : "*");
    }
  }
}

std::string Resources::SegmentAfter(const std::string& prefix) const {
  const auto found = segments_.find(prefix);
  if (found != segments_.end()) return found->second;
  const std::size_t slash = prefix.rfind('/');
  const std::string literal = slash == std::string::npos ? prefix : prefix.substr(slash + 1);
  return literal == "*" || literal == "**" ? "" : LowerCamel(Singular(literal));
}

std::string Resources::ExampleOf(const std::string& segment) const {
  const auto found = examples_.find(segment);
  if (found != examples_.end()) return found->second;
  return absl::AsciiStrToLower(absl::StrReplaceAll(Words(segment), {{" ", "-"}}));
}

std::string Resources::Fill(const std::vector<std::string>& pattern, std::size_t without) const {
  std::vector<std::string> name;
  for (std::size_t i = 0; i + without < pattern.size(); ++i) {
    const std::string variable = VariableOf(pattern[i]);
    name.push_back(variable.empty() ? pattern[i] : ExampleOf(variable));
  }
  return absl::StrJoin(name, "/");
}

std::string Resources::ExampleOf(const FieldDescriptor& field) const {
  const auto given = examples_.find(field.full_name());
  if (given != examples_.end()) return given->second;
  std::string type;
  std::size_t without = 0;
  if (field.options().HasExtension(google::api::resource_reference)) {
    const auto& reference = field.options().GetExtension(google::api::resource_reference);
    type = reference.type().empty() ? reference.child_type() : reference.type();
    // A parent lacks its child's collection and id.
    if (reference.type().empty()) without = 2;
  } else if (field.name() == "name" && field.containing_type() != nullptr &&
             field.containing_type()->options().HasExtension(google::api::resource)) {
    type = field.containing_type()->options().GetExtension(google::api::resource).type();
  }
  const auto found = patterns_.find(type);
  return found == patterns_.end() ? "" : Fill(found->second, without);
}

}  // namespace ett::openapi
