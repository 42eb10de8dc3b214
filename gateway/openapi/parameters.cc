#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gateway/openapi/call.h"
#include "gateway/openapi/text.h"

namespace ett::openapi {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

std::string PathDescription(const PathParameter& parameter, const FieldDescriptor* field) {
  std::string comment = field == nullptr ? "" : CommentOf(*field);
  if (parameter.whole || field == nullptr) return comment;
  const std::string part = absl::StrCat("A part of `", parameter.field, "`");
  return comment.empty() ? absl::StrCat(part, ".") : absl::StrCat(part, ": ", comment);
}

Json PathParameterOf(const PathParameter& parameter, const Call& call, const Sources& sources) {
  const FieldDescriptor* field = FindField(*call.method.input_type(), parameter.field);
  Json written = {{"name", parameter.name}, {"in", "path"}, {"required", true}};
  const std::string description = PathDescription(parameter, field);
  if (!description.empty()) written["description"] = description;
  const bool text = field == nullptr || field->type() == FieldDescriptor::TYPE_STRING;
  if (!parameter.whole || parameter.many || text) {
    written["schema"] = {{"type", "string"}, {"minLength", 1}};
    // A slash in a part of a name would stay encoded.
    if (!parameter.whole && !parameter.many) written["schema"]["pattern"] = "^[^/]+$";
    if (parameter.many) written["x-slashes"] = true;
    written["example"] = sources.resources.ExampleOf(parameter.name);
    return written;
  }
  written["schema"] = sources.schemas.ValueOf(*field);
  written["example"] = sources.examples.Of(*field);
  return written;
}

// Walks through a request for what stands in its query.
class Query {
 public:
  Query(const Call& call, const Sources& sources, Json& parameters)
      : call_(call), sources_(sources), parameters_(parameters) {}

  // The request itself, or the message in a field of it.
  struct Place {
    std::string path;  // of its fields: empty, or `inner.`
    std::string name;  // the same in JSON
    bool required = true;
    std::string comment;  // for fields without one of their own
  };

  void Walk(const Descriptor& type, const Place& place) {
    around_.push_back(&type);
    for (int i = 0; i < type.field_count(); ++i) {
      const FieldDescriptor& field = *type.field(i);
      const std::string path = absl::StrCat(place.path, field.name());
      if (path == call_.binding.body || call_.path.bound.contains(path) || IsOutputOnly(field)) {
        continue;
      }
      const std::string name = absl::StrCat(place.name, field.json_name());
      std::string comment = CommentOf(field);
      if (comment.empty()) comment = place.comment;
      const Place inside{absl::StrCat(path, "."), absl::StrCat(name, "."),
                         place.required && IsRequired(field), comment};
      if (IsValue(field)) {
        Add(field, name, inside);
      } else if (IsWalked(field)) {
        Walk(*field.message_type(), inside);
      }
    }
    around_.pop_back();
  }

 private:
  static bool IsValue(const FieldDescriptor& field) {
    if (field.message_type() == nullptr) return true;
    const WellKnown* known = FindWellKnown(*field.message_type());
    return known != nullptr && known->in_query;
  }

  // A message that holds itself is cut where it comes again.
  bool IsWalked(const FieldDescriptor& field) const {
    return !field.is_repeated() && FindWellKnown(*field.message_type()) == nullptr &&
           std::find(around_.begin(), around_.end(), field.message_type()) == around_.end();
  }

  void Add(const FieldDescriptor& field, const std::string& name, const Place& place) {
    Json parameter = {{"name", name}, {"in", "query"}};
    if (place.required) parameter["required"] = true;
    if (!place.comment.empty()) parameter["description"] = place.comment;
    if (field.options().deprecated()) parameter["deprecated"] = true;
    Json value = sources_.schemas.ValueOf(field);
    // A query has no null.
    if (value.contains("type") && value["type"].is_array()) value["type"] = Json(value["type"][0]);
    if (field.is_repeated()) {
      parameter["style"] = "form";
      parameter["explode"] = true;
      value = {{"type", "array"}, {"items", std::move(value)}};
    }
    parameter["schema"] = std::move(value);
    parameter["example"] = sources_.examples.Of(field);
    parameters_.push_back(std::move(parameter));
  }

  const Call& call_;
  const Sources& sources_;
  Json& parameters_;
  std::vector<const Descriptor*> around_;
};

}  // namespace

const FieldDescriptor* FindField(const Descriptor& type, const std::string& path) {
  const Descriptor* inside = &type;
  const FieldDescriptor* field = nullptr;
  for (const std::string& part : std::vector<std::string>(absl::StrSplit(path, '.'))) {
    field = inside == nullptr ? nullptr : inside->FindFieldByName(part);
    if (field == nullptr) return nullptr;
    inside = field->message_type();
  }
  return field;
}

Json ParametersOf(const Call& call, const Sources& sources) {
  Json parameters = Json::array();
  for (const PathParameter& parameter : call.path.parameters) {
    parameters.push_back(PathParameterOf(parameter, call, sources));
  }
  if (call.binding.body != "*") {
    Query(call, sources, parameters).Walk(*call.method.input_type(), {});
  }
  return parameters;
}

}  // namespace ett::openapi
