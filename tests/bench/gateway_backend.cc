// What the gateway and its peers have behind them in ./dev bench gateway: a gRPC server on one
// thread that answers an empty message at once, any other with the message itself, and a stream of
// Chat never. It tells its contracts by reflection. Prints its port.
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <iostream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "chassis/reflection.h"
#include "gateway/edge/grpc_wire.h"
#include "gateway/edge/http2.h"
#include "gateway/edge/testing/echo.pb.h"
#include "grpc/reflection/v1/reflection.pb.h"

namespace ett::bench {
namespace {

namespace asio = boost::asio;
namespace reflection = grpc::reflection::v1;
using edge::Http2;
using tcp = asio::ip::tcp;

constexpr char kService[] = "ett.edge.testing.EchoService";

const chassis::SchemaSource& Schema() {
  static const chassis::SchemaSource& schema = *chassis::LinkedSchema({kService}).release();
  return schema;
}

std::string Reflect(absl::string_view bytes) {
  reflection::ServerReflectionRequest request;
  request.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
  reflection::ServerReflectionResponse response;
  if (request.has_list_services()) {
    response.mutable_list_services_response()->add_service()->set_name(kService);
    return response.SerializeAsString();
  }
  const auto files = request.has_file_by_filename()
                         ? Schema().FilesOfName(request.file_by_filename())
                         : Schema().FilesOfSymbol(request.file_containing_symbol());
  for (const std::string& file : files.value_or(std::vector<std::string>())) {
    response.mutable_file_descriptor_response()->add_file_descriptor_proto(file);
  }
  return response.SerializeAsString();
}

// The request as EchoResponse's field 1, which has the tag 0x0a.
std::string Echo(absl::string_view bytes) {
  if (bytes.empty()) return "";
  std::string response(1, '\x0a');
  for (std::size_t size = bytes.size(); size > 0; size >>= 7) {
    response.push_back(static_cast<char>((size & 0x7f) | (size > 0x7f ? 0x80 : 0)));
  }
  return absl::StrCat(response, bytes);
}

class Call final : public edge::StreamListener {
 public:
  Call(Http2& connection, std::int32_t stream)
      : connection_(connection.shared_from_this()), stream_(stream) {}

  void OnHeaders(edge::Headers headers, bool end) override {
    if (end) return OnEnd();
    const absl::string_view path = edge::Find(headers, ":path");
    reflects_ = absl::StartsWith(path, "/grpc.reflection.v1.");
    waits_ = absl::EndsWith(path, "/Chat");
  }

  void OnData(absl::string_view data) override {
    connection_->Consume(stream_, data.size());
    absl::StrAppend(&in_, data);
    if (!reflects_) return;
    while (const auto size = edge::MessageSize(in_)) {
      if (in_.size() < edge::kFramePrefix + *size) return;
      Head();
      const absl::string_view message(in_.data() + edge::kFramePrefix, *size);
      connection_->Write(stream_, edge::Frame(Reflect(message)));
      in_.erase(0, edge::kFramePrefix + *size);
    }
  }

  void OnEnd() override {
    if (waits_) return;
    Head();
    if (!reflects_ && in_.size() >= edge::kFramePrefix) {
      connection_->Write(stream_, edge::Frame(Echo(in_.substr(edge::kFramePrefix))));
    }
    connection_->End(stream_, {{"grpc-status", "0"}});
  }

  void OnWritten(std::size_t) override {}
  void OnClosed(std::uint32_t) override {}

 private:
  void Head() {
    if (std::exchange(answered_, true)) return;
    connection_->Respond(stream_, {{":status", "200"}, {"content-type", "application/grpc"}},
                         /*end=*/false);
  }

  const std::shared_ptr<Http2> connection_;
  const std::int32_t stream_;
  bool reflects_ = false;
  bool waits_ = false;
  bool answered_ = false;
  std::string in_;
};

void Accept(tcp::acceptor& acceptor) {
  acceptor.async_accept([&acceptor](const boost::system::error_code& error, tcp::socket accepted) {
    if (error) return;
    boost::system::error_code ignored;
    accepted.set_option(tcp::no_delay(true), ignored);
    Http2::Limits limits;
    limits.concurrent_streams = 100'000;
    const auto call = [](Http2& connection, std::int32_t stream) {
      return std::make_shared<Call>(connection, stream);
    };
    Http2::Server(edge::Transport(edge::Socket(std::move(accepted))), limits,
                  {call, nullptr, nullptr})
        ->Start();
    Accept(acceptor);
  });
}

}  // namespace
}  // namespace ett::bench

int main() {
  ett::edge::testing::EchoRequest::descriptor();  // links the contract
  boost::asio::io_context loop(1);
  boost::asio::ip::tcp::acceptor acceptor(
      loop, boost::asio::ip::tcp::endpoint(boost::asio::ip::address_v4::loopback(), 0));
  std::cout << acceptor.local_endpoint().port() << std::endl;
  ett::bench::Accept(acceptor);
  loop.run();
}
