#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gateway/edge/call_head.h"
#include "gateway/edge/connect_error.h"
#include "gateway/edge/dialects.h"
#include "gateway/edge/grpc_wire.h"
#include "gateway/edge/web_text.h"
#include "gateway/edge/whole_body.h"
#include "json/json_to_wire.h"
#include "json/wire_to_json.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::edge {
namespace {

constexpr char kStream[] = "application/connect+";
constexpr int kUnsupportedMediaType = 415;
constexpr char kEndOfStream = '\2';  // the first byte of the last envelope of an answer

absl::Status Compressed() { return absl::UnimplementedError("compressed messages are not taken"); }

// Messages of one method, as JSON or as they are.
class Messages {
 public:
  Messages(const Method& method, bool is_json)
      : is_json_(is_json), request_(*method.request), response_(*method.response) {}

  absl::StatusOr<std::string> Read(absl::string_view body) const {
    if (!is_json_) return std::string(body);
    return json::WireOf(request_, body.empty() ? "{}" : body, {.ignore_unknown = true});
  }
  absl::StatusOr<std::string> Print(const MessageFrame& message) const {
    if (message.compressed) return absl::InternalError("the answer is compressed");
    if (!is_json_) return std::string(message.bytes);
    return json::JsonOf(response_, message.bytes);
  }

 private:
  const bool is_json_;
  const json::MessagePlan& request_;
  const json::MessagePlan& response_;
};

Headers LeadingMetadata(const Headers& head) {
  Headers headers;
  for (const Header& each : head) {
    const bool own =
        StaysHere(each.name) || each.name == "content-type" || absl::StartsWith(each.name, "grpc-");
    if (!own) headers.push_back(each);
  }
  return headers;
}

class ConnectUnary final : public Dialect {
 public:
  ConnectUnary(const WebAsked& asked, bool is_json)
      : messages_(asked.method, is_json),
        body_(asked.config.message_bytes),
        is_json_(is_json),
        reply_(asked.reply) {}

  // A GET has its message in its query, and no body.
  void SetQuery(std::string message) { query_ = std::move(message); }

  absl::Status Take(absl::string_view body, std::string&) override {
    if (!query_.has_value()) return body_.Take(body);
    return status::InvalidField("body", "none, with GET", body, "UNEXPECTED_BODY");
  }
  absl::Status TakeEnd(std::string& frames) override {
    ASSIGN_OR_RETURN(const std::string message,
                     messages_.Read(query_.has_value() ? *query_ : body_.text()));
    frames = Frame(message);
    return absl::OkStatus();
  }

  void SayHead(const Headers& head) override { headers_ = LeadingMetadata(head); }
  absl::Status Say(const MessageFrame& message) override {
    if (answer_.has_value()) return absl::InternalError("the answer is more than one message");
    ASSIGN_OR_RETURN(answer_, messages_.Print(message));
    return absl::OkStatus();
  }
  void SayEnd(const absl::Status& status, const Headers& trailers) override {
    for (const Header& each : LeadingMetadata(trailers)) {
      headers_.push_back({absl::StrCat("trailer-", each.name), each.value});
    }
    if (status.ok() && !answer_.has_value()) {
      return SayEnd(absl::InternalError("the answer has no message"), {});
    }
    if (!status.ok()) {
      headers_.push_back({"content-type", "application/json"});
      return reply_.Whole(HttpStatusOf(status.code()), std::move(headers_), ConnectError(status));
    }
    headers_.push_back({"content-type", is_json_ ? "application/json" : "application/proto"});
    reply_.Whole(200, std::move(headers_), *answer_);
  }

 private:
  const Messages messages_;
  WholeBody body_;
  std::optional<std::string> query_;
  const bool is_json_;
  Reply& reply_;
  Headers headers_;
  std::optional<std::string> answer_;
};

class ConnectStream final : public Dialect {
 public:
  ConnectStream(const WebAsked& asked, bool is_json)
      : messages_(asked.method, is_json),
        envelopes_(asked.config.message_bytes),
        is_json_(is_json),
        reply_(asked.reply) {}

  absl::Status Take(absl::string_view body, std::string& frames) override {
    envelopes_.Add(body);
    while (const std::optional<MessageFrame> envelope = envelopes_.Next()) {
      if (envelope->compressed) return Compressed();
      ASSIGN_OR_RETURN(const std::string message, messages_.Read(envelope->bytes));
      absl::StrAppend(&frames, Frame(message));
    }
    if (!envelopes_.next_is_too_large()) return absl::OkStatus();
    return status::Exhausted("MESSAGE_TOO_LARGE", absl::StrCat("a message is larger than ",
                                                               envelopes_.most(), " bytes"));
  }
  absl::Status TakeEnd(std::string&) override {
    if (envelopes_.empty()) return absl::OkStatus();
    return status::InvalidField("body", "whole envelopes", "a part of one", "TRUNCATED_BODY");
  }

  void SayHead(const Headers& head) override {
    Headers headers = LeadingMetadata(head);
    headers.push_back({"content-type", absl::StrCat(kStream, is_json_ ? "json" : "proto")});
    reply_.Head(200, std::move(headers));
  }
  absl::Status Say(const MessageFrame& message) override {
    ASSIGN_OR_RETURN(const std::string text, messages_.Print(message));
    reply_.Write(Frame(text));
    return absl::OkStatus();
  }
  void SayEnd(const absl::Status& status, const Headers& trailers) override {
    if (!reply_.has_head()) SayHead({});
    nlohmann::json metadata = nlohmann::json::object();
    for (const Header& each : LeadingMetadata(trailers)) {
      metadata[each.name].push_back(each.value);
    }
    std::string end =
        absl::StrCat("{", status.ok() ? "" : "\"error\":", status.ok() ? "" : ConnectError(status),
                     status.ok() ? "" : ",", "\"metadata\":", metadata.dump(), "}");
    std::string envelope = Frame(end);
    envelope[0] = kEndOfStream;
    reply_.Write(envelope);
    reply_.End();
  }

 private:
  const Messages messages_;
  FrameQueue envelopes_;
  const bool is_json_;
  Reply& reply_;
};

std::unique_ptr<Dialect> Refused(Reply& reply, const absl::Status& status, int http_status = 0) {
  RefuseConnect(reply, status, http_status);
  return nullptr;
}

// What a GET says in its query.
struct Query {
  std::string message;
  std::string encoding;
  std::string compression;
  bool is_base64 = false;
};

Query QueryOfConnect(absl::string_view text) {
  Query query;
  for (const auto& [name, value] : ParseQuery(text)) {
    if (name == "message") query.message = value;
    if (name == "encoding") query.encoding = value;
    if (name == "compression") query.compression = value;
    if (name == "base64") query.is_base64 = value == "1";
  }
  return query;
}

absl::StatusOr<std::unique_ptr<Dialect>> FromQuery(const WebAsked& asked) {
  Query query = QueryOfConnect(QueryOf(asked.head.target));
  if (!query.compression.empty() && query.compression != "identity") return Compressed();
  if (query.encoding != "json" && query.encoding != "proto") {
    return status::InvalidField("encoding", "json or proto", query.encoding);
  }
  std::string message = query.message;
  if (query.is_base64) {
    while (absl::EndsWith(query.message, "=")) query.message.pop_back();
    if (!absl::WebSafeBase64Unescape(query.message, &message)) {
      return status::InvalidField("message", "base64 for URLs", query.message);
    }
  }
  auto dialect = std::make_unique<ConnectUnary>(asked, query.encoding == "json");
  dialect->SetQuery(std::move(message));
  return dialect;
}

std::unique_ptr<Dialect> FromGet(const WebAsked& asked) {
  constexpr int kMethodNotAllowed = 405;
  const bool allowed = asked.method.changes_nothing && !asked.method.is_stream();
  if (!allowed) {
    return Refused(asked.reply, absl::UnimplementedError("call it by POST"), kMethodNotAllowed);
  }
  auto dialect = FromQuery(asked);
  return dialect.ok() ? *std::move(dialect) : Refused(asked.reply, dialect.status());
}

// By its content type; null for another than the method takes.
std::unique_ptr<Dialect> FromPost(const WebAsked& asked, const std::string& type) {
  if (asked.method.is_stream()) {
    const bool known = type == "application/connect+json" || type == "application/connect+proto";
    if (!known) return nullptr;
    return std::make_unique<ConnectStream>(asked, absl::EndsWith(type, "json"));
  }
  if (type != "application/json" && type != "application/proto") return nullptr;
  return std::make_unique<ConnectUnary>(asked, type == "application/json");
}

}  // namespace

void RefuseConnect(Reply& reply, const absl::Status& status, int http_status) {
  reply.record().grpc_code = static_cast<int>(status.code());
  reply.Whole(http_status == 0 ? HttpStatusOf(status.code()) : http_status,
              {{"content-type", "application/json"}}, ConnectError(status));
}

bool IsConnect(const RequestHead& head) {
  if (head.method == "GET") {
    return absl::StrContains(absl::StrCat("&", QueryOf(head.target), "&"), "&connect=v1&") ||
           absl::StrContains(QueryOf(head.target), "encoding=");
  }
  return head.method == "POST";
}

std::unique_ptr<Dialect> MakeConnect(const WebAsked& asked) {
  if (asked.head.method == "GET") return FromGet(asked);
  const bool is_stream = asked.method.is_stream();
  const absl::string_view encoding =
      Find(asked.head.headers, is_stream ? "connect-content-encoding" : "content-encoding");
  if (!encoding.empty() && encoding != "identity") return Refused(asked.reply, Compressed());
  const std::string type = MediaType(Find(asked.head.headers, "content-type"));
  std::unique_ptr<Dialect> dialect = FromPost(asked, type);
  if (dialect != nullptr) return dialect;
  const char* wanted = is_stream ? "application/connect+json or application/connect+proto"
                                 : "application/json or application/proto";
  return Refused(asked.reply, status::InvalidField("content-type", wanted, type),
                 kUnsupportedMediaType);
}

}  // namespace ett::edge
