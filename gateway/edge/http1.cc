#include "gateway/edge/http1.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "gateway/edge/web_request.h"
#include "status/errors.h"

namespace ett::edge {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;

// A connection that says nothing for so long, or never finishes a head, is closed.
constexpr std::chrono::seconds kIdle(60);
// What a caller still says after the answer is read for so long.
constexpr std::chrono::seconds kLinger(2);
// Of a request's body, ahead of whoever takes it.
constexpr std::size_t kAhead = 256 << 10;
// Read at once of what may be the next head.
constexpr std::size_t kHeadBytes = 4096;
constexpr unsigned kVersion10 = 10;

RequestHead HeadOf(const http::request_header<>& message, const std::string& peer,
                   RequestHead::Names names) {
  RequestHead head{"1.1", std::string(message.method_string()), std::string(message.target())};
  head.peer = peer;
  head.certificate_names = std::move(names);
  for (const auto& field : message) {
    head.headers.push_back(
        {absl::AsciiStrToLower({field.name_string().data(), field.name_string().size()}),
         std::string(field.value())});
  }
  return head;
}

}  // namespace

// Of one request: says nothing after that one.
class Http1::Http1Caller final : public Caller {
 public:
  explicit Http1Caller(std::shared_ptr<Http1> connection) : connection_(std::move(connection)) {}

  void Head(int status, const Headers& headers, bool end) override {
    connection_->Head(status, headers, end);
  }
  void Write(absl::string_view data) override { connection_->Write(data); }
  void End() override { connection_->End(); }
  void Abort() override {
    asio::post(connection_->transport_.get_executor(), [self = connection_] { self->Gone(); });
  }
  void Consume(std::size_t bytes) override { connection_->Consume(bytes); }

 private:
  const std::shared_ptr<Http1> connection_;
};

Http1::Http1(Worker& worker, Transport transport, std::string peer, std::function<void()> closed)
    : worker_(worker),
      transport_(std::move(transport)),
      peer_(std::move(peer)),
      closed_(std::move(closed)),
      idle_timer_(worker.loop) {}

void Http1::Start(absl::string_view already_read) {
  buffer_.commit(asio::buffer_copy(buffer_.prepare(already_read.size()),
                                   asio::buffer(already_read.data(), already_read.size())));
  ReadHead();
}

void Http1::ReadHead() {
  if (leaving_) return Gone();
  parser_.emplace();
  parser_->header_limit(static_cast<std::uint32_t>(worker_.config.limits.header_bytes));
  parser_->body_limit(boost::none);  // who takes it has limits
  CloseAfter(kIdle);
  if (reading_) return;  // goes on from Attend
  http::async_read_header(
      transport_, buffer_, *parser_,
      [self = shared_from_this()](const boost::system::error_code& error, std::size_t) {
        self->idle_timer_.cancel();
        if (!error) return self->Begin();
        const bool malformed =
            error.category() == make_error_code(http::error::bad_version).category() &&
            error != http::error::end_of_stream && error != http::error::partial_message;
        if (malformed) return self->Refuse(error.message());
        self->Gone();
      });
}

// Unless the timer is cancelled, or set anew, before.
void Http1::CloseAfter(std::chrono::seconds time) {
  idle_timer_.expires_after(time);
  idle_timer_.async_wait([self = weak_from_this()](const boost::system::error_code& error) {
    const std::shared_ptr<Http1> connection = self.lock();
    if (!error && connection != nullptr) connection->Gone();
  });
}

void Http1::Begin() {
  const auto& message = parser_->get();
  keep_alive_ = message.keep_alive();
  is_head_ = message.method() == http::verb::head;
  chunked_ = message.version() > kVersion10;
  body_came_ = parser_->is_done();
  said_ = false;
  unconsumed_ = 0;
  dropped_ = 0;
  if (boost::beast::iequals(message[http::field::expect], "100-continue")) {
    absl::StrAppend(&out_, "HTTP/1.1 100 Continue\r\n\r\n");
    Flush();
  }
  const auto request = StartRequest(worker_, HeadOf(message, peer_, transport_.certificate_names()),
                                    std::make_unique<Http1Caller>(shared_from_this()));
  if (gone_) return request->OnGone();
  request_ = request;
  if (body_came_) {
    request->OnBodyEnd();
    Attend();
    return MaybeNext();
  }
  ReadBody();
}

// While the answer is made: a caller that goes away is noticed, one that asks ahead waits.
void Http1::Attend() {
  if (gone_ || reading_ || buffer_.size() > 0) return;
  reading_ = true;
  transport_.async_read_some(
      buffer_.prepare(kHeadBytes),
      [self = shared_from_this()](const boost::system::error_code& error, std::size_t size) {
        self->reading_ = false;
        self->buffer_.commit(size);
        if (self->lingering_) return self->Drop();
        if (error) return self->Gone();
        if (self->request_ == nullptr) self->ReadHead();
      });
}

void Http1::ReadBody() {
  if (gone_ || body_came_ || reading_ || unconsumed_ >= kAhead) return;
  if (parser_->is_done()) {
    body_came_ = true;
    if (const auto request = request_) request->OnBodyEnd();
    Attend();
    return MaybeNext();
  }
  reading_ = true;
  auto& body = parser_->get().body();
  body.data = piece_.data();
  body.size = piece_.size();
  http::async_read_some(
      transport_, buffer_, *parser_,
      [self = shared_from_this()](const boost::system::error_code& error, std::size_t) {
        self->reading_ = false;
        if (self->lingering_) return self->Drop();
        self->GotBody(error);
      });
}

void Http1::GotBody(const boost::system::error_code& error) {
  if (error && error != http::error::need_buffer) return Gone();
  const std::size_t size = piece_.size() - parser_->get().body().size;
  const auto request = request_;
  if (request == nullptr) {  // answered already
    dropped_ += size;
    return dropped_ > kAhead ? Linger() : ReadBody();
  }
  unconsumed_ += size;
  if (size > 0) request->OnBody({piece_.data(), size});
  ReadBody();
}

void Http1::Consume(std::size_t bytes) {
  unconsumed_ -= std::min(bytes, unconsumed_);
  ReadBody();
}

void Http1::Refuse(const std::string& why) {
  keep_alive_ = false;
  body_came_ = true;
  Http1Caller caller(shared_from_this());
  AnswerMalformed(caller, why);
}

void Http1::Head(int status, const Headers& headers, bool end) {
  bool has_length = false;
  const std::string reason(http::obsolete_reason(static_cast<http::status>(status)));
  absl::StrAppend(&out_, "HTTP/1.1 ", status, " ", reason, "\r\n");
  for (const Header& header : headers) {
    absl::StrAppend(&out_, header.name, ": ", header.value, "\r\n");
    has_length = has_length || header.name == "content-length";
  }
  const bool has_none = status == 204 || status == 304;
  if (end && !has_length && !has_none) absl::StrAppend(&out_, "content-length: 0\r\n");
  if (end || has_length || has_none) {
    chunked_ = false;
  } else if (chunked_) {
    absl::StrAppend(&out_, "transfer-encoding: chunked\r\n");
  } else {
    keep_alive_ = false;  // the end of the connection is the end of the body
  }
  keep_alive_ = keep_alive_ && !leaving_;
  absl::StrAppend(&out_, keep_alive_ ? "connection: keep-alive\r\n" : "connection: close\r\n",
                  "\r\n");
  if (end) return End();
  Flush();
}

void Http1::Write(absl::string_view data) {
  if (data.empty() || gone_) return;
  out_body_bytes_ += data.size();
  if (is_head_) return Flush();
  if (chunked_) absl::StrAppend(&out_, absl::StrFormat("%x\r\n", data.size()));
  absl::StrAppend(&out_, data, chunked_ ? "\r\n" : "");
  Flush();
}

void Http1::End() {
  if (std::exchange(said_, true)) return;
  if (chunked_ && !is_head_) absl::StrAppend(&out_, "0\r\n\r\n");
  Flush();
}

// Sends once for all that one event brought about.
void Http1::Flush() {
  if (gone_ || !sending_.empty()) return;
  asio::post(transport_.get_executor(), [self = shared_from_this()] {
    if (self->gone_ || !self->sending_.empty()) return;
    if (self->out_.empty() && self->out_body_bytes_ == 0) return self->MaybeNext();
    self->sending_ = std::exchange(self->out_, {});
    self->sent_body_bytes_ = std::exchange(self->out_body_bytes_, 0);
    asio::async_write(self->transport_, asio::buffer(self->sending_),
                      [self](const boost::system::error_code& error, std::size_t) {
                        self->sending_.clear();
                        if (error) return self->Gone();
                        const auto request = self->request_;
                        const std::size_t bytes = std::exchange(self->sent_body_bytes_, 0);
                        if (bytes > 0 && request != nullptr) request->OnWritten(bytes);
                        self->Flush();
                      });
  });
}

// After a whole answer, the next request; without keeping alive, the end.
void Http1::MaybeNext() {
  if (!said_ || gone_ || !out_.empty() || !sending_.empty()) return;
  if (request_ != nullptr) std::exchange(request_, nullptr)->OnGone();
  if (!keep_alive_ || leaving_) return Linger();
  unconsumed_ = 0;
  if (!body_came_) return ReadBody();
  said_ = false;
  ReadHead();
}

// The answer is whole, but the caller may not have said all: were the connection closed at once,
// the answer might be lost on its way.
void Http1::Linger() {
  lingering_ = true;
  transport_.EndWriting();
  CloseAfter(kLinger);
  Drop();
}

void Http1::Drop() {
  if (reading_ || gone_) return;
  reading_ = true;
  transport_.async_read_some(
      asio::buffer(piece_),
      [self = shared_from_this()](const boost::system::error_code& error, std::size_t) {
        self->reading_ = false;
        if (error) return self->Gone();
        self->Drop();
      });
}

void Http1::Leave() {
  leaving_ = true;
  if (request_ == nullptr) Gone();
}

void Http1::Close() { Gone(); }

void Http1::Gone() {
  if (std::exchange(gone_, true)) return;
  idle_timer_.cancel();
  transport_.Close();
  if (request_ != nullptr) std::exchange(request_, nullptr)->OnGone();
  if (closed_) std::exchange(closed_, nullptr)();
}

}  // namespace ett::edge
