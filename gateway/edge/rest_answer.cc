#include "gateway/edge/rest_answer.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "chassis/data_version_metadata.h"
#include "gateway/edge/http_body.h"
#include "gateway/edge/web_text.h"
#include "json/wire.h"
#include "json/wire_to_json.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::edge {
namespace {

constexpr char kLines[] = "application/x-ndjson";
constexpr char kEvents[] = "text/event-stream";
constexpr char kBytes[] = "application/octet-stream";
constexpr int kNotModified = 304;

// The last value of a field of text, bytes or a message: the one that counts. Empty for none.
absl::string_view LastOf(const json::FieldPlan& field, absl::string_view wire) {
  absl::string_view last;
  json::WireReader reader(wire);
  for (json::Piece piece; !reader.done() && reader.Next(piece);) {
    if (piece.number == field.number) last = piece.bytes;
  }
  return last;
}

// The value of a string field of a message; empty where there is none.
std::string TextOf(const json::MessagePlan& plan, absl::string_view wire, const char* name) {
  const json::FieldPlan* field = plan.FindByName(name);
  const bool is_text = field != nullptr && !field->repeated &&
                       field->type == google::protobuf::FieldDescriptor::TYPE_STRING;
  return is_text ? std::string(LastOf(*field, wire)) : "";
}

// What is said in place of the rest of a stream.
std::string BrokenOff(const WebAsked& asked, const absl::Status& status) {
  return ErrorJson(status, HttpStatusOf(status.code()), asked.method.schema);
}

// Prints what of an answer's message is the body.
class Body {
 public:
  Body(const Route& route, const RestFields& fields) : body_(BodyOfAnswer(route)) {
    if (fields.shown.has_value()) {
      shown_ = *fields.shown;
    } else if (body_.field != nullptr) {
      shown_.emplace().Add({body_.field});
    }
  }

  absl::StatusOr<std::string> Print(absl::string_view message) const {
    json::PrintOptions options;
    options.defaults = true;
    options.unknown_any_as_bytes = true;
    options.shown = shown_.has_value() ? &*shown_ : nullptr;
    ASSIGN_OR_RETURN(std::string json, json::JsonOf(*body_.message, message, options));
    if (body_.field == nullptr) return json;
    // Without what is around the one field.
    absl::string_view value = json;
    const bool has_value = absl::ConsumePrefix(&value, absl::StrCat("{", body_.field->key)) &&
                           absl::ConsumeSuffix(&value, "}");
    return has_value ? std::string(value) : "null";
  }
  const json::MessagePlan& message() const { return *body_.message; }

 private:
  const AnswerBody body_;
  std::optional<json::FieldTree> shown_;
};

class OneAnswer final : public RestAnswer {
 public:
  OneAnswer(const WebAsked& asked, const Body& body) : asked_(asked), body_(body) {}

  void SayHead(const Headers& head) override {
    const std::string version(Find(head, chassis::kDataVersion));
    if (!version.empty()) etag_ = absl::StrCat("W/\"", version, "\"");
  }
  absl::Status Say(absl::string_view message) override {
    if (json_.has_value()) return absl::InternalError("the answer is more than one message");
    ASSIGN_OR_RETURN(json_, body_.Print(message));
    const std::string etag = TextOf(body_.message(), message, "etag");
    if (!etag.empty()) etag_ = absl::StrCat("\"", etag, "\"");
    return absl::OkStatus();
  }
  void End() override {
    if (!json_.has_value()) {
      return Refuse(asked_.reply, absl::InternalError("the answer has no message"));
    }
    Headers headers;
    if (!etag_.empty()) headers.push_back({"etag", etag_});
    if (IsKnown()) return asked_.reply.Whole(kNotModified, std::move(headers), "");
    headers.push_back({"content-type", "application/json"});
    asked_.reply.Whole(200, std::move(headers), *json_);
  }
  void Break(const absl::Status&) override { asked_.reply.Abort(); }

 private:
  bool IsKnown() const {
    const absl::string_view known = Find(asked_.head.headers, "if-none-match");
    const bool reads = asked_.head.method == "GET" || asked_.head.method == "HEAD";
    return reads && !etag_.empty() &&
           absl::StripPrefix(known, "W/") == absl::StripPrefix(etag_, "W/");
  }

  const WebAsked asked_;
  const Body body_;
  std::optional<std::string> json_;
  std::string etag_;  // as the header has it
};

class ArrayAnswer final : public RestAnswer {
 public:
  ArrayAnswer(const WebAsked& asked, const Body& body) : reply_(asked.reply), body_(body) {}

  absl::Status Say(absl::string_view message) override {
    ASSIGN_OR_RETURN(const std::string json, body_.Print(message));
    const bool first = !reply_.has_head();
    if (first) reply_.Head(200, {{"content-type", "application/json"}});
    reply_.Write(absl::StrCat(first ? "[" : ",", json));
    return absl::OkStatus();
  }
  void End() override {
    if (!reply_.has_head()) return reply_.Whole(200, {{"content-type", "application/json"}}, "[]");
    reply_.Write("]");
    reply_.End();
  }
  void Break(const absl::Status&) override { reply_.Abort(); }

 private:
  Reply& reply_;
  const Body body_;
};

class LinesAnswer final : public RestAnswer {
 public:
  LinesAnswer(const WebAsked& asked, const Body& body) : asked_(asked), body_(body) {}

  absl::Status Say(absl::string_view message) override {
    ASSIGN_OR_RETURN(const std::string json, body_.Print(message));
    Head();
    asked_.reply.Write(absl::StrCat(json, "\n"));
    return absl::OkStatus();
  }
  void End() override {
    Head();
    asked_.reply.End();
  }
  void Break(const absl::Status& status) override {
    asked_.reply.Write(absl::StrCat(BrokenOff(asked_, status), "\n"));
    asked_.reply.End();
  }

 private:
  void Head() {
    if (!asked_.reply.has_head()) asked_.reply.Head(200, {{"content-type", kLines}});
  }

  const WebAsked asked_;
  const Body body_;
};

class EventsAnswer final : public RestAnswer {
 public:
  EventsAnswer(const WebAsked& asked, const Body& body) : asked_(asked), body_(body) {}

  // At once: a stream of events may have none for long.
  void SayHead(const Headers&) override {
    if (asked_.reply.has_head()) return;
    asked_.reply.Head(200, {{"content-type", kEvents}, {"cache-control", "no-cache"}});
  }
  absl::Status Say(absl::string_view message) override {
    ASSIGN_OR_RETURN(const std::string json, body_.Print(message));
    SayHead({});
    const std::string id = TextOf(body_.message(), message, "resume_token");
    asked_.reply.Write(
        absl::StrCat(id.empty() ? "" : "id: ", id, id.empty() ? "" : "\n", "data: ", json, "\n\n"));
    return absl::OkStatus();
  }
  bool has_pulse() const override { return true; }
  // A comment: https://html.spec.whatwg.org/multipage/server-sent-events.html.
  void SayPulse() override {
    SayHead({});
    asked_.reply.Write(": \n\n");
  }
  void End() override {
    SayHead({});
    asked_.reply.End();
  }
  void Break(const absl::Status& status) override {
    asked_.reply.Write(absl::StrCat("event: error\ndata: ", BrokenOff(asked_, status), "\n\n"));
    asked_.reply.End();
  }

 private:
  const WebAsked asked_;
  const Body body_;
};

// What is in HttpBody, as it is.
class RawAnswer final : public RestAnswer {
 public:
  RawAnswer(const WebAsked& asked, const Route& route)
      : asked_(asked), field_(BodyOfAnswer(route).field) {}

  absl::Status Say(absl::string_view message) override {
    HttpBody body;
    if (!ReadHttpBody(field_ == nullptr ? message : LastOf(*field_, message), body)) {
      return absl::InternalError("the answer does not fit its contract: no google.api.HttpBody");
    }
    const std::string type(body.content_type.empty() ? kBytes : body.content_type);
    if (!asked_.reply.has_head()) asked_.reply.Head(200, {{"content-type", type}});
    asked_.reply.Write(body.data);
    return absl::OkStatus();
  }
  void End() override {
    if (!asked_.reply.has_head()) {
      return asked_.reply.Whole(200, {{"content-type", kBytes}}, "");
    }
    asked_.reply.End();
  }
  void Break(const absl::Status&) override { asked_.reply.Abort(); }

 private:
  const WebAsked asked_;
  const json::FieldPlan* const field_;
};

}  // namespace

std::unique_ptr<RestAnswer> MakeRestAnswer(const WebAsked& asked, const Route& route,
                                           const RestFields& fields) {
  const AnswerBody what = BodyOfAnswer(route);
  const json::MessagePlan* message = what.field == nullptr ? what.message : what.field->message;
  if (message != nullptr && message->descriptor().full_name() == kHttpBody) {
    return std::make_unique<RawAnswer>(asked, route);
  }
  const Body body(route, fields);
  if (!asked.method.descriptor->server_streaming()) return std::make_unique<OneAnswer>(asked, body);
  const absl::string_view accept = Find(asked.head.headers, "accept");
  if (Accepts(accept, kEvents)) return std::make_unique<EventsAnswer>(asked, body);
  const bool lines = Accepts(accept, kLines) || Accepts(accept, "application/jsonl");
  if (lines) return std::make_unique<LinesAnswer>(asked, body);
  return std::make_unique<ArrayAnswer>(asked, body);
}

}  // namespace ett::edge
