#include "gateway/edge/http2_hooks.h"

#include <algorithm>
#include <array>

#include "telemetry/header_names.h"

namespace ett::edge {
namespace {

constexpr std::size_t kUsualHeaders = 16;

Http2& Self(void* self) { return *static_cast<Http2*>(self); }

std::string TextOf(nghttp2_rcbuf* buffer) {
  const nghttp2_vec bytes = nghttp2_rcbuf_get_buf(buffer);
  return std::string(reinterpret_cast<const char*>(bytes.base), bytes.len);
}

// Each call has its own: in the table of what is repeated they would only push out what is, such as
// tokens.
bool IsOfOneCall(const Header& header) {
  constexpr std::array<absl::string_view, 4> kNames = {
      "x-request-id", "grpc-timeout", telemetry::kTraceparent, telemetry::kTracestate};
  return std::find(kNames.begin(), kNames.end(), header.name) != kNames.end();
}

}  // namespace

std::vector<nghttp2_nv> Http2Names(const Headers& headers) {
  std::vector<nghttp2_nv> names;
  AppendHttp2Names(headers, names);
  return names;
}

void AppendHttp2Names(const Headers& headers, std::vector<nghttp2_nv>& names) {
  names.reserve(names.size() + headers.size());
  for (const Header& header : headers) {
    const std::uint8_t flag = IsOfOneCall(header) ? NGHTTP2_NV_FLAG_NO_INDEX : NGHTTP2_NV_FLAG_NONE;
    // nghttp2 copies them and changes nothing.
    names.push_back({reinterpret_cast<std::uint8_t*>(const_cast<char*>(header.name.data())),
                     reinterpret_cast<std::uint8_t*>(const_cast<char*>(header.value.data())),
                     header.name.size(), header.value.size(), flag});
  }
}

int Http2::Hooks::OnBeginHeaders(nghttp2_session*, const nghttp2_frame* frame, void* self) {
  Http2& connection = Self(self);
  const std::int32_t id = frame->hd.stream_id;
  if (connection.server_ && frame->headers.cat == NGHTTP2_HCAT_REQUEST) {
    connection.Add(id).listener = connection.callbacks_.accept(connection, id);
  }
  if (Stream* stream = connection.Find(id)) {
    stream->incoming.clear();
    stream->incoming.reserve(kUsualHeaders);
  }
  return 0;
}

// NOLINTNEXTLINE(readability-function-size): the parameters are nghttp2's.
int Http2::Hooks::OnHeader(nghttp2_session*, const nghttp2_frame* frame, nghttp2_rcbuf* name,
                           nghttp2_rcbuf* value, std::uint8_t, void* self) {
  Stream* stream = Self(self).Find(frame->hd.stream_id);
  if (stream == nullptr) return 0;
  Header header{TextOf(name), TextOf(value)};
  stream->incoming_bytes += header.name.size() + header.value.size();
  if (stream->incoming_bytes > Self(self).limits_.header_bytes) {
    return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
  }
  stream->incoming.push_back(std::move(header));
  return 0;
}

int Http2::Hooks::OnFrameReceived(nghttp2_session*, const nghttp2_frame* frame, void* self) {
  Self(self).OnFrame(*frame);
  return 0;
}

int Http2::Hooks::OnFrameSent(nghttp2_session* session, const nghttp2_frame* frame, void* self) {
  if (frame->hd.type == NGHTTP2_GOAWAY) Self(self).OnGoAwaySent();
  const bool may_end = frame->hd.type == NGHTTP2_DATA || frame->hd.type == NGHTTP2_HEADERS;
  if (!may_end || (frame->hd.flags & NGHTTP2_FLAG_END_STREAM) == 0) return 0;
  // The answer is whole: what the other side still wants to send is of no use.
  const Stream* stream = Self(self).Find(frame->hd.stream_id);
  if (stream != nullptr && Self(self).server_ && !stream->remote_ended) {
    nghttp2_submit_rst_stream(session, NGHTTP2_FLAG_NONE, frame->hd.stream_id, NGHTTP2_NO_ERROR);
  }
  return 0;
}

int Http2::Hooks::OnStreamClosed(nghttp2_session*, std::int32_t id, std::uint32_t error,
                                 void* self) {
  Http2& connection = Self(self);
  Stream* stream = connection.Find(id);
  if (stream == nullptr) return 0;
  const std::shared_ptr<StreamListener> listener = std::move(stream->listener);
  connection.streams_.erase(id);
  listener->OnClosed(error);
  connection.Flush();
  return 0;
}

// NOLINTNEXTLINE(readability-function-size): the parameters are nghttp2's.
ssize_t Http2::Hooks::ReadOut(nghttp2_session* session, std::int32_t id, std::uint8_t* buffer,
                              std::size_t size, std::uint32_t* flags, nghttp2_data_source*,
                              void* self) {
  Stream* stream = Self(self).Find(id);
  if (stream == nullptr) return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
  const std::size_t taken = std::min(size, stream->out.size() - stream->out_at);
  if (taken == 0 && !stream->ended) {
    stream->deferred = true;
    return NGHTTP2_ERR_DEFERRED;
  }
  std::copy_n(stream->out.data() + stream->out_at, taken, buffer);
  stream->out_at += taken;
  if (stream->out_at == stream->out.size()) {
    stream->out.clear();
    stream->out_at = 0;
    if (stream->ended) *flags |= NGHTTP2_DATA_FLAG_EOF;
    if (stream->ended && !stream->trailers.empty()) {
      *flags |= NGHTTP2_DATA_FLAG_NO_END_STREAM;
      const std::vector<nghttp2_nv> names = Http2Names(stream->trailers);
      nghttp2_submit_trailer(session, id, names.data(), names.size());
    }
  }
  const std::shared_ptr<StreamListener> listener = stream->listener;
  if (taken > 0) listener->OnWritten(taken);
  return static_cast<ssize_t>(taken);
}

nghttp2_session_callbacks* Http2::Hooks::Callbacks() {
  static nghttp2_session_callbacks* const callbacks = [] {
    nghttp2_session_callbacks* made = nullptr;
    nghttp2_session_callbacks_new(&made);
    nghttp2_session_callbacks_set_on_begin_headers_callback(made, OnBeginHeaders);
    nghttp2_session_callbacks_set_on_header_callback2(made, OnHeader);
    nghttp2_session_callbacks_set_on_frame_recv_callback(made, OnFrameReceived);
    nghttp2_session_callbacks_set_on_frame_send_callback(made, OnFrameSent);
    nghttp2_session_callbacks_set_on_stream_close_callback(made, OnStreamClosed);
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(
        made, [](nghttp2_session* session, std::uint8_t, std::int32_t id, const std::uint8_t* data,
                 std::size_t size, void* self) {
          // The connection's window is shared: only the stream's own holds a slow reader back.
          nghttp2_session_consume_connection(session, size);
          if (Stream* stream = Self(self).Find(id)) {
            const std::shared_ptr<StreamListener> listener = stream->listener;
            listener->OnData({reinterpret_cast<const char*>(data), size});
          }
          return 0;
        });
    return made;
  }();
  return callbacks;
}

}  // namespace ett::edge
