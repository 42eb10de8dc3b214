#pragma once

#include <nghttp2/nghttp2.h>

#include <vector>

#include "gateway/edge/http2.h"

namespace ett::edge {

// Headers as nghttp2 takes them; they point into `headers`.
std::vector<nghttp2_nv> Http2Names(const Headers& headers);
void AppendHttp2Names(const Headers& headers, std::vector<nghttp2_nv>& names);

// What nghttp2 calls back, for every connection: `self` is the Http2.
struct Http2::Hooks {
  static nghttp2_session_callbacks* Callbacks();

  static int OnBeginHeaders(nghttp2_session*, const nghttp2_frame* frame, void* self);
  static int OnHeader(nghttp2_session*, const nghttp2_frame* frame, nghttp2_rcbuf* name,
                      nghttp2_rcbuf* value, std::uint8_t, void* self);
  static int OnFrameReceived(nghttp2_session*, const nghttp2_frame* frame, void* self);
  static int OnFrameSent(nghttp2_session* session, const nghttp2_frame* frame, void* self);
  static int OnStreamClosed(nghttp2_session*, std::int32_t id, std::uint32_t error, void* self);
  static ssize_t ReadOut(nghttp2_session*, std::int32_t id, std::uint8_t* buffer, std::size_t size,
                         std::uint32_t* flags, nghttp2_data_source* source, void* self);
};

}  // namespace ett::edge
