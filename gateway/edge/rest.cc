#include <utility>

#include "absl/strings/str_join.h"
#include "gateway/edge/dialects.h"
#include "gateway/edge/rest_answer.h"
#include "gateway/edge/rest_fields.h"
#include "gateway/edge/rest_request.h"
#include "status/errors.h"

namespace ett::edge {
namespace {

constexpr int kUnsupportedMediaType = 415;
constexpr int kPayloadTooLarge = 413;

class Rest final : public Dialect {
 public:
  Rest(const WebAsked& asked, RestFields fields) : asked_(asked), fields_(std::move(fields)) {}

  absl::Status Begin(const Route& route) {
    absl::StatusOr<std::unique_ptr<RestRequest>> request = MakeRestRequest(asked_, route, fields_);
    if (!request.ok()) return request.status();
    request_ = *std::move(request);
    answer_ = MakeRestAnswer(asked_, route, fields_);
    return absl::OkStatus();
  }

  absl::Status Take(absl::string_view body, std::string& frames) override {
    absl::Status taken = request_->Take(body, frames);
    too_large_ = absl::IsResourceExhausted(taken);
    return taken;
  }
  absl::Status TakeEnd(std::string& frames) override { return request_->TakeEnd(frames); }

  void SayHead(const Headers& head) override {
    for (const Header& each : head) {
      const bool is_told =
          each.name == "age" || each.name == "warning" || each.name == "cache-status";
      if (is_told) asked_.reply.AddCommon({each});
    }
    answer_->SayHead(head);
  }
  absl::Status Say(const MessageFrame& message) override {
    if (message.compressed) return absl::InternalError("the answer is compressed");
    return answer_->Say(message.bytes);
  }
  bool has_pulse() const override { return answer_->has_pulse(); }
  void SayPulse() override { answer_->SayPulse(); }
  void SayEnd(const absl::Status& status, const Headers&) override {
    if (status.ok()) return answer_->End();
    if (asked_.reply.has_head()) return answer_->Break(status);
    Refuse(asked_.reply, status, too_large_ ? kPayloadTooLarge : 0, {}, asked_.method.schema);
  }

 private:
  const WebAsked asked_;
  const RestFields fields_;
  std::unique_ptr<RestRequest> request_;
  std::unique_ptr<RestAnswer> answer_;
  bool too_large_ = false;
};

}  // namespace

std::unique_ptr<Dialect> MakeRest(const WebAsked& asked, const Route& route,
                                  const PathValues& values) {
  absl::StatusOr<RestFields> fields = RestFields::Of(route, values, asked.head, asked.config);
  if (!fields.ok()) {
    Refuse(asked.reply, fields.status());
    return nullptr;
  }
  auto rest = std::make_unique<Rest>(asked, *std::move(fields));
  const absl::Status begun = rest->Begin(route);
  if (begun.ok()) return rest;
  Refuse(asked.reply, begun, kUnsupportedMediaType);
  return nullptr;
}

}  // namespace ett::edge
