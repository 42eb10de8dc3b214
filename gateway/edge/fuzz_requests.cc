#include <array>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gateway/edge/dialects.h"
#include "gateway/edge/testing/echo.pb.h"
#include "gateway/edge/testing/fuzzed.h"

namespace ett::edge::testing {
namespace {

// A contract with those that it imports, as reflection tells them.
void AddFiles(const google::protobuf::FileDescriptor& file, UpstreamFiles& learnt) {
  google::protobuf::FileDescriptorProto text;
  file.CopyTo(&text);
  learnt.files.insert({std::string(file.name()), text.SerializeAsString()});
  for (int i = 0; i < file.dependency_count(); ++i) AddFiles(*file.dependency(i), learnt);
}

std::shared_ptr<const Schema> EchoSchema() {
  UpstreamFiles files;
  files.services = {"ett.edge.testing.EchoService"};
  AddFiles(*EchoRequest::descriptor()->file(), files);
  const auto learnt = UpstreamSchema::Build(files);
  Require(learnt.ok(), "the contract is one");
  return std::make_shared<const Schema>(
      std::vector<std::shared_ptr<const UpstreamSchema>>{*learnt});
}

// Heads that have a dialect each; what is asked besides is appended to the target.
const std::array<RequestHead, 16>& Heads() {
  static const auto& heads = *new std::array<RequestHead, 16>{{
      {"2", "GET", "/v1/", {}},
      {"2", "GET", "/v1/shelves/a/books/b?", {}},
      {"2", "GET", "/v1/shelves/a/name?", {}},
      {"2", "POST", "/v1/shelves/a/books/b:echo", {}},
      {"2", "PATCH", "/v1/shelves/a?", {{"if-match", "\"1\""}}},
      {"2", "GET", "/v1/shelves:expand?", {{"accept", "application/x-ndjson"}}},
      {"2", "GET", "/v1/shelves:expand?", {{"accept", "text/event-stream"}}},
      {"2", "POST", "/v1/shelves:collect", {}},
      {"2", "POST", "/v1/shelves:collect", {{"content-type", "application/x-ndjson"}}},
      {"2", "POST", "/v1/shelves:collect", {{"content-type", "multipart/form-data; boundary=b"}}},
      {"2", "POST", "/v1/shelves:raw", {{"content-type", "text/csv"}}},
      {"2", "GET", "/ett.edge.testing.EchoService/Echo?encoding=json&message=", {}},
      {"2", "POST", "/ett.edge.testing.EchoService/Echo", {{"content-type", "application/json"}}},
      {"2",
       "POST",
       "/ett.edge.testing.EchoService/Chat",
       {{"content-type", "application/connect+json"}}},
      {"2",
       "POST",
       "/ett.edge.testing.EchoService/Echo",
       {{"content-type", "application/grpc-web+proto"}}},
      {"2",
       "POST",
       "/ett.edge.testing.EchoService/Echo",
       {{"content-type", "application/grpc-web-text"}}},
  }};
  return heads;
}

// What a caller was told.
struct Told {
  Headers headers;
  std::string body;
  bool is_broken = false;
};

class ToldCaller final : public Caller {
 public:
  explicit ToldCaller(Told& told) : told_(told) {}

  void Head(int, const Headers& headers, bool) override { told_.headers = headers; }
  void Write(absl::string_view data) override { absl::StrAppend(&told_.body, data); }
  void End() override {}
  void Abort() override { told_.is_broken = true; }
  void Consume(std::size_t) override {}

 private:
  Told& told_;
};

// The method's request as protobuf reads it: what JSON became must be one.
bool IsRequest(const Method& method, absl::string_view wire) {
  const auto is = [&](auto message) {
    return message.ParseFromArray(wire.data(), static_cast<int>(wire.size()));
  };
  return method.descriptor->input_type()->name() == "HttpBody" ? is(google::api::HttpBody())
                                                               : is(EchoRequest());
}

// An answer that has the request in it.
std::string AnswerTo(const Method& method, const MessageFrame& request) {
  if (method.descriptor->output_type()->name() == "HttpBody") return std::string(request.bytes);
  EchoResponse answer;
  // A request of gRPC-Web or Connect may be anything.
  answer.mutable_request()->ParseFromArray(request.bytes.data(),
                                           static_cast<int>(request.bytes.size()));
  return answer.SerializeAsString();
}

// One request, its body in pieces of one size, and its answer.
class Call {
 public:
  Call(const RequestHead& head, absl::string_view body, std::size_t piece)
      : reply_(std::make_unique<ToldCaller>(told_), record_, {}),
        spoken_(FindDialect(Served(), Loop().worker, head, reply_)) {
    if (spoken_.dialect == nullptr || reply_.is_whole()) {
      Require(reply_.is_whole(), "who is not asked on is answered");
      refused_ = true;
      return;
    }
    Take(body, piece);
    Answer();
    Require(reply_.is_whole(), "an answer has an end");
  }

  const std::string& frames() const { return frames_; }
  bool refused() const { return refused_; }
  bool IsJson() const { return Find(told_.headers, "content-type") == "application/json"; }
  const Told& told() const { return told_; }

 private:
  static const std::shared_ptr<const Schema>& Served() {
    static const auto& schema = *new std::shared_ptr<const Schema>(EchoSchema());
    return schema;
  }
  // One that never runs: there is nobody to ask.
  struct IdleLoop {
    const Config config{};
    Learner learner{config, {}};
    limits::CallCount calls{config.max_calls};
    AnswerCache answers{0};
    Worker worker{config, learner, calls, answers};
  };
  static IdleLoop& Loop() {
    static auto& loop = *new IdleLoop();
    return loop;
  }

  void Take(absl::string_view body, std::size_t piece) {
    absl::Status status;
    InPieces(body, piece, [&](absl::string_view bytes) {
      status = spoken_.dialect->Take(bytes, frames_);
      return status.ok();
    });
    std::string rest;
    if (status.ok()) status = spoken_.dialect->TakeEnd(rest);
    absl::StrAppend(&frames_, rest);
    if (status.ok()) return;
    refused_ = true;
    spoken_.dialect->SayEnd(status, {});
  }

  void Answer() {
    if (refused_) return;
    FrameQueue frames(Loop().config.message_bytes);
    frames.Add(frames_);
    spoken_.dialect->SayHead({});
    absl::Status status;
    while (const std::optional<MessageFrame> frame = frames.Next()) {
      if (spoken_.protocol == "rest") {
        Require(IsRequest(*spoken_.method, frame->bytes), "what JSON became is a message");
      }
      status.Update(spoken_.dialect->Say({false, AnswerTo(*spoken_.method, *frame)}));
      if (!status.ok() || !spoken_.method->descriptor->server_streaming()) break;
    }
    spoken_.dialect->SayEnd(status, {});
  }

  CallRecord record_;
  Told told_;
  Reply reply_;
  Spoken spoken_;
  std::string frames_;
  bool refused_ = false;
};

}  // namespace
}  // namespace ett::edge::testing

// A byte for the head, one for the size of pieces; what the target has besides, a line feed, the
// body. A request is the same however it comes, and what is said in JSON is JSON.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ett::edge;
  using namespace ett::edge::testing;
  if (size < 2) return 0;
  RequestHead head = Heads()[data[0] % Heads().size()];
  const std::size_t piece = 1 + data[1] % 32;
  const std::pair<absl::string_view, absl::string_view> texts =
      absl::StrSplit(TextOf(data + 2, size - 2), absl::MaxSplits('\n', 1));
  absl::StrAppend(&head.target, texts.first);
  const Call whole(head, texts.second, size);
  const Call pieces(head, texts.second, piece);
  Require(whole.refused() == pieces.refused(), "refused however it comes");
  // A file of a form is a message a piece.
  const bool is_form = absl::StartsWith(Find(head.headers, "content-type"), "multipart/");
  if (!whole.refused() && !is_form) Require(whole.frames() == pieces.frames(), "the same frames");
  const bool is_json = whole.IsJson() && !whole.told().is_broken;
  if (is_json) Require(nlohmann::json::accept(whole.told().body), "JSON is JSON");
  return 0;
}
