#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "gateway/edge/call_record.h"
#include "gateway/edge/caller.h"
#include "gateway/edge/schema.h"

namespace ett::edge {

// The answer to one request of the web, with the headers that every answer has.
class Reply {
 public:
  // `record` must outlive it: it is told the HTTP status and the code.
  Reply(std::unique_ptr<Caller> caller, CallRecord& record, Headers common)
      : caller_(std::move(caller)), record_(record), common_(std::move(common)) {}

  // More that the head has.
  void AddCommon(const Headers& headers) {
    common_.insert(common_.end(), headers.begin(), headers.end());
  }
  void Head(int status, Headers headers);
  void Write(absl::string_view data) {
    written_ += data.size();
    caller_->Write(data);
  }
  void End();
  void Abort();
  // Head and body, with its length.
  void Whole(int status, Headers headers, absl::string_view body);
  void Consume(std::size_t bytes) { caller_->Consume(bytes); }

  // Bytes of the body so far.
  std::size_t written() const { return written_; }
  bool has_head() const { return has_head_; }
  bool is_whole() const { return is_whole_; }
  CallRecord& record() { return record_; }

 private:
  Headers All(Headers headers) const;

  const std::unique_ptr<Caller> caller_;
  CallRecord& record_;
  Headers common_;
  std::size_t written_ = 0;
  bool has_head_ = false;
  bool is_whole_ = false;
};

// {"error": {"code": 404, "status": "NOT_FOUND", "message": …, "details": […]}}. `code` is the HTTP
// status. A detail of a type that `schema`, perhaps null, does not know is {"@type", "value"} with
// its bytes in base64.
std::string ErrorJson(const absl::Status& status, int code, const UpstreamSchema* schema);

// The HTTP status that a gRPC status is told by.
int HttpStatusOf(absl::StatusCode code);

// The status as an answer of JSON; `http_status` 0 is the one by its code.
void Refuse(Reply& reply, const absl::Status& status, int http_status = 0, Headers headers = {},
            const UpstreamSchema* schema = nullptr);

}  // namespace ett::edge
