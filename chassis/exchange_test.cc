#include "chassis/exchange.h"

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include <atomic>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "chassis/server.h"
#include "grpc/reflection/v1/reflection.grpc.pb.h"
#include "status/grpc.h"
#include "status/matchers.h"

namespace ett::chassis {
namespace {

using absl::StatusCode;
using status::IsOk;
using status::StatusIs;
using ::testing::ElementsAre;
// Any contract with a stream in both directions will do.
using Contract = grpc::reflection::v1::ServerReflection;
using Request = grpc::reflection::v1::ServerReflectionRequest;
using Response = grpc::reflection::v1::ServerReflectionResponse;

constexpr std::size_t kBigAnswer = 1 << 20;

// What the test sees of the other side.
struct Seen {
  std::atomic<int> answers = 0;
  std::atomic<bool> closed = false;
  absl::Notification destroyed;
};

// Answers `n` with n answers, one at a time; `fail` with one answer and an error; `big` with many
// big ones; the end with `bye`.
class Counter final : public Exchange<Request, Response> {
 public:
  explicit Counter(Seen& seen) : seen_(seen) {}
  ~Counter() override { seen_.destroyed.Notify(); }

  absl::Status Receive(const Request& request) override {
    asked_ = request.host();
    left_ = asked_ == "big" ? 200 : asked_ == "fail" ? 1 : std::stoi(asked_);
    return left_ < 0 ? absl::OutOfRangeError("less than nothing") : absl::OkStatus();
  }

  void Close() override { seen_.closed = true; }

  absl::StatusOr<bool> Advance(std::vector<Response>& answers) override {
    if (left_ > 0) {
      answers.emplace_back().set_valid_host(asked_ == "big" ? std::string(kBigAnswer, 'x')
                                                            : absl::StrCat(asked_, ":", left_));
      --left_;
      ++seen_.answers;
    } else if (seen_.closed) {
      answers.emplace_back().set_valid_host("bye");
    }
    if (asked_ == "fail") return absl::AbortedError("as asked");
    return left_ > 0;
  }

 private:
  Seen& seen_;
  std::string asked_;
  int left_ = 0;
};

class CountingService final : public Contract::CallbackService {
 public:
  CountingService(Calls& calls, Seen& seen) : calls_(calls), seen_(seen) {}

  grpc::ServerBidiReactor<Request, Response>* ServerReflectionInfo(
      grpc::CallbackServerContext* context) override {
    return Converse<Request, Response>(calls_, context, std::make_unique<Counter>(seen_));
  }

 private:
  Calls& calls_;
  Seen& seen_;
};

class ExchangeTest : public ::testing::Test {
 protected:
  ~ExchangeTest() override { api_.server->Shutdown(std::chrono::system_clock::now()); }

  // All answers to these messages.
  std::vector<std::string> Ask(const std::vector<std::string>& messages, absl::Status& status) {
    grpc::ClientContext context;
    const auto stream = stub_->ServerReflectionInfo(&context);
    for (const std::string& message : messages) {
      Request request;
      request.set_host(message);
      stream->Write(request);
    }
    stream->WritesDone();
    std::vector<std::string> answers;
    for (Response response; stream->Read(&response);) answers.push_back(response.valid_host());
    status = status::FromGrpc(stream->Finish());
    return answers;
  }

  // Takes no more from the wire than it was asked for.
  static grpc::ChannelArguments WithoutLookahead() {
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_HTTP2_BDP_PROBE, 0);
    arguments.SetInt(GRPC_ARG_HTTP2_STREAM_LOOKAHEAD_BYTES, 64 << 10);
    return arguments;
  }

  Seen seen_;
  Calls calls_{2, 100};
  Metrics metrics_;
  CountingService service_{calls_, seen_};
  ApiServer api_ = *StartApi("127.0.0.1:0", metrics_, {&service_});
  std::unique_ptr<Contract::Stub> stub_ = Contract::NewStub(
      grpc::CreateCustomChannel(absl::StrCat("127.0.0.1:", api_.port),
                                grpc::InsecureChannelCredentials(), WithoutLookahead()));
};

TEST_F(ExchangeTest, EachMessageIsAnsweredInFullBeforeTheNext) {
  absl::Status status;
  EXPECT_THAT(Ask({"2", "0", "1"}, status), ElementsAre("2:2", "2:1", "1:1", "bye"));
  EXPECT_THAT(status, IsOk());
}

TEST_F(ExchangeTest, AnErrorComesAfterTheAnswersBeforeIt) {
  absl::Status status;
  EXPECT_THAT(Ask({"1", "fail", "1"}, status), ElementsAre("1:1", "fail:1"));
  EXPECT_THAT(status, StatusIs(StatusCode::kAborted));
}

TEST_F(ExchangeTest, AMessageThatIsRefusedEndsTheStream) {
  absl::Status status;
  EXPECT_THAT(Ask({"1", "-1", "1"}, status), ElementsAre("1:1"));
  EXPECT_THAT(status, StatusIs(StatusCode::kOutOfRange));
}

TEST_F(ExchangeTest, WorkWaitsForACallerThatDoesNotTakeItsAnswers) {
  grpc::ClientContext context;
  const auto stream = stub_->ServerReflectionInfo(&context);
  Request request;
  request.set_host("big");
  stream->Write(request);
  stream->WritesDone();
  int taken = 0;
  int most_ahead = 0;
  for (Response response; stream->Read(&response) && response.valid_host() != "bye";) {
    ++taken;
    most_ahead = std::max(most_ahead, seen_.answers - taken);
  }
  EXPECT_EQ(taken, 200);
  EXPECT_LE(most_ahead, 8);
  EXPECT_THAT(status::FromGrpc(stream->Finish()), IsOk());
}

TEST_F(ExchangeTest, ACallerThatGoesAwayHasNotSaidItsLast) {
  {
    grpc::ClientContext context;
    const auto stream = stub_->ServerReflectionInfo(&context);
    Request request;
    request.set_host("1");
    stream->Write(request);
    Response response;
    ASSERT_TRUE(stream->Read(&response));
    context.TryCancel();
    EXPECT_THAT(status::FromGrpc(stream->Finish()), StatusIs(StatusCode::kCancelled));
  }
  seen_.destroyed.WaitForNotification();
  EXPECT_FALSE(seen_.closed);
}

}  // namespace
}  // namespace ett::chassis
