#include "telemetry/batch_exporter.h"

#include <google/rpc/error_details.pb.h>
#include <google/rpc/status.pb.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <deque>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "status/matchers.h"

namespace ett::telemetry {
namespace {

namespace otlp = ::opentelemetry::proto::collector::trace::v1;
using status::IsOk;
using status::StatusIs;

// Answers what it was told to, then OK.
class Collector final : public otlp::TraceService::Service {
 public:
  Collector() {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port_);
    builder.RegisterService(this);
    server_ = builder.BuildAndStart();
  }

  grpc::Status Export(grpc::ServerContext*, const otlp::ExportTraceServiceRequest* request,
                      otlp::ExportTraceServiceResponse* response) override {
    absl::MutexLock lock(&mutex_);
    batches.push_back(request->resource_spans(0).scope_spans(0).spans_size());
    *response = next_response;
    if (answers.empty()) return grpc::Status::OK;
    const grpc::Status answer = answers.front();
    answers.pop_front();
    return answer;
  }

  std::shared_ptr<grpc::Channel> Connect() const {
    return *ConnectCollector(absl::StrCat("http://127.0.0.1:", port_));
  }

  std::deque<grpc::Status> answers;
  otlp::ExportTraceServiceResponse next_response;
  std::vector<int> batches;  // spans of each, in order

 private:
  absl::Mutex mutex_;
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

class Fates {
 public:
  auto Teller() {
    return [this](SpanFate fate, std::size_t count) {
      absl::MutexLock lock(&mutex_);
      counts_[static_cast<int>(fate)] += count;
    };
  }
  std::size_t Of(SpanFate fate) {
    absl::MutexLock lock(&mutex_);
    return counts_[static_cast<int>(fate)];
  }
  void Await(SpanFate fate, std::size_t count) {
    const auto reached = [&] { return counts_[static_cast<int>(fate)] >= count; };
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(&reached));
  }

 private:
  absl::Mutex mutex_;
  std::size_t counts_[3] = {};
};

class BatchExporterTest : public testing::Test {
 protected:
  BatchExporter::Options Options() {
    BatchExporter::Options options;
    options.first_wait = absl::Milliseconds(1);
    options.tell = fates_.Teller();
    options.on_problem = [this](const std::string& problem) { problems_.push_back(problem); };
    return options;
  }

  Collector collector_;
  Fates fates_;
  std::vector<std::string> problems_;
};

TEST_F(BatchExporterTest, SpansAreSentInBatches) {
  BatchExporter::Options options = Options();
  options.batch = 3;
  BatchExporter exporter(collector_.Connect(), options);
  for (int i = 0; i < 6; ++i) exporter.Take({});
  fates_.Await(SpanFate::kSent, 6);
  int spans = 0;
  for (const int batch : collector_.batches) {
    EXPECT_LE(batch, 3);
    spans += batch;
  }
  EXPECT_EQ(spans, 6);
}

TEST_F(BatchExporterTest, ABatchThatIsNotFullIsSentAfterAWhile) {
  BatchExporter::Options options = Options();
  options.delay = absl::Milliseconds(1);
  BatchExporter exporter(collector_.Connect(), options);
  exporter.Take({});
  fates_.Await(SpanFate::kSent, 1);
}

TEST_F(BatchExporterTest, WhatIsLeftAtTheEndIsSent) {
  {
    BatchExporter exporter(collector_.Connect(), Options());
    for (int i = 0; i < 700; ++i) exporter.Take({});
  }
  EXPECT_EQ(fates_.Of(SpanFate::kSent), 700U);
}

TEST_F(BatchExporterTest, WithoutRoomTheNewestAreDropped) {
  BatchExporter::Options options = Options();
  options.queued = 2;
  {
    BatchExporter exporter(collector_.Connect(), options);
    for (int i = 0; i < 5; ++i) exporter.Take({});
  }
  EXPECT_EQ(fates_.Of(SpanFate::kNoRoom), 3U);
  EXPECT_EQ(fates_.Of(SpanFate::kSent), 2U);
}

TEST_F(BatchExporterTest, OnlyWhatMayPassIsSentAgain) {
  google::rpc::Status details;
  details.add_details()->PackFrom(google::rpc::RetryInfo());
  collector_.answers = {
      grpc::Status(grpc::StatusCode::UNAVAILABLE, "later"),
      grpc::Status(grpc::StatusCode::RESOURCE_EXHAUSTED, "later", details.SerializeAsString())};
  BatchExporter::Options options = Options();
  options.delay = absl::Milliseconds(1);
  BatchExporter exporter(collector_.Connect(), options);
  exporter.Take({});
  fates_.Await(SpanFate::kSent, 1);
  EXPECT_EQ(collector_.batches.size(), 3U);

  collector_.answers = {grpc::Status(grpc::StatusCode::RESOURCE_EXHAUSTED, "never")};
  exporter.Take({});
  fates_.Await(SpanFate::kNotTaken, 1);
  collector_.answers = {grpc::Status(grpc::StatusCode::INVALID_ARGUMENT, "wrong")};
  exporter.Take({});
  fates_.Await(SpanFate::kNotTaken, 2);
  EXPECT_EQ(collector_.batches.size(), 5U);
}

TEST_F(BatchExporterTest, ACollectorThatIsAwayIsSaidOnceAndEndsNothing) {
  BatchExporter::Options options = Options();
  options.delay = absl::Milliseconds(1);
  options.timeout = absl::Milliseconds(50);
  options.last_flush = absl::Milliseconds(50);
  {
    BatchExporter exporter(*ConnectCollector("http://127.0.0.1:1"), options);
    exporter.Take({});
    fates_.Await(SpanFate::kNotTaken, 1);
    exporter.Take({});
    fates_.Await(SpanFate::kNotTaken, 2);
    exporter.Take({});
  }
  EXPECT_EQ(fates_.Of(SpanFate::kNotTaken), 3U);
  EXPECT_EQ(problems_.empty(), false);
}

TEST_F(BatchExporterTest, WhatACollectorRefusesOfABatchIsSaid) {
  collector_.next_response.mutable_partial_success()->set_rejected_spans(2);
  collector_.next_response.mutable_partial_success()->set_error_message("too old");
  {
    BatchExporter exporter(collector_.Connect(), Options());
    for (int i = 0; i < 3; ++i) exporter.Take({});
  }
  EXPECT_EQ(fates_.Of(SpanFate::kSent), 1U);
  EXPECT_EQ(fates_.Of(SpanFate::kNotTaken), 2U);
  EXPECT_EQ(problems_, std::vector<std::string>{"2 spans were refused: too old"});
}

TEST(ConnectCollectorTest, AnAddressIsOfHttpOrHttps) {
  for (const char* right :
       {"http://127.0.0.1:4317", "https://collector.example:4317/", "http://[::1]:1"}) {
    EXPECT_THAT(ConnectCollector(right), IsOk()) << right;
  }
  for (const char* wrong : {"", "127.0.0.1:4317", "grpc://a:1", "http://a", "http://a:1/v1/traces",
                            "http://user@a:1"}) {
    EXPECT_THAT(ConnectCollector(wrong), StatusIs(absl::StatusCode::kInvalidArgument)) << wrong;
  }
}

}  // namespace
}  // namespace ett::telemetry
