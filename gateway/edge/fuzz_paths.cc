#include <utility>

#include "absl/strings/str_split.h"
#include "gateway/edge/address.h"
#include "gateway/edge/grpc_wire.h"
#include "gateway/edge/percent.h"
#include "gateway/edge/route_table.h"
#include "gateway/edge/testing/fuzzed.h"
#include "gateway/edge/web_text.h"

namespace ett::edge::testing {
namespace {

// A template fits the same paths alone as in a table.
void Match(absl::string_view text, absl::string_view path) {
  absl::StatusOr<PathTemplate> parsed = PathTemplate::Parse(text);
  if (!parsed.ok()) return;
  const std::optional<PathValues> values = parsed->Match(path);
  RouteTable table;
  table.Add("GET", *std::move(parsed), 0);
  const RouteTable::Found found = table.Find("GET", path);
  Require(found.id.has_value() == values.has_value(), "alone as in a table");
  if (values.has_value()) Require(found.values == *values, "the same values");
  Require(table.Find("PUT", path).allowed.empty() == !values.has_value(), "the methods of a path");
}

// Texts of HTTP: what is undone is not longer, and a message comes back.
void Read(absl::string_view text) {
  for (const Keep keep : {Keep::kNothing, Keep::kSlash, Keep::kPlusAsSpace}) {
    Require(PercentDecode(text, keep).size() <= text.size(), "decoding makes shorter");
  }
  Require(DecodeMessage(EncodeMessage(text)) == text, "a message comes back");
  (void)DecodeMessage(text);
  std::size_t size = 0;
  for (const auto& [name, value] : ParseQuery(QueryOf(text))) size += name.size() + value.size();
  Require(PathOf(text).size() + size <= text.size(), "a query is what it was");
  (void)MediaType(text);
  (void)ParameterOf(text, "boundary");
  (void)Accepts(text, "text/event-stream");
  (void)ParseAddress(std::string(text));
  const std::optional<absl::Duration> timeout = ParseTimeout(text);
  if (timeout.has_value()) Require(*timeout >= absl::ZeroDuration(), "time does not go back");
}

}  // namespace
}  // namespace ett::edge::testing

// A template, a line feed, a path; each of them is read as other texts too.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ett::edge::testing;
  const std::pair<absl::string_view, absl::string_view> texts =
      absl::StrSplit(TextOf(data, size), absl::MaxSplits('\n', 1));
  Match(texts.first, texts.second);
  Read(texts.first);
  Read(texts.second);
  return 0;
}
