#include "gateway/edge/http2.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <vector>

#include "gateway/edge/http2_hooks.h"

namespace ett::edge {
Http2::Http2(Transport transport, const Limits& limits, Callbacks callbacks, bool server)
    : transport_(std::move(transport)),
      limits_(limits),
      callbacks_(std::move(callbacks)),
      server_(server) {
  nghttp2_option* option = nullptr;
  nghttp2_option_new(&option);
  nghttp2_option_set_no_auto_window_update(option, 1);
  if (server) {
    nghttp2_session_server_new2(&session_, Hooks::Callbacks(), this, option);
  } else {
    nghttp2_session_client_new2(&session_, Hooks::Callbacks(), this, option);
  }
  nghttp2_option_del(option);
  const std::array<nghttp2_settings_entry, 4> settings = {
      {{NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, limits.concurrent_streams},
       {NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, static_cast<std::uint32_t>(limits.stream_window)},
       {NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, static_cast<std::uint32_t>(limits.header_bytes)},
       {NGHTTP2_SETTINGS_ENABLE_PUSH, 0}}};
  nghttp2_submit_settings(session_, NGHTTP2_FLAG_NONE, settings.data(),
                          server ? settings.size() - 1 : settings.size());
  nghttp2_session_set_local_window_size(session_, NGHTTP2_FLAG_NONE, 0, limits.connection_window);
}

Http2::~Http2() { nghttp2_session_del(session_); }

std::shared_ptr<Http2> Http2::Server(Transport transport, const Limits& limits,
                                     Callbacks callbacks) {
  return std::shared_ptr<Http2>(
      new Http2(std::move(transport), limits, std::move(callbacks), true));
}

std::shared_ptr<Http2> Http2::Client(Transport transport, const Limits& limits,
                                     Callbacks callbacks) {
  return std::shared_ptr<Http2>(
      new Http2(std::move(transport), limits, std::move(callbacks), false));
}

void Http2::Start(absl::string_view already_read) {
  if (Receive(already_read.data(), already_read.size())) Read();
}

Http2::Stream* Http2::Find(std::int32_t id) {
  const auto found = streams_.find(id);
  return found == streams_.end() ? nullptr : found->second.get();
}

Http2::Stream& Http2::Add(std::int32_t id) {
  return *streams_.insert_or_assign(id, std::make_unique<Stream>()).first->second;
}

void Http2::Read() {
  transport_.async_read_some(
      boost::asio::buffer(in_),
      [self = shared_from_this()](const boost::system::error_code& error, std::size_t size) {
        if (error) return self->Gone();
        if (self->Receive(self->in_.data(), size) && !self->gone_) self->Read();
      });
}

// False when the connection had to be given up.
bool Http2::Receive(const char* data, std::size_t size) {
  if (gone_) return false;
  const bool is_outermost = !std::exchange(Due().is_gathered, true);
  const bool is_sound =
      nghttp2_session_mem_recv(session_, reinterpret_cast<const std::uint8_t*>(data), size) >= 0;
  if (!is_sound) Gone();
  Flush();
  if (is_outermost) SendDue();
  return is_sound;
}

void Http2::OnFrame(const nghttp2_frame& frame) {
  const std::int32_t id = frame.hd.stream_id;
  if (frame.hd.type == NGHTTP2_GOAWAY && !server_ && callbacks_.leaving) {
    std::exchange(callbacks_.leaving, nullptr)();
  }
  const bool is_ack = (frame.hd.flags & NGHTTP2_FLAG_ACK) != 0;
  if (frame.hd.type == NGHTTP2_SETTINGS && !is_ack && callbacks_.greeted) {
    std::exchange(callbacks_.greeted, nullptr)();
  }
  if (frame.hd.type == NGHTTP2_PING && is_ack) OnPong();
  if (frame.hd.type == NGHTTP2_HEADERS) OnHeaders(id, frame.hd.flags);
  if (frame.hd.type != NGHTTP2_DATA || (frame.hd.flags & NGHTTP2_FLAG_END_STREAM) == 0) return;
  if (Stream* stream = Find(id)) {
    stream->remote_ended = true;
    const std::shared_ptr<StreamListener> listener = stream->listener;
    listener->OnEnd();
  }
}

void Http2::OnHeaders(std::int32_t id, std::uint8_t flags) {
  Stream* stream = Find(id);
  if (stream == nullptr) return;
  const bool end = (flags & NGHTTP2_FLAG_END_STREAM) != 0;
  stream->remote_ended = end;
  const std::shared_ptr<StreamListener> listener = stream->listener;
  listener->OnHeaders(std::move(stream->incoming), end);
}

std::int32_t Http2::Request(const Headers& head, const Headers& more,
                            std::shared_ptr<StreamListener> listener) {
  std::vector<nghttp2_nv> names = Http2Names(head);
  AppendHttp2Names(more, names);
  nghttp2_data_provider provider{{.ptr = nullptr}, Hooks::ReadOut};
  const std::int32_t id =
      nghttp2_submit_request(session_, nullptr, names.data(), names.size(), &provider, nullptr);
  if (id < 0) return id;
  Add(id).listener = std::move(listener);
  Flush();
  return id;
}

void Http2::Respond(std::int32_t stream, const Headers& headers, bool end) {
  if (Find(stream) == nullptr) return;
  const std::vector<nghttp2_nv> names = Http2Names(headers);
  nghttp2_data_provider provider{{.ptr = nullptr}, Hooks::ReadOut};
  nghttp2_submit_response(session_, stream, names.data(), names.size(), end ? nullptr : &provider);
  Flush();
}

void Http2::Write(std::int32_t stream, absl::string_view data) {
  Stream* found = Find(stream);
  if (found == nullptr || found->ended) return;
  found->out.append(data.data(), data.size());
  if (std::exchange(found->deferred, false)) nghttp2_session_resume_data(session_, stream);
  Flush();
}

void Http2::End(std::int32_t stream, Headers trailers) {
  Stream* found = Find(stream);
  if (found == nullptr || found->ended) return;
  found->ended = true;
  found->trailers = std::move(trailers);
  if (std::exchange(found->deferred, false)) nghttp2_session_resume_data(session_, stream);
  Flush();
}

void Http2::Reset(std::int32_t stream, std::uint32_t error) {
  if (Find(stream) == nullptr) return;
  nghttp2_submit_rst_stream(session_, NGHTTP2_FLAG_NONE, stream, error);
  Flush();
}

void Http2::Consume(std::int32_t stream, std::size_t bytes) {
  if (gone_ || Find(stream) == nullptr) return;
  nghttp2_session_consume_stream(session_, stream, bytes);
  Flush();
}

Http2::Planned& Http2::Due() {
  thread_local Planned due;
  return due;
}

// Sends once for all that one event brought about.
void Http2::Flush() {
  if (flush_planned_ || gone_) return;
  flush_planned_ = true;
  if (Due().is_gathered) return Due().connections.push_back(shared_from_this());
  PlanFlush();
}

void Http2::PlanFlush() {
  flush_planned_ = true;
  boost::asio::post(transport_.get_executor(), [self = shared_from_this()] {
    self->flush_planned_ = false;
    self->Send();
  });
}

// To send may bring about more that is due.
void Http2::SendDue() {
  Planned& due = Due();
  for (std::size_t i = 0; i < due.connections.size(); ++i) {
    const std::shared_ptr<Http2> connection = due.connections[i];
    connection->flush_planned_ = false;
    connection->Send();
  }
  due.connections.clear();
  due.is_gathered = false;
}

void Http2::Send() {
  if (send_running_ || gone_) return;
  sending_.clear();
  while (sending_.size() < kWriteBytes) {
    const std::uint8_t* data = nullptr;
    const ssize_t size = nghttp2_session_mem_send(session_, &data);
    if (size < 0) return Gone();
    if (size == 0) break;
    sending_.append(reinterpret_cast<const char*>(data), static_cast<std::size_t>(size));
  }
  if (sending_.empty()) return MaybeFinish();
  boost::system::error_code error;
  const std::size_t written = transport_.WriteNow(sending_, error);
  if (error) return Gone();
  if (written < sending_.size()) return SendRest(written);
  // There may be more, which others' turns come before.
  if (sending_.size() >= kWriteBytes) return PlanFlush();
  MaybeFinish();
}

void Http2::SendRest(std::size_t written) {
  send_running_ = true;
  boost::asio::async_write(
      transport_, boost::asio::buffer(sending_) + written,
      [self = shared_from_this()](const boost::system::error_code& error, std::size_t) {
        self->send_running_ = false;
        if (error) return self->Gone();
        self->Send();
      });
}

void Http2::MaybeFinish() {
  const bool done =
      nghttp2_session_want_read(session_) == 0 && nghttp2_session_want_write(session_) == 0;
  if (done || (last_said_ && streams_.empty())) Gone();
}

void Http2::Leave() {
  if (std::exchange(leaving_, true) || gone_) return;
  if (!server_) return SayLast();
  nghttp2_submit_shutdown_notice(session_);
  Flush();
}

// Only now: nghttp2 sends a ping ahead of all else that waits, and its answer is to say that the
// other side has seen the notice.
void Http2::OnGoAwaySent() {
  if (server_ && leaving_ && !last_said_) Ping([this] { SayLast(); });
}

void Http2::SayLast() {
  last_said_ = true;
  nghttp2_submit_goaway(session_, NGHTTP2_FLAG_NONE,
                        nghttp2_session_get_last_proc_stream_id(session_), NGHTTP2_NO_ERROR,
                        nullptr, 0);
  Flush();
}

void Http2::Ping(std::function<void()> back) {
  if (gone_) return;
  pings_.push_back(std::move(back));
  nghttp2_submit_ping(session_, NGHTTP2_FLAG_NONE, nullptr);
  Flush();
}

// Answers come in the order of the pings.
void Http2::OnPong() {
  if (pings_.empty()) return;
  const std::function<void()> back = std::move(pings_.front());
  pings_.pop_front();
  back();
}

void Http2::Close() {
  boost::asio::post(transport_.get_executor(), [self = shared_from_this()] { self->Gone(); });
}

void Http2::Gone() {
  if (std::exchange(gone_, true)) return;
  transport_.Close();
  const auto self = shared_from_this();
  if (callbacks_.leaving) std::exchange(callbacks_.leaving, nullptr)();
  for (auto& [id, stream] : std::exchange(streams_, {})) {
    if (stream->listener != nullptr) stream->listener->OnClosed(NGHTTP2_CONNECT_ERROR);
  }
  if (callbacks_.closed) std::exchange(callbacks_.closed, nullptr)();
  callbacks_ = {};
  pings_.clear();
}

}  // namespace ett::edge
