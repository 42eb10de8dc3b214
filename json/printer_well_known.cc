#include <bit>
#include <cmath>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "json/json_text.h"
#include "json/printer.h"
#include "json/well_known_text.h"
#include "status/macros.h"

namespace ett::json {
namespace {

// The last piece of the field with a number; empty when there is none.
Piece LastOf(const std::vector<Occurrence>& found, std::size_t begin, std::uint32_t number) {
  Piece last;
  for (std::size_t i = begin; i < found.size(); ++i) {
    if (found[i].field != Occurrence::kUnknown && found[i].piece.number == number) {
      last = found[i].piece;
    }
  }
  return last;
}

absl::Status OutOfRange(const MessagePlan& plan) {
  return absl::InternalError(absl::StrCat("the message does not fit its contract: a ",
                                          plan.descriptor().full_name(),
                                          " that JSON has no text for"));
}

Span Known(const std::vector<Occurrence>& found, std::size_t begin) {
  Span span{begin, begin};
  while (span.end < found.size() && found[span.end].field != Occurrence::kUnknown) ++span.end;
  return span;
}

}  // namespace

absl::Status Printer::WellKnownMessage(const MessagePlan& plan, absl::string_view wire) {
  const std::size_t begin = found_.size();
  if (!ScanFields(plan, wire, found_)) return Malformed(plan);
  absl::Status status;
  switch (plan.well_known()) {
    case WellKnown::kAny:
      status = Any(plan, begin);
      break;
    case WellKnown::kTimestamp:
    case WellKnown::kDuration:
      status = Moment(plan, begin);
      break;
    case WellKnown::kFieldMask:
      status = FieldMask(plan, begin);
      break;
    case WellKnown::kStruct:
      status = Map(plan.fields()[0], Known(found_, begin));
      break;
    case WellKnown::kListValue:
      status = List(plan.fields()[0], Known(found_, begin), nullptr);
      break;
    case WellKnown::kValue:
      status = DynamicValue(plan, begin);
      break;
    default:
      status = Wrapper(plan, begin);
  }
  found_.resize(begin);
  return status;
}

absl::Status Printer::Any(const MessagePlan& plan, std::size_t begin) {
  const absl::string_view url = LastOf(found_, begin, 1).bytes;
  const absl::string_view bytes = LastOf(found_, begin, 2).bytes;
  if (url.empty() && bytes.empty()) {
    json_.append("{}");
    return absl::OkStatus();
  }
  const std::size_t slash = url.rfind('/');
  const MessagePlan* type =
      slash == absl::string_view::npos ? nullptr : plan.plans().Find(url.substr(slash + 1));
  const std::size_t start = json_.size();
  const std::size_t found = found_.size();
  const int depth = depth_;
  absl::Status status = absl::InternalError(absl::StrCat(
      "the message does not fit its contract: an Any of the unknown type \"", url, "\""));
  if (type != nullptr) {
    json_.append("{\"@type\":");
    RETURN_IF_ERROR(Text(plan.fields()[0], url));
    status = AnyOf(*type, bytes);
  }
  if (status.ok() || !options_.unknown_any_as_bytes) return status;
  json_.resize(start);
  found_.resize(found);
  depth_ = depth;
  return UnknownAny(url, bytes);
}

absl::Status Printer::AnyOf(const MessagePlan& plan, absl::string_view wire) {
  if (plan.well_known() != WellKnown::kNone) {
    json_.append(",\"value\":");
    RETURN_IF_ERROR(Message(plan, wire, nullptr));
  } else {
    if (++depth_ > kMaxDepth) return Malformed(plan);
    const std::size_t begin = found_.size();
    if (!ScanFields(plan, wire, found_)) return Malformed(plan);
    RETURN_IF_ERROR(Members(plan, begin, nullptr));
    --depth_;
  }
  json_.push_back('}');
  return absl::OkStatus();
}

absl::Status Printer::UnknownAny(absl::string_view url, absl::string_view bytes) {
  json_.append("{\"@type\":");
  if (!AppendJsonString(url, json_)) {
    return absl::InternalError("the message does not fit its contract: a type that is not UTF-8");
  }
  absl::StrAppend(&json_, ",\"value\":\"", absl::Base64Escape(bytes), "\"}");
  return absl::OkStatus();
}

absl::Status Printer::Moment(const MessagePlan& plan, std::size_t begin) {
  const auto seconds = static_cast<std::int64_t>(LastOf(found_, begin, 1).bits);
  const auto nanos = static_cast<std::int32_t>(LastOf(found_, begin, 2).bits);
  json_.push_back('"');
  const bool told = plan.well_known() == WellKnown::kTimestamp
                        ? AppendTimestampText(seconds, nanos, json_)
                        : AppendDurationText(seconds, nanos, json_);
  if (!told) return OutOfRange(plan);
  json_.push_back('"');
  return absl::OkStatus();
}

absl::Status Printer::FieldMask(const MessagePlan& plan, std::size_t begin) {
  std::string paths;
  const Span span = Known(found_, begin);
  for (std::size_t i = span.begin; i < span.end; ++i) {
    if (i != span.begin) paths.push_back(',');
    if (!AppendMaskPathText(found_[i].piece.bytes, paths)) return OutOfRange(plan);
  }
  return Text(plan.fields()[0], paths);
}

absl::Status Printer::DynamicValue(const MessagePlan& plan, std::size_t begin) {
  const Span span = Known(found_, begin);
  if (span.begin == span.end) {
    json_.append("null");
    return absl::OkStatus();
  }
  const FieldPlan& field = plan.fields()[found_[span.begin].field];
  if (field.type == google::protobuf::FieldDescriptor::TYPE_DOUBLE &&
      !std::isfinite(std::bit_cast<double>(found_[span.end - 1].piece.bits))) {
    return OutOfRange(plan);
  }
  return Single(field, span, nullptr);
}

absl::Status Printer::Wrapper(const MessagePlan& plan, std::size_t begin) {
  const Span span = Known(found_, begin);
  if (span.begin != span.end) return Single(plan.fields()[0], span, nullptr);
  Default(plan.fields()[0]);
  return absl::OkStatus();
}

}  // namespace ett::json
