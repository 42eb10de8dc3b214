#include "gateway/edge/rest_request.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gateway/edge/form.h"
#include "gateway/edge/grpc_wire.h"
#include "gateway/edge/http_body.h"
#include "gateway/edge/json_values.h"
#include "gateway/edge/web_text.h"
#include "gateway/edge/whole_body.h"
#include "json/json_to_wire.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::edge {
namespace {

constexpr char kUpdateMask[] = "update_mask";

// A message of a request, and which part of it a body says.
struct Target {
  const json::MessagePlan& plan;
  const Route& route;
  const RestFields& fields;

  bool whole() const { return route.body == "*"; }
  const json::FieldPlan* field() const {
    return route.body.empty() || whole() ? nullptr : plan.FindByName(route.body);
  }
  // The message that the body is; null when it is none.
  const json::MessagePlan* body() const {
    if (whole()) return &plan;
    const json::FieldPlan* part = field();
    return part == nullptr || part->repeated ? nullptr : part->message;
  }
};

absl::StatusOr<std::string> WireOfBody(const Target& target, absl::string_view json) {
  if (json.empty()) return std::string();
  const json::ParseOptions options{.beside = &target.fields.text};
  if (target.whole()) return json::WireOf(target.plan, json, options);
  if (const json::FieldPlan* field = target.field()) {
    return json::WireOfField(*field, json, options);
  }
  return status::InvalidField("body", "no body", json.substr(0, 80), "UNEXPECTED_BODY");
}

// What a PATCH changes is what its body has, unless the caller says it.
absl::Status AddMask(const Target& target, const std::string& method, absl::string_view json,
                     std::string& wire) {
  const json::FieldPlan* mask = target.plan.FindByName(kUpdateMask);
  const json::FieldPlan* field = target.field();
  const bool needs = method == "PATCH" && mask != nullptr && target.body() != nullptr &&
                     field != nullptr && target.fields.text.tree().Find(*mask) == nullptr;
  if (!needs) return absl::OkStatus();
  ASSIGN_OR_RETURN(std::vector<std::string> paths,
                   json::MaskOf(*target.body(), json, target.fields.text.tree().Find(*field)));
  std::erase(paths, "etag");
  json::TextFields text(target.plan);
  RETURN_IF_ERROR(text.Add(kUpdateMask, absl::StrJoin(paths, ",")));
  text.AppendTo(wire);
  return absl::OkStatus();
}

// The whole body is one message.
class OneMessage final : public RestRequest {
 public:
  OneMessage(const Target& target, const WebAsked& asked)
      : target_(target), method_(asked.head.method), body_(asked.config.message_bytes) {}

  absl::Status Take(absl::string_view body, std::string&) override { return body_.Take(body); }
  absl::Status TakeEnd(std::string& frames) override {
    const std::string& json = body_.text();
    ASSIGN_OR_RETURN(std::string wire, WireOfBody(target_, json));
    RETURN_IF_ERROR(AddMask(target_, method_, json.empty() ? "{}" : json, wire));
    target_.fields.text.AppendTo(wire);
    frames = Frame(wire);
    return absl::OkStatus();
  }

 private:
  const Target target_;
  const std::string& method_;
  WholeBody body_;
};

// Each value of the body is a message; the first has the fields of path and query.
class ManyMessages final : public RestRequest {
 public:
  ManyMessages(const Target& target, JsonValues::Form form, std::size_t most)
      : target_(target), values_(form, most) {}

  absl::Status Take(absl::string_view body, std::string& frames) override {
    return values_.Take(body, [&](absl::string_view value) { return Add(value, frames); });
  }
  absl::Status TakeEnd(std::string& frames) override {
    RETURN_IF_ERROR(values_.End([&](absl::string_view value) { return Add(value, frames); }));
    if (count_ > 0 || target_.fields.text.empty()) return absl::OkStatus();
    return Add(target_.body() == nullptr ? "" : "{}", frames);
  }

 private:
  absl::Status Add(absl::string_view value, std::string& frames) {
    absl::StatusOr<std::string> wire = WireOfBody(target_, value);
    if (!wire.ok()) return Placed(wire.status());
    if (count_++ == 0) target_.fields.text.AppendTo(*wire);
    absl::StrAppend(&frames, Frame(*wire));
    return absl::OkStatus();
  }
  // With the message's number before the field.
  absl::Status Placed(const absl::Status& status) const {
    std::vector<status::FieldError> errors = status::FieldErrorsOf(status);
    for (status::FieldError& error : errors) {
      error.field = absl::StrCat("body[", count_, "].", error.field);
    }
    return errors.empty() ? status : status::InvalidFields(errors);
  }

  const Target target_;
  JsonValues values_;
  int count_ = 0;
};

// Bytes as they are, in a google.api.HttpBody that is the message or a field of it.
class RawMessages {
 public:
  RawMessages(const Target& target, const WebAsked& asked)
      : target_(target), type_(Find(asked.head.headers, "content-type")) {}

  // The first has what the path and the query say, and the type.
  std::string Next(absl::string_view bytes) {
    std::string wire = edge::WireOf({first_ ? type_ : absl::string_view(), bytes});
    if (const json::FieldPlan* field = target_.field()) {
      const std::string body = std::exchange(wire, {});
      json::AppendTag(field->number, json::WireType::kBytes, wire);
      json::AppendBytes(body, wire);
    }
    if (std::exchange(first_, false)) target_.fields.text.AppendTo(wire);
    return Frame(wire);
  }
  bool none_yet() const { return first_; }

 private:
  const Target target_;
  const absl::string_view type_;
  bool first_ = true;
};

class RawBody final : public RestRequest {
 public:
  RawBody(const Target& target, const WebAsked& asked)
      : messages_(target, asked), body_(asked.config.message_bytes) {}

  absl::Status Take(absl::string_view body, std::string&) override { return body_.Take(body); }
  absl::Status TakeEnd(std::string& frames) override {
    frames = messages_.Next(body_.text());
    return absl::OkStatus();
  }

 private:
  RawMessages messages_;
  WholeBody body_;
};

class RawStream final : public RestRequest {
 public:
  RawStream(const Target& target, const WebAsked& asked) : messages_(target, asked) {}

  absl::Status Take(absl::string_view body, std::string& frames) override {
    absl::StrAppend(&frames, messages_.Next(body));
    return absl::OkStatus();
  }
  absl::Status TakeEnd(std::string& frames) override {
    if (messages_.none_yet()) frames = messages_.Next("");
    return absl::OkStatus();
  }

 private:
  RawMessages messages_;
};

// A form of fields, and of a file that goes piece by piece into the field of bytes that its part
// names.
class FormMessages final : public RestRequest {
 public:
  FormMessages(const Target& target, const std::string& boundary, std::size_t most)
      : target_(target), text_(target.fields.text), form_(boundary, most) {}

  absl::Status Take(absl::string_view body, std::string& frames) override {
    return form_.Take(body, [&](const FormPiece& piece) { return Add(piece, frames); });
  }
  absl::Status TakeEnd(std::string& frames) override {
    RETURN_IF_ERROR(form_.End());
    if (first_) Say("", frames);
    return absl::OkStatus();
  }

 private:
  absl::Status Add(const FormPiece& piece, std::string& frames) {
    if (!piece.is_file) {
      if (first_) return text_.Add(piece.name, piece.bytes);
      return status::InvalidField(piece.name, "fields before the file", "one after it");
    }
    const json::FieldPlan* field = target_.plan.FindByName(piece.name);
    const bool fits = field != nullptr && !field->repeated &&
                      field->type == google::protobuf::FieldDescriptor::TYPE_BYTES;
    if (!fits) return status::InvalidField(piece.name, "the name of a field of bytes", piece.name);
    std::string wire;
    json::AppendTag(field->number, json::WireType::kBytes, wire);
    json::AppendBytes(piece.bytes, wire);
    Say(wire, frames);
    return absl::OkStatus();
  }
  void Say(std::string wire, std::string& frames) {
    if (std::exchange(first_, false)) text_.AppendTo(wire);
    absl::StrAppend(&frames, Frame(wire));
  }

  const Target target_;
  json::TextFields text_;
  Form form_;
  bool first_ = true;
};

bool IsJson(const std::string& type) {
  return type.empty() || type == "application/json" || type == "application/merge-patch+json";
}
bool IsLines(const std::string& type) {
  return type == "application/x-ndjson" || type == "application/jsonl";
}

}  // namespace

absl::StatusOr<std::unique_ptr<RestRequest>> MakeRestRequest(const WebAsked& asked,
                                                             const Route& route,
                                                             const RestFields& fields) {
  const Target target{*asked.method.request, route, fields};
  if (target.body() != nullptr && target.body()->descriptor().full_name() == kHttpBody) {
    if (asked.method.descriptor->client_streaming()) {
      return std::make_unique<RawStream>(target, asked);
    }
    return std::make_unique<RawBody>(target, asked);
  }
  const absl::string_view header = Find(asked.head.headers, "content-type");
  const std::string type = MediaType(header);
  if (!asked.method.descriptor->client_streaming()) {
    if (IsJson(type) || route.body.empty()) return std::make_unique<OneMessage>(target, asked);
    return status::InvalidField("content-type", "application/json", header);
  }
  const std::size_t most = asked.config.message_bytes;
  if (IsJson(type)) return std::make_unique<ManyMessages>(target, JsonValues::Form::kArray, most);
  if (IsLines(type)) return std::make_unique<ManyMessages>(target, JsonValues::Form::kLines, most);
  const std::optional<std::string> boundary = ParameterOf(header, "boundary");
  if (type == "multipart/form-data" && boundary.has_value()) {
    return std::make_unique<FormMessages>(target, *boundary, most);
  }
  return status::InvalidField(
      "content-type", "application/json, application/x-ndjson or multipart/form-data", header);
}

}  // namespace ett::edge
