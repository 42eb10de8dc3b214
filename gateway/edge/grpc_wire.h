#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "gateway/edge/headers.h"

// gRPC over HTTP/2, https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md.
namespace ett::edge {

// `100m` → 100 ms. Nothing when it is not a timeout: at most eight digits and a unit.
std::optional<absl::Duration> ParseTimeout(absl::string_view text);
// Rounded up, so that nobody is told less than there is; at least a millisecond.
std::string FormatTimeout(absl::Duration timeout);

// `grpc-message`: all but printable ASCII, and `%`, as %XX.
std::string EncodeMessage(absl::string_view text);
std::string DecodeMessage(absl::string_view text);

// A message with its prefix, uncompressed.
std::string Frame(absl::string_view message);
// The bytes of a frame before its message: whether it is compressed, and its size.
constexpr std::size_t kFramePrefix = 5;
// How long the message of the frame is that begins here; nothing before its prefix is whole.
std::optional<std::size_t> MessageSize(absl::string_view frames);

// The status of trailers, with its details; UNKNOWN when they have none.
absl::Status StatusOf(const Headers& trailers);
// The number of `grpc-status`; that of UNKNOWN where there is none.
int GrpcCodeOf(const Headers& trailers);
// grpc-status, grpc-message and grpc-status-details-bin.
Headers TrailersOf(const absl::Status& status);

// Whether a content type is gRPC's with messages of protobuf, `application/grpc` or with `+proto`.
bool IsGrpc(absl::string_view content_type);

}  // namespace ett::edge
