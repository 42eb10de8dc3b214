#pragma once

#include <memory>
#include <string>

#include "gateway/edge/caller.h"
#include "gateway/edge/config.h"
#include "gateway/edge/dialect.h"
#include "gateway/edge/reply.h"
#include "gateway/edge/schema.h"
#include "gateway/edge/worker.h"

namespace ett::edge {

// What a request speaks, and which method it asks for.
struct Spoken {
  std::string protocol;  // `grpc-web`, `connect` or `rest`
  const Method* method = nullptr;
  std::unique_ptr<Dialect> dialect;
  limits::CallCount::Place place;  // to be kept as long as the call runs
  Admitted caller;
};

// gRPC-Web and Connect by their content types, REST by its path. Where there is nothing to ask a
// service, the reply is whole, and says so.
Spoken FindDialect(const std::shared_ptr<const Schema>& schema, Worker& worker,
                   const RequestHead& head, Reply& reply);

// Of gRPC-Web, binary or in base64, with messages of protobuf:
// https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-WEB.md.
bool IsGrpcWeb(absl::string_view content_type);
// `method` is null where there is none, and only the refusal is to be said.
std::unique_ptr<Dialect> MakeGrpcWeb(const Method* method, const Config& config,
                                     const RequestHead& head, Reply& reply);

// What a call of one method by one dialect needs.
struct WebAsked {
  const Method& method;
  const Config& config;
  const RequestHead& head;  // lives as long as the dialect
  Reply& reply;
};

// Connect, https://connectrpc.com/docs/protocol; of a request for the path of a method.
bool IsConnect(const RequestHead& head);
// Null, and the reply whole, for what is none.
std::unique_ptr<Dialect> MakeConnect(const WebAsked& asked);
// The status as Connect says it; `http_status` 0 is the one by its code.
void RefuseConnect(Reply& reply, const absl::Status& status, int http_status = 0);

// REST, as google.api.http says. Null, and the reply whole, for what cannot be asked.
std::unique_ptr<Dialect> MakeRest(const WebAsked& asked, const Route& route,
                                  const PathValues& values);

}  // namespace ett::edge
