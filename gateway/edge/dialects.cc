#include "gateway/edge/dialects.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gateway/edge/call_head.h"
#include "gateway/edge/cors.h"
#include "gateway/edge/entrance.h"
#include "gateway/edge/grpc_wire.h"
#include "gateway/edge/web_text.h"
#include "status/errors.h"

namespace ett::edge {
namespace {

constexpr int kNoContent = 204;
constexpr int kMethodNotAllowed = 405;
constexpr int kUnsupportedMediaType = 415;

// HEAD is answered as GET is, and whoever sends the answer leaves its body out; a POST may say
// another method where something on its way lets only GET and POST pass.
std::string MethodOf(const RequestHead& head) {
  if (head.method == "HEAD") return "GET";
  const absl::string_view other = Find(head.headers, "x-http-method-override");
  return head.method == "POST" && !other.empty() ? std::string(other) : head.method;
}

// What has no method of a service behind it.
void AnswerPage(const std::shared_ptr<const Schema>& schema, const Config& config,
                const RequestHead& head, const std::vector<std::string>& allowed, Reply& reply) {
  const std::string path(PathOf(head.target));
  const std::string method = MethodOf(head);
  if (method == "GET" && config.page) {
    const auto page = config.page(schema, path, QueryOf(head.target));
    if (page != nullptr) {
      absl::StrAppend(&reply.record().target, " ", path);
      Headers headers = page->headers;
      headers.push_back({"content-type", page->content_type});
      return reply.Whole(200, std::move(headers), page->body);
    }
  }
  if (allowed.empty()) return Refuse(reply, status::NotFound("path", path));
  const Headers allow = {{"allow", absl::StrJoin(allowed, ", ")}};
  if (method == "OPTIONS") return reply.Whole(kNoContent, allow, "");
  Refuse(reply, status::InvalidField("method", allow.front().value, head.method), kMethodNotAllowed,
         allow);
}

void AnswerPreflight(const Schema& schema, const RequestHead& head, Reply& reply) {
  const absl::string_view path = PathOf(head.target);
  std::vector<std::string> methods = schema.Match("OPTIONS", path).allowed;
  if (schema.Find(path) != nullptr) methods = {"POST", "GET"};
  reply.Whole(kNoContent, PreflightHeaders(head.headers, absl::StrJoin(methods, ", ")), "");
}

absl::Status Admit(Worker& worker, const RequestHead& head, Reply& reply, Spoken& spoken) {
  Entry entry = Enter(worker, {*spoken.method, head.headers, reply.record().request_id, head.peer,
                               head.certificate_names.get()});
  reply.AddCommon(entry.headers);
  spoken.place = std::move(entry.place);
  spoken.caller = std::move(entry.caller);
  return entry.status;
}

// By the path, or a page.
void FindRest(const std::shared_ptr<const Schema>& schema, Worker& worker, const RequestHead& head,
              Reply& reply, Spoken& spoken) {
  RouteMatch match = schema->Match(MethodOf(head), PathOf(head.target));
  if (match.route == nullptr) {
    return AnswerPage(schema, worker.config, head, match.allowed, reply);
  }
  spoken.method = match.route->method;
  const absl::Status admitted = Admit(worker, head, reply, spoken);
  if (!admitted.ok()) return Refuse(reply, admitted);
  spoken.dialect =
      MakeRest({*spoken.method, worker.config, head, reply}, *match.route, match.values);
}

// What calls itself gRPC, but has messages of another form, or gRPC itself by HTTP/1.1.
void RefuseGrpc(absl::string_view type, Reply& reply) {
  Refuse(reply,
         status::InvalidField("content-type",
                              "application/grpc, of HTTP/2, application/grpc-web or "
                              "application/grpc-web-text, alone or with +proto",
                              type),
         kUnsupportedMediaType);
}

void FindGrpcWeb(Worker& worker, const RequestHead& head, Reply& reply, Spoken& spoken) {
  const absl::string_view type = Find(head.headers, "content-type");
  spoken.protocol = "grpc-web";
  if (!IsGrpcWeb(type)) return RefuseGrpc(type, reply);
  spoken.dialect = MakeGrpcWeb(spoken.method, worker.config, head, reply);
  const absl::Status admitted = spoken.method == nullptr ? UnknownMethod(PathOf(head.target))
                                                         : Admit(worker, head, reply, spoken);
  if (!admitted.ok()) spoken.dialect->SayEnd(admitted, {});
}

}  // namespace

Spoken FindDialect(const std::shared_ptr<const Schema>& schema, Worker& worker,
                   const RequestHead& head, Reply& reply) {
  Spoken spoken{"rest", nullptr, nullptr, {}, {}};
  if (IsPreflight(head.method, head.headers)) {
    AnswerPreflight(*schema, head, reply);
    return spoken;
  }
  spoken.method = schema->Find(PathOf(head.target));
  if (absl::StartsWithIgnoreCase(Find(head.headers, "content-type"), "application/grpc")) {
    FindGrpcWeb(worker, head, reply, spoken);
    return spoken;
  }
  if (spoken.method != nullptr && IsConnect(head)) {
    spoken.protocol = "connect";
    const absl::Status admitted = Admit(worker, head, reply, spoken);
    if (!admitted.ok()) {
      RefuseConnect(reply, admitted);
      return spoken;
    }
    spoken.dialect = MakeConnect({*spoken.method, worker.config, head, reply});
    return spoken;
  }
  FindRest(schema, worker, head, reply, spoken);
  return spoken;
}

}  // namespace ett::edge
