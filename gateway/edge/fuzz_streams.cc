#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gateway/edge/form.h"
#include "gateway/edge/frame_queue.h"
#include "gateway/edge/json_values.h"
#include "gateway/edge/testing/fuzzed.h"

namespace ett::edge::testing {
namespace {

constexpr std::size_t kMost = 1 << 16;  // more than a fuzzer gives

// What was read of a stream, and how it ended.
struct Read {
  std::vector<std::string> parts;
  absl::StatusCode end = absl::StatusCode::kOk;

  bool operator==(const Read& other) const = default;
};

Read ReadValues(JsonValues::Form form, absl::string_view text, std::size_t piece) {
  Read read;
  JsonValues values(form, kMost);
  const auto add = [&](absl::string_view value) {
    read.parts.emplace_back(value);
    return absl::OkStatus();
  };
  absl::Status status;
  InPieces(text, piece, [&](absl::string_view bytes) {
    status = values.Take(bytes, add);
    return status.ok();
  });
  if (status.ok()) status = values.End(add);
  read.end = status.code();
  return read;
}

// The bytes of a file are one part, however many pieces they came in.
Read ReadForm(absl::string_view text, std::size_t piece) {
  Read read;
  std::string file;
  Form form("b", kMost);
  const auto add = [&](const FormPiece& each) {
    const std::string name = absl::StrCat(each.is_file ? "file " : "field ", each.name, "=");
    const bool goes_on = each.is_file && file == name;
    file = each.is_file ? name : "";
    if (!goes_on) read.parts.push_back(name);
    absl::StrAppend(&read.parts.back(), each.bytes);
    return absl::OkStatus();
  };
  absl::Status status;
  InPieces(text, piece, [&](absl::string_view bytes) {
    status = form.Take(bytes, add);
    return status.ok();
  });
  if (status.ok()) status = form.End();
  read.end = status.code();
  return read;
}

Read ReadFrames(absl::string_view text, std::size_t piece) {
  Read read;
  FrameQueue frames(kMost);
  InPieces(text, piece, [&](absl::string_view bytes) {
    frames.Add(bytes);
    while (const std::optional<MessageFrame> frame = frames.Next()) {
      read.parts.push_back(absl::StrCat(frame->compressed ? "compressed " : "", frame->bytes));
    }
    return !frames.next_is_too_large();
  });
  if (!frames.empty()) read.end = absl::StatusCode::kInvalidArgument;
  return read;
}

}  // namespace
}  // namespace ett::edge::testing

// A stream is read as the same however it comes. The first byte says in pieces of which size.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ett::edge;
  using namespace ett::edge::testing;
  if (size == 0) return 0;
  const std::size_t piece = 1 + data[0] % 32;
  const absl::string_view text = TextOf(data + 1, size - 1);
  for (const auto form : {JsonValues::Form::kArray, JsonValues::Form::kLines}) {
    Require(ReadValues(form, text, piece) == ReadValues(form, text, size), "the same values");
  }
  Require(ReadForm(text, piece) == ReadForm(text, size), "the same form");
  Require(ReadFrames(text, piece) == ReadFrames(text, size), "the same frames");
  return 0;
}
