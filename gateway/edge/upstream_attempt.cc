#include "gateway/edge/upstream_attempt.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "status/errors.h"

namespace ett::edge {

UpstreamAttempt::UpstreamAttempt(std::shared_ptr<Replica> replica, std::string upstream,
                                 std::weak_ptr<AttemptListener> listener)
    : replica_(std::move(replica)), upstream_(std::move(upstream)), listener_(std::move(listener)) {
  ++replica_->in_flight;
}

UpstreamAttempt::~UpstreamAttempt() { Release(); }

void UpstreamAttempt::Release() {
  if (std::exchange(counted_, false)) --replica_->in_flight;
}

void UpstreamAttempt::Start() {
  if (replica_->connection() != nullptr) return Connected(replica_->connection());
  replica_->Acquire(
      [self = shared_from_this()](const absl::StatusOr<std::shared_ptr<Http2>>& connection) {
        if (!connection.ok()) return self->Break(connection.status(), /*unreached=*/true);
        self->Connected(*connection);
      });
}

void UpstreamAttempt::Connected(std::shared_ptr<Http2> connection) {
  const std::shared_ptr<AttemptListener> listener = listener_.lock();
  if (listener == nullptr) return;  // given up
  stream_ =
      connection->Request(listener->AttemptHead(), listener->AskedHeaders(), shared_from_this());
  if (stream_ < 0) {
    return Break(status::Unavailable("UPSTREAM_UNAVAILABLE", "no stream can be opened"),
                 /*unreached=*/true);
  }
  connection_ = std::move(connection);
  listener->OnAttemptOpen(*this);
}

void UpstreamAttempt::Write(absl::string_view frames) {
  if (connection_ != nullptr) connection_->Write(stream_, frames);
}

void UpstreamAttempt::End() {
  if (connection_ != nullptr) connection_->End(stream_);
}

void UpstreamAttempt::Consume(std::size_t bytes) {
  if (connection_ != nullptr) connection_->Consume(stream_, bytes);
}

void UpstreamAttempt::GiveUp() {
  listener_.reset();
  Release();
  if (connection_ != nullptr) std::exchange(connection_, nullptr)->Reset(stream_, NGHTTP2_CANCEL);
}

std::shared_ptr<AttemptListener> UpstreamAttempt::Last() {
  Release();
  return std::exchange(listener_, {}).lock();
}

void UpstreamAttempt::OnHeaders(Headers headers, bool end) {
  if (head_came_ || end) {
    if (const auto listener = Last()) listener->OnAttemptEnd(*this, std::move(headers));
    return;
  }
  head_came_ = true;
  if (const auto listener = listener_.lock()) listener->OnAttemptHead(*this, std::move(headers));
}

void UpstreamAttempt::OnData(absl::string_view data) {
  if (const auto listener = listener_.lock()) listener->OnAttemptData(*this, data);
}

void UpstreamAttempt::OnEnd() {
  if (const auto listener = Last()) listener->OnAttemptEnd(*this, {});
}

void UpstreamAttempt::OnWritten(std::size_t bytes) {
  written_ += bytes;
  if (const auto listener = listener_.lock()) listener->OnAttemptWritten(*this, written_);
}

void UpstreamAttempt::OnClosed(std::uint32_t error) {
  connection_ = nullptr;
  if (listener_.expired()) return;
  if (error == NGHTTP2_CANCEL) {
    return Break(absl::CancelledError("the service gave the call up"), /*unreached=*/false);
  }
  // nghttp2 closes with REFUSED_STREAM those that a GOAWAY leaves out, too.
  Break(status::Unavailable("UPSTREAM_UNAVAILABLE",
                            absl::StrCat("the service \"", upstream_, "\" at ", replica_->address(),
                                         " broke the call off: ", nghttp2_http2_strerror(error))),
        error == NGHTTP2_REFUSED_STREAM);
}

void UpstreamAttempt::Break(const absl::Status& status, bool unreached) {
  const auto self = shared_from_this();
  if (const auto listener = Last()) listener->OnAttemptBroken(*this, status, unreached);
}

}  // namespace ett::edge
