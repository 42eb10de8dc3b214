#pragma once

#include <nghttp2/nghttp2.h>

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "gateway/edge/headers.h"
#include "gateway/edge/transport.h"

namespace ett::edge {

// What happens to one stream. Called in the loop's thread; after OnClosed nothing more comes.
class StreamListener {
 public:
  virtual ~StreamListener() = default;
  // The head, and later perhaps trailers. `end`: the other side says nothing more.
  virtual void OnHeaders(Headers headers, bool end) = 0;
  // Give it back by Http2::Consume when it is dealt with: the other side sends a window ahead, no
  // more.
  virtual void OnData(absl::string_view data) = 0;
  // The other side ended with its last data.
  virtual void OnEnd() = 0;
  // So much of what was written has left.
  virtual void OnWritten(std::size_t bytes) = 0;
  // NGHTTP2_NO_ERROR when both sides ended.
  virtual void OnClosed(std::uint32_t error) = 0;
};

// An HTTP/2 connection of either side over a connection that is made, by libnghttp2. Everything in
// the thread of its loop. Alive while the connection is, or someone holds it.
class Http2 : public std::enable_shared_from_this<Http2> {
 public:
  struct Limits {
    std::uint32_t concurrent_streams = 1000;
    std::int32_t stream_window = 1 << 20;
    std::int32_t connection_window = 16 << 20;
    std::size_t header_bytes = 64 << 10;
  };
  struct Callbacks {
    // A server's: the listener of a stream that the other side opened.
    std::function<std::shared_ptr<StreamListener>(Http2&, std::int32_t stream)> accept;
    // Once, when no further stream can be opened: the other side is leaving, or gone.
    std::function<void()> leaving;
    // Once, when the connection is gone.
    std::function<void()> closed;
    // Once, when the other side has said its settings, and so is there.
    std::function<void()> greeted = nullptr;
  };

  static std::shared_ptr<Http2> Server(Transport transport, const Limits& limits,
                                       Callbacks callbacks);
  static std::shared_ptr<Http2> Client(Transport transport, const Limits& limits,
                                       Callbacks callbacks);
  ~Http2();

  // `already_read`: bytes that were read to find out what is spoken.
  void Start(absl::string_view already_read = {});

  // A client's: opens a stream, with `head` and then `more`.
  std::int32_t Request(const Headers& head, const Headers& more,
                       std::shared_ptr<StreamListener> listener);
  // A server's: the head of the answer, or all of it.
  void Respond(std::int32_t stream, const Headers& headers, bool end);
  void Write(std::int32_t stream, absl::string_view data);
  void End(std::int32_t stream, Headers trailers = {});
  void Reset(std::int32_t stream, std::uint32_t error);
  void Consume(std::int32_t stream, std::size_t bytes);

  // Takes no new streams, and closes when those that there are have ended. A server says first that
  // it leaves, and only a round trip later which stream is the last: what the other side opened
  // meanwhile is taken still.
  void Leave();
  // `back` is called when the other side has answered, and never when the connection is lost.
  void Ping(std::function<void()> back);
  void Close();
  std::size_t streams() const { return streams_.size(); }
  // Of the other side's verified certificate; null without one.
  std::shared_ptr<const std::vector<std::string>> certificate_names() const {
    return transport_.certificate_names();
  }
  bool is_gone() const { return gone_; }

 private:
  struct Hooks;
  struct Stream {
    std::shared_ptr<StreamListener> listener;
    Headers incoming;
    std::size_t incoming_bytes = 0;
    bool remote_ended = false;
    std::string out;  // from out_at on, not sent yet
    std::size_t out_at = 0;
    bool deferred = false;
    bool ended = false;
    Headers trailers;
  };

  // Of a loop: the connections that have something to send, gathered while one of them is read.
  struct Planned {
    bool is_gathered = false;
    std::vector<std::shared_ptr<Http2>> connections;
  };

  Http2(Transport transport, const Limits& limits, Callbacks callbacks, bool server);

  Stream* Find(std::int32_t id);
  Stream& Add(std::int32_t id);
  void Read();
  bool Receive(const char* data, std::size_t size);
  static Planned& Due();
  void Flush();
  void PlanFlush();
  static void SendDue();
  void Send();
  void SendRest(std::size_t written);
  void MaybeFinish();
  void SayLast();
  void OnGoAwaySent();
  void Gone();
  void OnFrame(const nghttp2_frame& frame);
  void OnHeaders(std::int32_t id, std::uint8_t flags);
  void OnPong();

  static constexpr std::size_t kReadBytes = 64 << 10;
  static constexpr std::size_t kWriteBytes = 256 << 10;

  Transport transport_;
  const Limits limits_;
  Callbacks callbacks_;
  const bool server_;
  nghttp2_session* session_ = nullptr;
  absl::flat_hash_map<std::int32_t, std::unique_ptr<Stream>> streams_;
  std::array<char, kReadBytes> in_;
  std::string sending_;
  bool flush_planned_ = false;
  bool send_running_ = false;
  bool leaving_ = false;
  bool last_said_ = false;
  std::deque<std::function<void()>> pings_;  // not answered yet
  bool gone_ = false;
};

}  // namespace ett::edge
