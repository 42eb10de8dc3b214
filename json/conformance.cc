#include <google/protobuf/descriptor.pb.h>

#include <array>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <iterator>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "json/canonical_wire.h"
#include "json/json_to_wire.h"
#include "json/plan.h"
#include "json/wire.h"
#include "json/wire_to_json.h"
#include "status/macros.h"

// What protobuf's conformance runner tests: reads requests from standard input and writes answers
// to standard output, each with its length before it, until the input ends. Its last argument is a
// file with a FileDescriptorSet of the messages to be tested; the runner puts the program's name
// before it once more.
//
// Requests and answers are read and written by their numbers in conformance.proto.
namespace ett::json {
namespace {

enum WireFormat : std::uint64_t { kProtobuf = 1, kJson = 2 };
enum Category : std::uint64_t { kIgnoreUnknown = 3 };
enum Answer : std::uint32_t {
  kParseError = 1,
  kRuntimeError = 2,
  kProtobufPayload = 3,
  kJsonPayload = 4,
  kSkipped = 5,
  kSerializeError = 6,
};

struct Request {
  std::uint32_t format = 0;  // number of the payload's field: 1 protobuf, 2 JSON
  absl::string_view payload;
  std::uint64_t wanted = 0;
  absl::string_view type;
  std::uint64_t category = 0;
};

Request RequestOf(absl::string_view wire) {
  Request request;
  WireReader reader(wire);
  Piece piece;
  while (!reader.done() && reader.Next(piece)) {
    switch (piece.number) {
      case 1:
      case 2:
      case 7:
      case 8:
        request.format = piece.number;
        request.payload = piece.bytes;
        break;
      case 3:
        request.wanted = piece.bits;
        break;
      case 4:
        request.type = piece.bytes;
        break;
      case 5:
        request.category = piece.bits;
        break;
      default:
        break;
    }
  }
  return request;
}

std::string Told(Answer answer, absl::string_view what) {
  std::string wire;
  AppendTag(answer, WireType::kBytes, wire);
  AppendBytes(what, wire);
  return wire;
}

absl::StatusOr<std::string> Parsed(const MessagePlan& plan, const Request& request) {
  if (request.format == kProtobuf) return CanonicalWire(plan, request.payload);
  ParseOptions options;
  options.ignore_unknown = request.category == kIgnoreUnknown;
  ASSIGN_OR_RETURN(const std::string wire, WireOf(plan, request.payload, options));
  return CanonicalWire(plan, wire);
}

std::string AnswerTo(const Plans& plans, absl::string_view wire) {
  const Request request = RequestOf(wire);
  // The runner asks first which tests are known to fail.
  if (request.type == "conformance.FailureSet") return Told(kProtobufPayload, "");
  if (request.format > kJson || request.wanted > kJson) return Told(kSkipped, "neither format");
  const MessagePlan* plan = plans.Find(request.type);
  if (plan == nullptr) return Told(kRuntimeError, absl::StrCat("unknown: ", request.type));
  const absl::StatusOr<std::string> parsed = Parsed(*plan, request);
  if (!parsed.ok()) return Told(kParseError, parsed.status().message());
  if (request.wanted == kProtobuf) return Told(kProtobufPayload, *parsed);
  const absl::StatusOr<std::string> json = JsonOf(*plan, *parsed);
  return json.ok() ? Told(kJsonPayload, *json) : Told(kSerializeError, json.status().message());
}

bool Load(const char* path, google::protobuf::DescriptorPool& pool) {
  std::ifstream file(path, std::ios::binary);
  google::protobuf::FileDescriptorSet set;
  if (!set.ParseFromIstream(&file)) return false;
  for (const auto& each : set.file()) {
    if (pool.BuildFile(each) == nullptr) return false;
  }
  return true;
}

// Lengths are four bytes, the lowest first.
bool ReadFramed(std::istream& from, std::string& message) {
  std::array<unsigned char, 4> length{};
  if (!from.read(reinterpret_cast<char*>(length.data()), length.size())) return false;
  message.resize(length[0] | length[1] << 8U | length[2] << 16U |
                 static_cast<std::size_t>(length[3]) << 24U);
  return static_cast<bool>(from.read(message.data(), static_cast<std::streamsize>(message.size())));
}

void WriteFramed(absl::string_view message, std::ostream& to) {
  std::string framed;
  AppendBits(WireType::kFixed32, message.size(), framed);
  absl::StrAppend(&framed, message);
  to.write(framed.data(), static_cast<std::streamsize>(framed.size())).flush();
}

int Serve(const char* descriptors) {
  google::protobuf::DescriptorPool pool;
  if (!Load(descriptors, pool)) {
    std::cerr << descriptors << ": no descriptors\n";
    return 1;
  }
  const Plans plans(pool);
  std::string request;
  while (ReadFramed(std::cin, request)) WriteFramed(AnswerTo(plans, request), std::cout);
  return 0;
}

}  // namespace
}  // namespace ett::json

int main(int argc, char** argv) {
  if (argc > 1) return ett::json::Serve(argv[argc - 1]);
  std::cerr << "usage: json_conformance DESCRIPTORS\n";
  return 2;
}
