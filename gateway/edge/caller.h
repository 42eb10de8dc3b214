#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "gateway/edge/headers.h"

namespace ett::edge {

// What a caller asked, of either HTTP version.
struct RequestHead {
  using Names = std::shared_ptr<const std::vector<std::string>>;

  std::string version;                // `1.1` or `2`
  std::string method;                 // of HTTP
  std::string target;                 // path and query
  Headers headers = {};               // without pseudo-headers
  std::string peer = {};              // see PeerOf
  Names certificate_names = nullptr;  // of the connection, see identity::NamesOf; null without
};

// The caller's side of one request. In its loop's thread; nothing is sent once the caller is gone.
class Caller {
 public:
  virtual ~Caller() = default;

  // The head of the answer, once. `end`: there is no body. A body without a `content-length` is as
  // long as it is.
  virtual void Head(int status, const Headers& headers, bool end) = 0;
  virtual void Write(absl::string_view data) = 0;
  virtual void End() = 0;
  // Breaks off, so that nobody takes what was sent for the whole.
  virtual void Abort() = 0;
  // So many bytes of the request's body are dealt with: as many more may come.
  virtual void Consume(std::size_t bytes) = 0;
};

// What is done about a request.
class Request {
 public:
  virtual ~Request() = default;

  virtual void OnBody(absl::string_view data) = 0;
  virtual void OnBodyEnd() = 0;
  // So many bytes of the answer's body have left.
  virtual void OnWritten(std::size_t bytes) = 0;
  // All is said, or the caller went away. Nothing more comes.
  virtual void OnGone() = 0;
};

}  // namespace ett::edge
