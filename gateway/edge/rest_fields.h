#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "gateway/edge/caller.h"
#include "gateway/edge/config.h"
#include "gateway/edge/schema.h"
#include "json/field_tree.h"
#include "json/text_fields.h"

namespace ett::edge {

// What a request of REST says besides its body: by its path, its query and its headers.
//   If-Match         the field `etag`, of the request or of the resource in its body
//   Idempotency-Key  the field `request_id`
//   Last-Event-ID    the field `resume_token`
//   ?$fields=a,b.c   the fields of the answer that are wanted
struct RestFields {
  // INVALID_ARGUMENT names the parameter, what was wanted and what came.
  static absl::StatusOr<RestFields> Of(const Route& route, const PathValues& values,
                                       const RequestHead& head, const Config& config);

  json::TextFields text;
  std::optional<json::FieldTree> shown;  // of the answer
};

// What of an answer is its body: all of it, or the field that the route names.
struct AnswerBody {
  const json::MessagePlan* message = nullptr;  // of the answer
  const json::FieldPlan* field = nullptr;      // null for all of it
};
AnswerBody BodyOfAnswer(const Route& route);

}  // namespace ett::edge
