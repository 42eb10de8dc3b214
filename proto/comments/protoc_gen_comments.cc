// A plugin of protoc: adds the leading comments of a contract to its generated code.
#include <google/protobuf/compiler/code_generator.h>
#include <google/protobuf/compiler/plugin.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/io/zero_copy_stream.h>

#include <algorithm>
#include <memory>
#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace {

using google::protobuf::FileDescriptor;
using google::protobuf::FileDescriptorProto;
using google::protobuf::SourceCodeInfo;

constexpr std::size_t kLineBytes = 64;

// Descriptors give no comment of a place without a span.
SourceCodeInfo LeadingComments(const FileDescriptor& file) {
  FileDescriptorProto whole;
  file.CopySourceCodeInfoTo(&whole);
  SourceCodeInfo leading;
  for (const SourceCodeInfo::Location& location : whole.source_code_info().location()) {
    if (location.leading_comments().empty()) continue;
    SourceCodeInfo::Location& kept = *leading.add_location();
    *kept.mutable_path() = location.path();
    for (int i = 0; i < 3; ++i) kept.add_span(0);
    kept.set_leading_comments(location.leading_comments());
  }
  return leading;
}

std::string Literal(absl::string_view bytes) {
  std::string literal = "\"\"";
  for (; !bytes.empty(); bytes.remove_prefix(std::min(kLineBytes, bytes.size()))) {
    absl::StrAppend(&literal, "\n    \"", absl::CEscape(bytes.substr(0, kLineBytes)), "\"");
  }
  return literal;
}

class Comments final : public google::protobuf::compiler::CodeGenerator {
 public:
  uint64_t GetSupportedFeatures() const override { return FEATURE_PROTO3_OPTIONAL; }

  bool Generate(const FileDescriptor* file, const std::string& /*parameter*/,
                google::protobuf::compiler::GeneratorContext* context,
                std::string* /*error*/) const override {
    const SourceCodeInfo comments = LeadingComments(*file);
    if (comments.location_size() == 0) return true;
    const std::string name = absl::StrCat(absl::StripSuffix(file->name(), ".proto"), ".pb.cc");
    Insert(*context, name, "includes", "#include \"proto/comments/comments.h\"\n");
    Insert(*context, name, "global_scope",
           absl::StrCat("static const char kComments[] = ", Literal(comments.SerializeAsString()),
                        ";\n[[maybe_unused]] static const bool kHasComments = ",
                        "::ett::comments::Remember(\"", file->name(),
                        "\", kComments, sizeof(kComments) - 1);\n"));
    return true;
  }

 private:
  static void Insert(google::protobuf::compiler::GeneratorContext& context, const std::string& name,
                     const std::string& place, absl::string_view text) {
    const std::unique_ptr<google::protobuf::io::ZeroCopyOutputStream> out(
        context.OpenForInsert(name, place));
    void* buffer = nullptr;
    int size = 0;
    while (!text.empty() && out->Next(&buffer, &size)) {
      const std::size_t taken =
          text.copy(static_cast<char*>(buffer), static_cast<std::size_t>(size));
      text.remove_prefix(taken);
      if (text.empty()) out->BackUp(size - static_cast<int>(taken));
    }
  }
};

}  // namespace

int main(int argc, char* argv[]) {
  const Comments comments;
  return google::protobuf::compiler::PluginMain(argc, argv, &comments);
}
