#include "json/json_to_wire.h"

#include "absl/strings/str_cat.h"
#include "json/parser.h"
#include "json/reader.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::json {
namespace {

// Gathers the paths that a message's JSON has.
class BodyPaths {
 public:
  explicit BodyPaths(absl::string_view json) : reader_(json) {}

  absl::StatusOr<std::vector<std::string>> Of(const MessagePlan& plan, const FieldTree* except) {
    if (!Object(plan, except, "") || !reader_.ExpectEnd()) {
      return status::InvalidField("body", reader_.Problem(), reader_.Found(), "MALFORMED_JSON");
    }
    return std::move(paths_);
  }

 private:
  bool Object(const MessagePlan& plan, const FieldTree* except, const std::string& prefix) {
    if (!reader_.Expect('{')) return false;
    if (reader_.Take('}')) return true;
    do {
      absl::string_view name;
      if (!reader_.ReadName(name)) return false;
      const FieldPlan* field = plan.FindByName(name);
      const FieldTree* here =
          field == nullptr || except == nullptr ? nullptr : except->Find(*field);
      const bool passed = field == nullptr || (here != nullptr && here->whole());
      if (passed ? !reader_.Skip() : !Member(*field, here, prefix)) return false;
    } while (reader_.Take(','));
    return reader_.Expect('}');
  }

  bool Member(const FieldPlan& field, const FieldTree* except, const std::string& prefix) {
    const std::string path = absl::StrCat(prefix, field.name);
    const bool plain = field.message != nullptr && !field.repeated &&
                       field.message->well_known() == WellKnown::kNone;
    if (plain && depth_ < kMaxDepth && reader_.Peek() == '{' && !IsEmptyObject()) {
      ++depth_;
      const bool read = Object(*field.message, except, absl::StrCat(path, "."));
      --depth_;
      return read;
    }
    paths_.push_back(path);
    return reader_.Skip();
  }

  bool IsEmptyObject() {
    const std::size_t start = reader_.place();
    const bool empty = reader_.Take('{') && reader_.Take('}');
    reader_.Return(start);
    return empty;
  }

  Reader reader_;
  int depth_ = 0;
  std::vector<std::string> paths_;
};

}  // namespace

absl::StatusOr<std::string> WireOf(const MessagePlan& plan, absl::string_view json,
                                   const ParseOptions& options) {
  std::string wire;
  wire.reserve(json.size() / 2);
  RETURN_IF_ERROR(Parser(json, options, wire).Whole(plan));
  return wire;
}

absl::StatusOr<std::string> WireOfField(const FieldPlan& field, absl::string_view json,
                                        const ParseOptions& options) {
  std::string wire;
  wire.reserve(json.size() / 2);
  RETURN_IF_ERROR(Parser(json, options, wire).Whole(field));
  return wire;
}

absl::StatusOr<std::vector<std::string>> MaskOf(const MessagePlan& plan, absl::string_view json,
                                                const FieldTree* except) {
  return BodyPaths(json).Of(plan, except);
}

}  // namespace ett::json
