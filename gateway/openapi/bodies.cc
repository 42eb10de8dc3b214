#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "gateway/openapi/call.h"

namespace ett::openapi {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

constexpr char kMask[] = "update_mask";

// As it is, of any media type.
Json RawContent() { return {{"*/*", {{"schema", {{"type", "string"}, {"format", "binary"}}}}}}; }

// A message alone: neither a list nor a map, nor of a form of its own.
bool IsObject(const FieldDescriptor& field) {
  return !field.is_repeated() && field.message_type() != nullptr &&
         FindWellKnown(*field.message_type()) == nullptr;
}

// Fields of the message below `prefix` that the path sets.
std::set<std::string> BoundBelow(const Call& call, const std::string& prefix) {
  std::set<std::string> fields;
  for (const std::string& path : call.path.bound) {
    absl::string_view rest = path;
    if (absl::ConsumePrefix(&rest, prefix) && !absl::StrContains(rest, '.')) fields.emplace(rest);
  }
  return fields;
}

// Schema and example of a body.
struct Body {
  Json schema;
  Json example;
};

// The whole request but what the path sets. A change's mask follows from the fields that are there.
Body WholeRequest(const Call& call, const Sources& sources) {
  const Descriptor& type = *call.method.input_type();
  Extent extent{BoundBelow(call, ""), call.binding.verb == "patch"};
  if (extent.partial) extent.without.insert(kMask);
  return {sources.schemas.ObjectOf(type, extent), sources.examples.Of(type, extent.without)};
}

Body OneField(const Call& call, const Sources& sources, const FieldDescriptor& field) {
  Body body{nullptr, sources.examples.Of(field)};
  if (!IsObject(field)) {
    body.schema = sources.schemas.Of(field);
    return body;
  }
  const Descriptor& type = *field.message_type();
  const std::set<std::string> bound = BoundBelow(call, absl::StrCat(field.name(), "."));
  bool demands = false;
  for (const std::string& name : bound) {
    const FieldDescriptor* inner = type.FindFieldByName(name);
    demands = demands || (inner != nullptr && IsRequired(*inner));
  }
  if (call.binding.verb == "patch") {
    body.schema = sources.schemas.PatchOf(type);
  } else {
    body.schema =
        demands ? sources.schemas.ObjectOf(type, {bound, false}) : sources.schemas.Of(type);
  }
  return body;
}

Json ContentOf(Body body, bool stream) {
  if (!stream) {
    return {{"application/json",
             {{"schema", std::move(body.schema)}, {"example", std::move(body.example)}}}};
  }
  return {{"application/json",
           {{"schema", {{"type", "array"}, {"items", body.schema}}},
            {"example", Json::array({std::move(body.example)})}}},
          {"application/x-ndjson", {{"schema", body.schema}}}};
}

Json AnswerContent(const Call& call, const Sources& sources) {
  const Descriptor& type = *call.method.output_type();
  const FieldDescriptor* field = type.FindFieldByName(call.binding.response_body);
  const Descriptor* raw = field == nullptr ? &type : field->message_type();
  if (raw != nullptr && IsHttpBody(*raw)) return RawContent();
  Json schema = field == nullptr ? sources.schemas.Of(type) : sources.schemas.Of(*field);
  if (!call.method.server_streaming()) return {{"application/json", {{"schema", schema}}}};
  return {{"application/json", {{"schema", {{"type", "array"}, {"items", schema}}}}},
          {"application/x-ndjson", {{"schema", schema}}},
          {"text/event-stream", {{"schema", schema}}}};
}

}  // namespace

Json RequestBodyOf(const Call& call, const Sources& sources) {
  const std::string& name = call.binding.body;
  const Descriptor& type = *call.method.input_type();
  if (name.empty()) return nullptr;
  const FieldDescriptor* field = type.FindFieldByName(name);
  if (name != "*" && field == nullptr) return nullptr;
  const Descriptor* raw = field == nullptr ? &type : field->message_type();
  if (raw != nullptr && IsHttpBody(*raw)) return {{"required", true}, {"content", RawContent()}};
  Body body = field == nullptr ? WholeRequest(call, sources) : OneField(call, sources, *field);
  const bool required = field != nullptr || body.schema.contains("required");
  return {{"required", required},
          {"content", ContentOf(std::move(body), call.method.client_streaming())}};
}

Json ResponsesOf(const Call& call, const Sources& sources) {
  return {{"200", {{"description", "OK"}, {"content", AnswerContent(call, sources)}}},
          {"default", {{"$ref", "#/components/responses/Error"}}}};
}

}  // namespace ett::openapi
