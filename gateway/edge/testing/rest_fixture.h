#pragma once

#include <gtest/gtest.h>

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/time/clock.h"
#include "gateway/edge/gateway.h"
#include "gateway/edge/testing/echo_upstream.h"

namespace ett::edge::testing {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using nlohmann::json;

struct Reply {
  int status = 0;
  std::string allow;
  std::string request_id;
  std::string etag;
  std::string authenticate;
  std::string grpc_status;
  std::string type;
  std::string text;
  json body;
  http::fields headers;

  std::string Header(const std::string& name) const { return std::string(headers[name]); }
};

// A caller that is not ours: one HTTP/1.1 connection, kept alive.
class Caller {
 public:
  explicit Caller(int port) : socket_(loop_) {
    socket_.connect({asio::ip::make_address("127.0.0.1"), static_cast<std::uint16_t>(port)});
  }

  Reply Ask(http::verb method, const std::string& target, const std::string& body = "",
            const std::string& type = "application/json", const Headers& headers = {}) {
    http::request<http::string_body> request{method, target, 11};
    request.set(http::field::host, "test");
    request.set("x-request-id", "abc-123");
    for (const Header& each : headers) request.set(each.name, each.value);
    if (!body.empty()) {
      request.set(http::field::content_type, type);
      request.body() = body;
      request.prepare_payload();
    }
    http::write(socket_, request);
    return Read(method == http::verb::head);
  }

  // Sends bytes as they are, and reads until `mark` has come.
  std::string Send(const std::string& bytes, const std::string& mark) {
    asio::write(socket_, asio::buffer(bytes));
    std::string read;
    asio::read_until(socket_, asio::dynamic_buffer(read), mark);
    return read;
  }

  // Sends bytes as they are.
  Reply Send(const std::string& bytes) {
    asio::write(socket_, asio::buffer(bytes));
    return Read(false);
  }

 private:
  Reply Read(bool head) {
    http::response_parser<http::string_body> parser;
    parser.skip(head);
    parser.body_limit(64 << 20);
    http::read(socket_, buffer_, parser);
    const auto response = parser.release();
    return {static_cast<int>(response.result_int()),
            std::string(response[http::field::allow]),
            std::string(response["x-request-id"]),
            std::string(response[http::field::etag]),
            std::string(response[http::field::www_authenticate]),
            std::string(response["grpc-status"]),
            std::string(response[http::field::content_type]),
            response.body(),
            json::parse(response.body(), nullptr, false),
            response.base()};
  }

  asio::io_context loop_;
  asio::ip::tcp::socket socket_;
  boost::beast::flat_buffer buffer_;
};

// Waits for something that another thread brings about.
template <class Condition>
bool Eventually(Condition condition) {
  const absl::Time end = absl::Now() + absl::Seconds(30);
  while (absl::Now() < end) {
    if (condition()) return true;
    absl::SleepFor(absl::Milliseconds(5));
  }
  return false;
}

class RestFixture : public ::testing::Test {
 protected:
  // What is otherwise, set before anything starts.
  virtual void Adapt(Config&) {}

  void SetUp() override {
    Config config;
    config.listen = "127.0.0.1:0";
    config.threads = 1;
    config.upstreams = {{"echo", upstream_.address(), std::nullopt}};
    config.message_bytes = 100'000;
    config.ignored_parameters = {{"utm_source", "*"}, {"*", "ett.edge.testing.EchoService/Expand"}};
    config.admit = [](const Asked& asked) -> absl::StatusOr<Admitted> {
      const Headers& headers = asked.headers;
      if (Find(headers, "x-nobody").empty())
        return Admitted{std::string(Find(headers, "x-caller"))};
      return absl::UnauthenticatedError("nobody is known");
    };
    config.page = [](const auto&, absl::string_view path, absl::string_view query) {
      return path == "/about"
                 ? std::make_shared<const Page>(
                       Page{"text/plain", absl::StrCat("about ", query), {{"x-about", "yes"}}})
                 : nullptr;
    };
    Adapt(config);
    gateway_ = *Gateway::Start(std::move(config));
    caller_ = std::make_unique<Caller>(gateway_->port());
  }

  Reply Get(const std::string& target) { return caller_->Ask(http::verb::get, target); }
  Reply Accepting(const std::string& target, const std::string& type) {
    return caller_->Ask(http::verb::get, target, "", "", {{"accept", type}});
  }
  Reply Post(const std::string& target, const std::string& body) {
    return caller_->Ask(http::verb::post, target, body);
  }

  EchoUpstream upstream_;
  std::unique_ptr<Gateway> gateway_;
  std::unique_ptr<Caller> caller_;
};

}  // namespace ett::edge::testing
