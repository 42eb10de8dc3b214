#pragma once

#include <memory>

#include "gateway/edge/dialects.h"
#include "gateway/edge/rest_fields.h"

namespace ett::edge {

// How the messages of an answer are said by REST.
class RestAnswer {
 public:
  virtual ~RestAnswer() = default;
  virtual void SayHead(const Headers&) {}
  virtual absl::Status Say(absl::string_view message) = 0;
  // See Dialect.
  virtual bool has_pulse() const { return false; }
  virtual void SayPulse() {}
  // The answer is whole.
  virtual void End() = 0;
  // It is not, and the head has been said: so that nobody takes it for whole.
  virtual void Break(const absl::Status& status) = 0;
};

// One message as JSON. Of a stream, by `Accept`:
//   application/x-ndjson  a line each; after an error a last line {"error": …}
//   text/event-stream     an event each, with `id` where messages have a resume_token; after an
//                         error an event `error`
//   otherwise             an array of JSON; after an error it is not closed
// google.api.HttpBody as the bytes it holds.
std::unique_ptr<RestAnswer> MakeRestAnswer(const WebAsked& asked, const Route& route,
                                           const RestFields& fields);

}  // namespace ett::edge
