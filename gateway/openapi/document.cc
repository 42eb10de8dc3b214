#include "gateway/openapi/document.h"

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "ett/auth/v1/access.pb.h"
#include "ett/doc/v1/summary.pb.h"
#include "gateway/openapi/call.h"
#include "gateway/openapi/text.h"

namespace ett::openapi {
namespace {

using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;

// What every error looks like, and who may call.
constexpr char kComponents[] = R"json({
  "schemas": {
    "Error": {
      "type": "object",
      "description": "What went wrong.",
      "required": ["error"],
      "properties": {"error": {
        "type": "object",
        "required": ["code", "status", "message", "details"],
        "properties": {
          "code": {"type": "integer", "format": "int32", "description": "The HTTP status."},
          "status": {"type": "string", "description": "The gRPC status.",
            "enum": ["CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND",
                     "ALREADY_EXISTS", "PERMISSION_DENIED", "UNAUTHENTICATED", "RESOURCE_EXHAUSTED",
                     "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL",
                     "UNAVAILABLE", "DATA_LOSS"]},
          "message": {"type": "string", "description": "For people."},
          "details": {"type": "array", "description": "Messages of google.rpc, by `@type`.",
            "items": {"type": "object", "properties": {"@type": {"type": "string"}},
                      "additionalProperties": true}}}}}
    }
  },
  "responses": {
    "Error": {"description": "An error",
              "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}}
  },
  "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}
})json";

std::string SummaryOf(const MethodDescriptor& method, Language language) {
  const auto& options = method.options();
  if (language == Language::kBokmaal && options.HasExtension(ett::doc::v1::method)) {
    return options.GetExtension(ett::doc::v1::method).summary_nb();
  }
  std::string sentence = FirstSentence(CommentOf(method));
  return sentence.empty() ? Words(method.name()) : sentence;
}

Json TagOf(const ServiceDescriptor& service, Language language) {
  const auto& options = service.options();
  std::string description = CommentOf(service);
  if (language == Language::kBokmaal && options.HasExtension(ett::doc::v1::service)) {
    description = options.GetExtension(ett::doc::v1::service).summary_nb();
  }
  Json tag = {{"name", service.full_name()}};
  if (!description.empty()) tag["description"] = description;
  return tag;
}

Json OperationOf(const Call& call, const Sources& sources) {
  const MethodDescriptor& method = call.method;
  Json operation = {{"operationId", call.id},
                    {"tags", Json::array({method.service()->full_name()})},
                    {"summary", SummaryOf(method, sources.language)}};
  const std::string comment = CommentOf(method);
  if (!comment.empty()) operation["description"] = comment;
  if (method.options().deprecated()) operation["deprecated"] = true;
  Json parameters = ParametersOf(call, sources);
  if (!parameters.empty()) operation["parameters"] = std::move(parameters);
  Json body = RequestBodyOf(call, sources);
  if (!body.is_null()) operation["requestBody"] = std::move(body);
  operation["responses"] = ResponsesOf(call, sources);
  if (method.options().HasExtension(ett::auth::v1::access)) {
    const std::string& scope = method.options().GetExtension(ett::auth::v1::access).scope();
    operation["security"] = Json::array({Json{{"bearer", Json::array({scope})}}});
  }
  operation["x-rpc"] = method.full_name();
  // Which sides send a stream.
  if (method.client_streaming() || method.server_streaming()) {
    operation["x-streams"] = Json::array();
    if (method.client_streaming()) operation["x-streams"].push_back("request");
    if (method.server_streaming()) operation["x-streams"].push_back("response");
  }
  return operation;
}

// Gathers operations by path and verb.
class Paths {
 public:
  explicit Paths(const Sources& sources) : sources_(sources) {}

  // Whether the method has an operation, a shadowed one too.
  bool Add(const MethodDescriptor& method) {
    bool has_operation = false;
    int number = 0;
    for (Binding& binding : BindingsOf(method)) {
      ++number;
      std::optional<Path> path = ParsePath(binding.pattern, sources_.resources);
      if (!path.has_value()) continue;
      Add({method, std::move(binding), *std::move(path), IdOf(method, number)});
      has_operation = true;
    }
    return has_operation;
  }

  Json paths = Json::object();
  Json shadowed = Json::array();

 private:
  void Add(Call call) {
    // Paths that differ only in names are one.
    const Path& first = shapes_.emplace(call.path.shape, call.path).first->second;
    call.path.text = first.text;
    for (std::size_t i = 0; i < first.parameters.size(); ++i) {
      call.path.parameters[i].name = first.parameters[i].name;
    }
    Json& item = paths[call.path.text];
    const std::string& verb = call.binding.verb;
    if (item.contains(verb)) {
      shadowed.push_back({{"operationId", call.id},
                          {"x-rpc", call.method.full_name()},
                          {"path", call.path.text},
                          {"verb", verb},
                          {"by", item[verb]["operationId"]}});
      return;
    }
    item[verb] = OperationOf(call, sources_);
  }

  // The first binding has the method's name; services of one name have their packages.
  std::string IdOf(const MethodDescriptor& method, int number) {
    const ServiceDescriptor& service = *method.service();
    const auto& owner = names_.emplace(service.name(), service.full_name()).first->second;
    const std::string prefix = owner == service.full_name()
                                   ? service.name()
                                   : absl::StrReplaceAll(service.full_name(), {{".", "_"}});
    return absl::StrCat(prefix, "_", method.name(), number == 1 ? "" : absl::StrCat("_", number));
  }

  const Sources& sources_;
  std::map<std::string, Path> shapes_;
  std::map<std::string, std::string> names_;
};

Json ComponentsOf(Schemas& schemas) {
  Json components = Json::parse(kComponents);
  components["schemas"].update(schemas.Components());
  return components;
}

}  // namespace

Json MakeDocument(const Contents& contents) {
  const Resources resources(contents.services, contents.examples);
  const Examples examples(resources);
  Schemas schemas;
  const Sources sources{resources, examples, schemas, contents.language};
  Paths paths(sources);
  Json tags = Json::array();
  std::set<std::string> seen;
  for (const ServiceDescriptor* service : contents.services) {
    if (!seen.insert(service->full_name()).second) continue;
    bool has_operation = false;
    for (int i = 0; i < service->method_count(); ++i) {
      has_operation = paths.Add(*service->method(i)) || has_operation;
    }
    if (has_operation) tags.push_back(TagOf(*service, contents.language));
  }
  Json document = {{"openapi", "3.1.0"},
                   {"info", {{"title", contents.title}, {"version", contents.version}}},
                   {"servers", Json::array({Json{{"url", contents.server_url}}})},
                   {"tags", std::move(tags)},
                   {"paths", std::move(paths.paths)},
                   {"components", ComponentsOf(schemas)}};
  if (!paths.shadowed.empty()) document["x-shadowed"] = std::move(paths.shadowed);
  return document;
}

}  // namespace ett::openapi
