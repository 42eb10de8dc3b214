#include "chassis/observe.h"

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>
#include <prometheus/text_serializer.h>

#include <map>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "chassis/call_notes.h"
#include "chassis/call_tracer.h"
#include "chassis/logged_caller.h"
#include "chassis/request_metadata.h"
#include "chassis/server.h"
#include "chassis/testing/guarded.grpc.pb.h"

namespace ett::chassis {
namespace {

namespace pb = ett::guarded::v1;
using telemetry::Span;
using testing::HasSubstr;
using testing::Not;

constexpr char kParent[] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
constexpr char kNotSampled[] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";
constexpr char kGet[] = "/ett.guarded.v1.GuardedService/GetThing";

// Keeps spans, as a collector does.
class Spans {
 public:
  telemetry::Tracer Tracer(double ratio) {
    return telemetry::Tracer(ratio, [this](Span span) {
      absl::MutexLock lock(&mutex_);
      spans_.push_back(std::move(span));
    });
  }
  // Once there are so many.
  std::vector<Span> Await(std::size_t count) {
    const auto are_there = [&] { return spans_.size() >= count; };
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(&are_there));
    return spans_;
  }

 private:
  absl::Mutex mutex_;
  std::vector<Span> spans_;
};

// Says what metadata it was called with.
class Service final : public pb::GuardedService::CallbackService {
 public:
  grpc::ServerUnaryReactor* GetThing(grpc::CallbackServerContext* context,
                                     const pb::GetThingRequest*, pb::Thing*) override {
    for (const char* name : {"traceparent", "tracestate", "x-request-id"}) {
      seen[name] = std::string(MetadataOf(*context, name));
      counts[name] = context->client_metadata().count(name);
    }
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    reactor->Finish(answer);
    return reactor;
  }

  grpc::Status answer;
  std::map<std::string, std::string> seen;
  std::map<std::string, std::size_t> counts;
};

class ObserverTest : public testing::Test {
 protected:
  ~ObserverTest() override { api_.server->Shutdown(std::chrono::system_clock::now()); }

  using Headers = std::vector<std::pair<std::string, std::string>>;
  void Call(const Headers& headers, bool is_traced = false) {
    const std::string address = absl::StrCat("127.0.0.1:", api_.port);
    const auto credentials = grpc::InsecureChannelCredentials();
    const auto stub = pb::GuardedService::NewStub(
        is_traced ? grpc::experimental::CreateCustomChannelWithInterceptors(
                        address, credentials, {}, CallTracers(tracer_, "things"))
                  : grpc::CreateChannel(address, credentials));
    grpc::ClientContext context;
    for (const auto& [name, value] : headers) context.AddMetadata(name, value);
    pb::Thing thing;
    (void)stub->GetThing(&context, pb::GetThingRequest(), &thing);
  }

  Spans spans_;
  const telemetry::Tracer tracer_ = spans_.Tracer(0);
  Metrics metrics_;
  Service service_;
  ApiServer api_ = *StartApi("127.0.0.1:0", metrics_, {&service_}, nullptr, &tracer_);
};

TEST_F(ObserverTest, ACallThatIsRecordedIsASpanAndSaysSoToItsHandler) {
  service_.answer = grpc::Status(grpc::StatusCode::NOT_FOUND, "no 01018012345");
  Call({{"traceparent", kParent}, {"tracestate", "rojo=1"}});
  const Span span = spans_.Await(1).front();
  EXPECT_EQ(span.method, kGet);
  EXPECT_EQ(span.kind, Span::Kind::kServer);
  EXPECT_EQ(span.parent, 0xb7ad6b7169203331U);
  EXPECT_TRUE(span.is_parent_remote);
  EXPECT_EQ(span.grpc_code, 5);
  EXPECT_LE(span.start, span.end);
  std::string own;
  telemetry::WriteTraceparent(span.context, own);
  EXPECT_EQ(service_.seen["traceparent"], own);
  EXPECT_EQ(service_.counts["traceparent"], 1U);
  EXPECT_EQ(service_.seen["tracestate"], "rojo=1");
  EXPECT_NE(own, kParent);
}

TEST_F(ObserverTest, WhatIsNotRecordedIsPartOfItsTraceToo) {
  Call({{"traceparent", kNotSampled}});
  EXPECT_EQ(service_.seen["traceparent"].substr(0, 36), std::string(kNotSampled).substr(0, 36));
  Call({{"traceparent", "wrong"}, {"tracestate", "rojo=1"}});
  EXPECT_TRUE(telemetry::ParseTraceparent(service_.seen["traceparent"]).has_value());
  EXPECT_EQ(service_.counts["tracestate"], 0U);
  Call({{"traceparent", kParent}, {"tracestate", "Not A State"}});
  EXPECT_EQ(service_.counts["tracestate"], 0U);
  Call({{"traceparent", kParent}, {"traceparent", kParent}});
  EXPECT_EQ(service_.counts["traceparent"], 1U);
  EXPECT_NE(service_.seen["traceparent"].substr(3, 32), std::string(kParent).substr(3, 32));
  // That with a state that was none.
  EXPECT_EQ(spans_.Await(1).size(), 1U);
}

TEST_F(ObserverTest, WhoAsksOnwardsHasASpanBetween) {
  service_.answer = grpc::Status(grpc::StatusCode::UNAVAILABLE, "");
  Call({{"traceparent", kParent}}, /*is_traced=*/true);
  std::vector<Span> spans = spans_.Await(2);
  if (spans[0].kind == Span::Kind::kClient) std::swap(spans[0], spans[1]);
  const Span& server = spans[0];
  const Span& client = spans[1];
  EXPECT_EQ(client.kind, Span::Kind::kClient);
  EXPECT_EQ(client.parent, 0xb7ad6b7169203331U);
  EXPECT_EQ(client.grpc_code, 14);
  EXPECT_EQ(client.method, kGet);
  EXPECT_EQ(server.parent, client.context.span);
  EXPECT_EQ(server.context.trace_low, client.context.trace_low);
}

TEST_F(ObserverTest, CallsWithoutATraceAreAskedOnwardsWithoutSpan) {
  Call({}, /*is_traced=*/true);
  Call({{"traceparent", kNotSampled}}, /*is_traced=*/true);
  Call({{"traceparent", kParent}}, /*is_traced=*/true);
  EXPECT_EQ(spans_.Await(2).size(), 2U);
}

TEST_F(ObserverTest, OfAMethodsFirstCallOnItsFailuresAreCountedFromNothing) {
  Call({});
  const std::string text = prometheus::TextSerializer().Serialize(metrics_.registry()->Collect());
  for (const char* code :
       {"UNKNOWN", "DEADLINE_EXCEEDED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS"}) {
    EXPECT_THAT(text,
                HasSubstr(absl::StrCat("grpc_code=\"", code, "\",grpc_method=\"", kGet, "\"} 0")));
  }
  EXPECT_THAT(text, HasSubstr(absl::StrCat("ett_calls_in_flight{grpc_method=\"", kGet, "\"} 0")));
}

TEST_F(ObserverTest, WhatIsNotedOfACallIsKnownAsLongAsItIsOpen) {
  const grpc::CallbackServerContext context;
  NoteCaller(context, "before");
  {
    const CallNotes notes(&context);
    EXPECT_EQ(notes.caller(), "");
    NoteCaller(context, "robot");
    EXPECT_EQ(notes.caller(), "robot");
  }
  EXPECT_EQ(CallNotes(&context).caller(), "");
}

TEST(RequestIds, AreNoNationalIdentityNumbers) {
  for (const char* id : {"abc-123", "6f9619ff-8b86-d011-b42d-00cf4fc964ff", "123456789012",
                         "a01018012345", "01018012345a", "1.2.3", "010180-1234"}) {
    EXPECT_TRUE(IsRequestId(id)) << id;
  }
  for (const char* id : {"", "a b", "01018012345", "call-01018012345", "01018012345.7",
                         "010180-12345", "x_010180.12345"}) {
    EXPECT_FALSE(IsRequestId(id)) << id;
  }
  EXPECT_TRUE(IsRequestId(NewRequestId()));
}

TEST(LoggedCallers, OnlySystemsHaveTheirNames) {
  using Kind = identity::Caller::Kind;
  const auto logged = [](Kind kind, const std::string& name, const std::string& organisation = "") {
    identity::Caller caller;
    caller.kind = kind;
    caller.name = name;
    caller.organisation = organisation;
    return LoggedCaller(caller);
  };
  EXPECT_EQ(logged(Kind::kApiKey, "meters"), "meters");
  EXPECT_EQ(logged(Kind::kCertificate, "robot"), "robot");
  EXPECT_EQ(logged(Kind::kAnonymous, ""), "");
  const std::string kari = logged(Kind::kToken, "kari.nordmann");
  EXPECT_THAT(kari, Not(HasSubstr("kari")));
  EXPECT_EQ(kari.size(), 17U);
  EXPECT_EQ(kari, logged(Kind::kToken, "kari.nordmann"));
  EXPECT_NE(kari, logged(Kind::kToken, "ola.nordmann"));
  EXPECT_EQ(logged(Kind::kToken, "kari.nordmann", "935478715"), "935478715/" + kari);
}

}  // namespace
}  // namespace ett::chassis
