#include "gateway/edge/rest_call.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "gateway/edge/index_page.h"
#include "gateway/edge/request_id.h"
#include "gateway/edge/transcode.h"
#include "status/errors.h"

namespace ett::edge {
namespace {

constexpr int kNoContent = 204;
constexpr int kMethodNotAllowed = 405;
constexpr int kUnsupportedMediaType = 415;

absl::string_view PathOf(const std::string& target) {
  return absl::string_view(target).substr(0, target.find('?'));
}

absl::string_view QueryOf(const std::string& target) {
  const std::size_t mark = target.find('?');
  return mark == std::string::npos ? absl::string_view()
                                   : absl::string_view(target).substr(mark + 1);
}

// Headers that a REST caller sends on to the service: who it is and what it belongs to.
bool IsForwarded(const Header& header) {
  return absl::EqualsIgnoreCase(header.name, "authorization") ||
         absl::EqualsIgnoreCase(header.name, "traceparent") ||
         absl::EqualsIgnoreCase(header.name, "tracestate") ||
         absl::EqualsIgnoreCase(header.name, "accept-language");
}

std::string LowerCase(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

}  // namespace

RestCall::RestCall(Worker& worker, RestRequest request, Respond respond)
    : worker_(worker),
      request_(std::move(request)),
      respond_(std::move(respond)),
      start_(absl::Now()),
      timer_(worker.loop),
      schema_(worker.learner.schema()) {
  record_.protocol = request_.protocol;
  record_.target = absl::StrCat(request_.method, " ", PathOf(request_.target));
  record_.request_id = RequestIdOf(request_.headers);
}

std::shared_ptr<RestCall> RestCall::Start(Worker& worker, RestRequest request, Respond respond) {
  std::shared_ptr<RestCall> call(new RestCall(worker, std::move(request), std::move(respond)));
  call->Begin();
  return call;
}

void RestCall::Begin() {
  if (!Route()) return;
  const auto& method = *match_.method->method;
  if (method.client_streaming() || method.server_streaming()) {
    return Fail(absl::UnimplementedError(
        absl::StrCat(method.full_name(), " is a stream: call it by gRPC, on this same port")));
  }
  const absl::string_view type = Find(request_.headers, "content-type");
  if (!request_.body.empty() && !type.empty() && !absl::StartsWith(type, "application/json")) {
    return Fail(status::InvalidField("content-type", "application/json", type),
                kUnsupportedMediaType);
  }
  absl::StatusOr<std::string> message =
      MessageOf(*match_.method, {match_.values, QueryOf(request_.target), request_.body});
  if (!message.ok()) return Fail(message.status());
  Ask(*std::move(message));
}

// False when the request is answered already.
bool RestCall::Route() {
  const std::string path(PathOf(request_.target));
  const std::string method = request_.method == "HEAD" ? "GET" : request_.method;
  match_ = schema_->Match(method, path);
  if (match_.method != nullptr) {
    record_.method = match_.method->path();
    record_.upstream = worker_.upstreams[match_.method->upstream]->name();
    return true;
  }
  if (method == "GET" && path == "/") {
    Finish({200, {{"content-type", "application/json"}}, IndexPage(*schema_)});
    return false;
  }
  if (match_.allowed.empty()) {
    Fail(status::NotFound("path", path));
    return false;
  }
  const Headers allow = {{"allow", absl::StrJoin(match_.allowed, ", ")}};
  if (method == "OPTIONS") {
    Finish({kNoContent, allow, ""});
  } else {
    Fail(status::InvalidField("method", allow.front().value, request_.method), kMethodNotAllowed,
         allow);
  }
  return false;
}

void RestCall::Ask(std::string message) {
  message_ = std::move(message);
  timer_.expires_after(absl::ToChronoMilliseconds(worker_.config.rest_timeout));
  timer_.async_wait([self = weak_from_this()](const boost::system::error_code& error) {
    const std::shared_ptr<RestCall> call = self.lock();
    if (error || call == nullptr) return;
    call->Fail(absl::DeadlineExceededError("the service did not answer in time"));
  });
  worker_.upstreams[match_.method->upstream]->Acquire(
      [self = shared_from_this()](const auto& connection) { self->Connected(connection); });
}

Headers RestCall::Forwarded() const {
  const absl::Duration left = worker_.config.rest_timeout - (absl::Now() - start_);
  Headers headers = {{":method", "POST"},
                     {":scheme", "http"},
                     {":authority", record_.upstream},
                     {":path", record_.method},
                     {"te", "trailers"},
                     {"content-type", "application/grpc"},
                     {"grpc-timeout", FormatTimeout(left)},
                     {"x-request-id", record_.request_id}};
  for (const Header& header : request_.headers) {
    if (IsForwarded(header)) headers.push_back({LowerCase(header.name), header.value});
  }
  return headers;
}

void RestCall::Connected(const absl::StatusOr<std::shared_ptr<Http2>>& connection) {
  if (respond_ == nullptr) return;
  if (!connection.ok()) return Fail(connection.status());
  answerer_ = *connection;
  stream_ = answerer_->Request(Forwarded(), shared_from_this());
  if (stream_ < 0) {
    answerer_ = nullptr;
    return Fail(status::Unavailable("UPSTREAM_UNAVAILABLE", "no stream can be opened"));
  }
  answerer_->Write(stream_, Frame(std::exchange(message_, {})));
  answerer_->End(stream_);
}

void RestCall::OnHeaders(Headers headers, bool end) {
  answer_headers_.insert(answer_headers_.end(), headers.begin(), headers.end());
  if (end) Answered();
}

void RestCall::OnData(absl::string_view data) {
  if (answer_.size() + data.size() > worker_.config.rest_answer_bytes) {
    return Fail(status::Exhausted("ANSWER_TOO_LARGE",
                                  "the answer is too large for one JSON text; "
                                  "ask for a smaller page"));
  }
  absl::StrAppend(&answer_, data);
  if (answerer_ != nullptr) answerer_->Consume(stream_, data.size());
}

void RestCall::OnEnd() { Answered(); }

void RestCall::OnWritten(std::size_t) {}

void RestCall::OnClosed(std::uint32_t error) {
  answerer_ = nullptr;
  Fail(status::Unavailable("UPSTREAM_UNAVAILABLE",
                           absl::StrCat("the service \"", record_.upstream,
                                        "\" broke the call off: ", nghttp2_http2_strerror(error))));
}

void RestCall::Answered() {
  answerer_ = nullptr;
  const absl::Status status = StatusOf(answer_headers_);
  if (!status.ok()) {
    if (absl::IsUnimplemented(status)) worker_.learner.LookAgain(match_.method->upstream);
    return Fail(status);
  }
  const absl::StatusOr<std::string> message = Unframe(answer_);
  if (!message.ok()) return Fail(message.status());
  absl::StatusOr<std::string> json = JsonOf(*match_.method, *message);
  if (!json.ok()) return Fail(json.status());
  Finish({200, {{"content-type", "application/json"}}, *std::move(json)});
}

void RestCall::Fail(const absl::Status& status, int http_status, Headers headers) {
  record_.grpc_code = static_cast<int>(status.code());
  headers.push_back({"content-type", "application/json"});
  const int told = http_status == 0 ? HttpStatusOf(status.code()) : http_status;
  Finish({told, std::move(headers), ErrorJson(status, told)});
}

void RestCall::Finish(RestResponse response) {
  if (respond_ == nullptr) return;
  timer_.cancel();
  if (answerer_ != nullptr) std::exchange(answerer_, nullptr)->Reset(stream_, NGHTTP2_CANCEL);
  response.headers.push_back({"x-request-id", record_.request_id});
  if (response.status != kNoContent) {
    response.headers.push_back({"content-length", absl::StrCat(response.body.size())});
  }
  if (request_.method == "HEAD") response.body.clear();
  record_.http_status = response.status;
  record_.duration = absl::Now() - start_;
  if (worker_.config.on_call) worker_.config.on_call(record_);
  std::exchange(respond_, nullptr)(std::move(response));
}

void RestCall::Cancel() {
  if (respond_ == nullptr) return;
  respond_ = [](const RestResponse&) {};
  record_.grpc_code = static_cast<int>(absl::StatusCode::kCancelled);
  Finish({HttpStatusOf(absl::StatusCode::kCancelled), {}, ""});
}

}  // namespace ett::edge
