#include "gateway/edge/rest_fields.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "gateway/edge/web_text.h"
#include "gateway/limits/limit_file.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::edge {
namespace {

constexpr char kFields[] = "$fields";
constexpr char kUnknown[] = "UNKNOWN_PARAMETER";

// `"abc"` and `W/"abc"` as `abc`.
absl::string_view WithoutQuotes(absl::string_view text) {
  absl::ConsumePrefix(&text, "W/");
  if (absl::ConsumePrefix(&text, "\"")) absl::ConsumeSuffix(&text, "\"");
  return text;
}

// Sets a field by a header, where the message has the field and neither path nor query says it.
absl::Status AddHeader(const json::MessagePlan& plan, const std::string& path,
                       absl::string_view value, json::TextFields& text) {
  if (value.empty()) return absl::OkStatus();
  const json::FieldPath fields = json::FindPath(plan, path, json::Through::kSingular).fields;
  const bool is_text = !fields.empty() && !fields.back()->repeated &&
                       fields.back()->type == google::protobuf::FieldDescriptor::TYPE_STRING;
  if (!is_text) return absl::OkStatus();
  const json::FieldTree* said = &text.tree();
  for (const json::FieldPlan* field : fields) {
    if (said != nullptr) said = said->Find(*field);
  }
  if (said != nullptr) return absl::OkStatus();
  return text.Add(path, value, json::TextFields::InBody::kAnything);
}

absl::Status AddHeaders(const Route& route, const Headers& headers, json::TextFields& text) {
  const json::MessagePlan& plan = *route.method->request;
  const absl::string_view etag = WithoutQuotes(Find(headers, "if-match"));
  if (etag != "*") {
    RETURN_IF_ERROR(AddHeader(plan, "etag", etag, text));
    if (!route.body.empty() && route.body != "*") {
      RETURN_IF_ERROR(AddHeader(plan, absl::StrCat(route.body, ".etag"), etag, text));
    }
  }
  RETURN_IF_ERROR(
      AddHeader(plan, "request_id", WithoutQuotes(Find(headers, "idempotency-key")), text));
  return AddHeader(plan, "resume_token", Find(headers, "last-event-id"), text);
}

absl::Status AddParameter(const Route& route, const std::string& name, const std::string& value,
                          json::TextFields& text) {
  if (route.body == "*") {
    return status::InvalidField(name, "no query parameters beside a body of everything",
                                absl::StrCat(name, "=", value), kUnknown);
  }
  return text.Add(name, value);
}

bool IsIgnored(const Route& route, absl::string_view name, const Config& config) {
  const absl::string_view method = absl::string_view(route.method->path).substr(1);
  const auto& ignored = config.ignored_parameters;
  return std::any_of(ignored.begin(), ignored.end(), [&](const IgnoredParameter& each) {
    return each.name == name && limits::IsOf(each.methods, method);
  });
}

absl::StatusOr<json::FieldTree> ShownOf(const Route& route, const std::string& value) {
  std::vector<std::string> paths = absl::StrSplit(value, ',');
  for (std::string& path : paths) {
    if (!route.response_body.empty()) path = absl::StrCat(route.response_body, ".", path);
  }
  return json::FieldTree::Of(*BodyOfAnswer(route).message, paths, kFields);
}

}  // namespace

absl::StatusOr<RestFields> RestFields::Of(const Route& route, const PathValues& values,
                                          const RequestHead& head, const Config& config) {
  RestFields fields{json::TextFields(*route.method->request), std::nullopt};
  for (const auto& [name, value] : values) RETURN_IF_ERROR(fields.text.Add(name, value));
  for (const auto& [name, value] : ParseQuery(QueryOf(head.target))) {
    if (name == kFields) {
      ASSIGN_OR_RETURN(fields.shown, ShownOf(route, value));
      continue;
    }
    if (IsIgnored(route, name, config)) continue;
    const absl::Status added = AddParameter(route, name, value, fields.text);
    const bool is_unknown = status::ReasonOf(added) == kUnknown;
    if (!added.ok() && !(is_unknown && IsIgnored(route, "*", config))) return added;
  }
  RETURN_IF_ERROR(AddHeaders(route, head.headers, fields.text));
  return fields;
}

AnswerBody BodyOfAnswer(const Route& route) {
  AnswerBody body;
  body.message = route.method->response;
  if (!route.response_body.empty()) body.field = body.message->FindByName(route.response_body);
  return body;
}

}  // namespace ett::edge
