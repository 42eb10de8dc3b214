#include "gateway/edge/health_check.h"

#include <boost/asio/steady_timer.hpp>

#include "gateway/edge/grpc_wire.h"
#include "grpc/health/v1/health.pb.h"

namespace ett::edge {
namespace {

constexpr std::size_t kLongestAnswer = 1024;

class Check final : public StreamListener, public std::enable_shared_from_this<Check> {
 public:
  Check(boost::asio::io_context& loop, std::shared_ptr<Http2> connection,
        std::function<void(bool)> done)
      : timer_(loop), connection_(std::move(connection)), done_(std::move(done)) {}

  void Start(absl::Duration longest) {
    timer_.expires_after(absl::ToChronoNanoseconds(longest));
    timer_.async_wait([self = shared_from_this()](const boost::system::error_code& error) {
      if (!error) self->Finish(false);
    });
    stream_ = connection_->Request({{":method", "POST"},
                                    {":scheme", "http"},
                                    {":authority", "health"},
                                    {":path", "/grpc.health.v1.Health/Check"},
                                    {"te", "trailers"},
                                    {"content-type", "application/grpc"},
                                    {"grpc-timeout", FormatTimeout(longest)}},
                                   {}, shared_from_this());
    if (stream_ < 0) return Finish(false);
    connection_->Write(stream_, Frame(""));
    connection_->End(stream_);
  }

  void OnHeaders(Headers headers, bool end) override {
    if (end) Finish(SaysHealthy(headers));
  }
  void OnData(absl::string_view data) override {
    if (connection_ == nullptr) return;
    connection_->Consume(stream_, data.size());
    if (frame_.size() + data.size() > kLongestAnswer) return Finish(false);
    frame_.append(data.data(), data.size());
  }
  void OnEnd() override { Finish(false); }
  void OnWritten(std::size_t) override {}
  void OnClosed(std::uint32_t) override { Finish(false); }

 private:
  bool SaysHealthy(const Headers& trailers) const {
    const absl::Status status = StatusOf(trailers);
    if (absl::IsUnimplemented(status)) return true;
    grpc::health::v1::HealthCheckResponse response;
    return status.ok() && frame_.size() >= kFramePrefix &&
           response.ParseFromString(frame_.substr(kFramePrefix)) &&
           response.status() == grpc::health::v1::HealthCheckResponse::SERVING;
  }

  void Finish(bool healthy) {
    if (connection_ == nullptr) return;
    timer_.cancel();
    if (stream_ > 0) connection_->Reset(stream_, NGHTTP2_CANCEL);
    connection_ = nullptr;
    std::exchange(done_, nullptr)(healthy);
  }

  boost::asio::steady_timer timer_;
  std::shared_ptr<Http2> connection_;
  std::function<void(bool)> done_;
  std::int32_t stream_ = 0;
  std::string frame_;
};

}  // namespace

void CheckHealth(boost::asio::io_context& loop, std::shared_ptr<Http2> connection,
                 absl::Duration longest, std::function<void(bool healthy)> done) {
  std::make_shared<Check>(loop, std::move(connection), std::move(done))->Start(longest);
}

}  // namespace ett::edge
