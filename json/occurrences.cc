#include "json/occurrences.h"

#include <algorithm>
#include <iterator>

#include "absl/container/inlined_vector.h"

namespace ett::json {
namespace {

bool Fits(const FieldPlan& field, const Piece& piece) {
  return piece.type == field.wire_type || (field.packable() && piece.type == WireType::kBytes);
}

// The member of each oneof that was set last, and since when.
class Choices {
 public:
  explicit Choices(const MessagePlan& plan) : choices_(plan.oneof_count()) {}

  void Set(const FieldPlan& field, std::size_t place) {
    Choice& choice = choices_[field.oneof];
    if (choice.field != field.index) choice = {field.index, place};
  }

  bool IsLost(const FieldPlan& field, std::size_t place) const {
    if (field.oneof < 0) return false;
    const Choice& choice = choices_[field.oneof];
    return choice.field != field.index || place < choice.since;
  }

 private:
  struct Choice {
    int field = -1;
    std::size_t since = 0;
  };
  absl::InlinedVector<Choice, 4> choices_;
};

void DropLost(const MessagePlan& plan, const Choices& choices, std::size_t begin,
              std::vector<Occurrence>& found) {
  std::size_t kept = begin;
  for (std::size_t i = begin; i < found.size(); ++i) {
    const int index = found[i].field;
    if (index != Occurrence::kUnknown && choices.IsLost(plan.fields()[index], i)) continue;
    if (kept != i) found[kept] = found[i];
    ++kept;
  }
  found.resize(kept);
}

}  // namespace

bool ScanFields(const MessagePlan& plan, absl::string_view wire, std::vector<Occurrence>& found) {
  const std::size_t begin = found.size();
  Choices choices(plan);
  bool sorted = true;
  int last = 0;
  WireReader reader(wire);
  while (!reader.done()) {
    Occurrence next;
    if (!reader.Next(next.piece)) return false;
    const FieldPlan* field = plan.FindByNumber(next.piece.number);
    if (field != nullptr && Fits(*field, next.piece)) {
      next.field = field->index;
      next.piece.bits = Normal(field->type, next.piece.bits);
      if (field->oneof >= 0) choices.Set(*field, found.size());
    }
    sorted = sorted && next.field >= last;
    last = next.field;
    found.push_back(next);
  }
  if (plan.oneof_count() > 0) DropLost(plan, choices, begin, found);
  if (!sorted) {
    std::stable_sort(std::next(found.begin(), static_cast<std::ptrdiff_t>(begin)), found.end(),
                     [](const auto& a, const auto& b) { return a.field < b.field; });
  }
  return true;
}

absl::string_view Merged(const std::vector<Occurrence>& found, Span span, std::string& buffer) {
  if (span.end - span.begin == 1) return found[span.begin].piece.bytes;
  for (std::size_t i = span.begin; i < span.end; ++i) {
    buffer.append(found[i].piece.bytes.data(), found[i].piece.bytes.size());
  }
  return buffer;
}

}  // namespace ett::json
