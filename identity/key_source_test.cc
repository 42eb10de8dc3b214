#include "identity/key_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"
#include "identity/testing.h"
#include "status/matchers.h"

namespace ett::identity {
namespace {

using absl::StatusCode;
using status::IsOk;
using status::IsOkAndHolds;
using status::StatusSays;

TEST(KeySource, RefreshesInAThreadOfItsOwn) {
  absl::BlockingCounter fetches(2);
  std::atomic<int> count = 0;
  KeySource source(
      [&]() -> absl::StatusOr<std::string> {
        if (++count <= 2) fetches.DecrementCount();
        return SetOf({TestKey::Ec("a").Jwk()});
      },
      {absl::ZeroDuration()});
  source.Start();
  fetches.Wait();
}

TEST(KeySource, SomebodyWhoWantsAKeyWakesTheThread) {
  absl::Mutex mutex;
  absl::Time now = kTestNow;
  absl::Notification first;
  absl::Notification second;
  std::atomic<int> count = 0;
  KeySource source(
      [&]() -> absl::StatusOr<std::string> {
        (++count == 1 ? first : second).Notify();
        return absl::UnavailableError("gone");
      },
      {absl::Hours(24), [&] {
         absl::MutexLock lock(&mutex);
         return now;
       }});
  source.RefreshIfDue();
  first.WaitForNotification();
  {
    absl::MutexLock lock(&mutex);
    now += KeySource::kBetweenWants;
  }
  source.Start();
  source.Want();
  second.WaitForNotification();
}

TEST(KeySource, TheKeysAreTheSameWhileTheirTextIs) {
  std::string text = SetOf({TestKey::Ec("a").Jwk()});
  KeySource source([&] { return text; }, {absl::ZeroDuration()});
  EXPECT_EQ(source.keys()->size(), 0);
  source.RefreshIfDue();
  const auto keys = source.keys();
  EXPECT_EQ(keys->size(), 1);
  source.RefreshIfDue();
  EXPECT_EQ(source.keys(), keys);
  text = SetOf({TestKey::Ec("a").Jwk(), TestKey::Ec("b").Jwk()});
  source.RefreshIfDue();
  EXPECT_EQ(source.keys()->size(), 2);
}

TEST(Fetch, AFileIsReadAsItIsNow) {
  const std::string path = WriteTestFile("set.json", "one");
  const Fetch fetch = FromFile(path);
  EXPECT_THAT(fetch(), IsOkAndHolds("one"));
  WriteTestFile("set.json", "two");
  EXPECT_THAT(fetch(), IsOkAndHolds("two"));
  WriteTestFile("set.json", std::string(kLongestKeySet + 1, ' '));
  EXPECT_THAT(fetch(), StatusSays(StatusCode::kUnavailable, "too long"));
  EXPECT_THAT(FromFile("/nowhere")(), StatusSays(StatusCode::kUnavailable, "/nowhere"));
}

// Answers one HTTP request with what it is given, on a free port.
class OneAnswer {
 public:
  explicit OneAnswer(std::string answer) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(bind(socket_, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(listen(socket_, 1), 0);
    getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    url = absl::StrCat("http://127.0.0.1:", ntohs(address.sin_port), "/jwks");
    thread_ = std::thread([this, text = std::move(answer)] { Answer(text); });
  }
  ~OneAnswer() {
    shutdown(socket_, SHUT_RDWR);
    thread_.join();
    close(socket_);
  }

  std::string url;

 private:
  void Answer(const std::string& text) const {
    const int caller = accept(socket_, nullptr, nullptr);
    if (caller < 0) return;
    char request[4096];
    (void)recv(caller, request, sizeof request, 0);
    std::size_t sent = 0;
    while (sent < text.size()) {
      const ssize_t part = send(caller, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
      if (part <= 0) break;
      sent += static_cast<std::size_t>(part);
    }
    close(caller);
  }

  const int socket_;
  std::thread thread_;
};

TEST(Fetch, AnAddressIsAskedOverHttp) {
  const OneAnswer server("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nset");
  EXPECT_THAT(FromUrl(server.url)(), IsOkAndHolds("set"));
}

TEST(Fetch, NothingBut200IsAnAnswer) {
  const OneAnswer missing("HTTP/1.1 404 Not Found\r\nContent-Length: 3\r\n\r\nset");
  EXPECT_THAT(FromUrl(missing.url)(), StatusSays(StatusCode::kUnavailable, "got 404"));
  const OneAnswer moved("HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n");
  EXPECT_THAT(FromUrl(moved.url)(), StatusSays(StatusCode::kUnavailable, "got 302"));
}

TEST(Fetch, AnAnswerWithoutEndIsGivenUp) {
  const OneAnswer server(
      absl::StrCat("HTTP/1.1 200 OK\r\n\r\n", std::string(2 * kLongestKeySet, ' ')));
  EXPECT_THAT(FromUrl(server.url)(), StatusSays(StatusCode::kUnavailable, server.url));
}

TEST(Fetch, ASilentServerIsGivenUp) {
  // It listens and never accepts.
  const int silent = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ASSERT_EQ(bind(silent, reinterpret_cast<sockaddr*>(&address), size), 0);
  ASSERT_EQ(listen(silent, 1), 0);
  getsockname(silent, reinterpret_cast<sockaddr*>(&address), &size);
  const std::string url = absl::StrCat("http://127.0.0.1:", ntohs(address.sin_port), "/");
  const Fetch fetch = FromUrl(url, {absl::Milliseconds(50), absl::Milliseconds(50)});
  EXPECT_THAT(fetch(), StatusSays(StatusCode::kUnavailable, url));
  close(silent);
}

TEST(Fetch, OnlyHttpIsSpoken) {
  EXPECT_FALSE(FromUrl("file:///etc/hostname")().ok());
  EXPECT_TRUE(IsUrl("https://issuer.example/jwks"));
  EXPECT_FALSE(IsUrl("/etc/ett/jwks.json"));
}

}  // namespace
}  // namespace ett::identity
