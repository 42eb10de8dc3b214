#include "records/workbook.h"

#include <map>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::records {
namespace {

constexpr std::size_t kPiece = 16 << 10;
constexpr std::size_t kMostSheets = 1000;
constexpr std::size_t kMostStyles = 100'000;

absl::Status TooLarge(absl::string_view wanted) {
  return status::InvalidField("chunk", wanted, "more", "TOO_LARGE");
}

int NumberOf(absl::string_view text) {
  int number = 0;
  return absl::SimpleAtoi(text, &number) ? number : 0;
}

bool IsTrue(absl::string_view text) { return text == "1" || text == "true"; }

// What a part refers to, by id.
class Relationships final : public XmlEvents {
 public:
  struct Target {
    std::string type;  // the last word of it
    std::string part;
  };

  // `folder` is that of the part, `xl/`.
  explicit Relationships(std::string folder) : folder_(std::move(folder)) {}

  absl::Status OnOpen(absl::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship") return absl::OkStatus();
    const absl::string_view type = attributes.Get("Type");
    absl::string_view target = attributes.Get("Target");
    const bool is_absolute = absl::ConsumePrefix(&target, "/");
    targets_[std::string(attributes.Get("Id"))] = {
        std::string(type.substr(type.rfind('/') + 1)),
        is_absolute ? std::string(target) : absl::StrCat(folder_, target)};
    return targets_.size() > kMostStyles ? TooLarge("fewer relationships") : absl::OkStatus();
  }
  absl::Status OnClose(absl::string_view, absl::string_view) override { return absl::OkStatus(); }

  std::string PartOf(const std::string& id) const {
    const auto found = targets_.find(id);
    return found == targets_.end() ? "" : found->second.part;
  }
  std::string PartOfType(absl::string_view type) const {
    for (const auto& [id, target] : targets_) {
      if (target.type == type) return target.part;
    }
    return "";
  }

 private:
  const std::string folder_;
  std::map<std::string, Target> targets_;
};

class SheetList final : public XmlEvents {
 public:
  SheetList(const Relationships& related, Workbook& workbook)
      : related_(related), workbook_(workbook) {}

  absl::Status OnOpen(absl::string_view name, const XmlAttributes& attributes) override {
    if (name == "workbookPr") workbook_.from_1904 = IsTrue(attributes.Get("date1904"));
    if (name != "sheet") return absl::OkStatus();
    const absl::string_view state = attributes.Get("state");
    workbook_.sheets.push_back({std::string(attributes.Get("name")),
                                related_.PartOf(std::string(attributes.Get("id"))),
                                !state.empty() && state != "visible"});
    return workbook_.sheets.size() > kMostSheets ? TooLarge("at most 1000 sheets")
                                                 : absl::OkStatus();
  }
  absl::Status OnClose(absl::string_view, absl::string_view) override { return absl::OkStatus(); }

 private:
  const Relationships& related_;
  Workbook& workbook_;
};

class TextList final : public XmlEvents {
 public:
  explicit TextList(SharedTexts& texts) : texts_(texts) {}

  absl::Status OnOpen(absl::string_view name, const XmlAttributes&) override {
    if (name == "si") text_.clear();
    if (name == "rPh") is_phonetic_ = true;
    return absl::OkStatus();
  }
  absl::Status OnClose(absl::string_view name, absl::string_view text) override {
    if (name == "t" && !is_phonetic_ && text_.size() <= XmlReader::kLongestText) {
      absl::StrAppend(&text_, text);
    }
    if (name == "rPh") is_phonetic_ = false;
    if (name != "si" || texts_.Add(text_)) return absl::OkStatus();
    return TooLarge(absl::StrCat("shared texts of at most ", SharedTexts::kMostBytes, " bytes"));
  }

 private:
  SharedTexts& texts_;
  std::string text_;
  bool is_phonetic_ = false;
};

class StyleList final : public XmlEvents {
 public:
  explicit StyleList(std::vector<CellStyle>& styles) : styles_(styles) {}

  absl::Status OnOpen(absl::string_view name, const XmlAttributes& attributes) override {
    const int number = NumberOf(attributes.Get("numFmtId"));
    if (name == "numFmt") codes_[number] = StyleOfCode(attributes.Get("formatCode"));
    if (name == "cellXfs") is_of_cells_ = true;
    if (name == "xf" && is_of_cells_) {
      const auto code = codes_.find(number);
      styles_.push_back(code == codes_.end() ? StyleOfBuiltin(number) : code->second);
    }
    return styles_.size() + codes_.size() > kMostStyles ? TooLarge("at most 100 000 styles")
                                                        : absl::OkStatus();
  }
  absl::Status OnClose(absl::string_view name, absl::string_view) override {
    if (name == "cellXfs") is_of_cells_ = false;
    return absl::OkStatus();
  }

 private:
  std::vector<CellStyle>& styles_;
  std::map<int, CellStyle> codes_;
  bool is_of_cells_ = false;
};

class ValueSought final : public XmlEvents {
 public:
  absl::Status OnOpen(absl::string_view, const XmlAttributes&) override { return absl::OkStatus(); }
  absl::Status OnClose(absl::string_view name, absl::string_view text) override {
    found |= (name == "v" || name == "t") && !text.empty();
    return absl::OkStatus();
  }
  bool found = false;
};

}  // namespace

bool SharedTexts::Add(absl::string_view text) {
  if (texts_.size() + text.size() > kMostBytes || ends_.size() >= kMostTexts) return false;
  absl::StrAppend(&texts_, text);
  ends_.push_back(static_cast<std::uint32_t>(texts_.size()));
  return true;
}

absl::string_view SharedTexts::Get(std::size_t number) const {
  if (number >= ends_.size()) return "";
  const std::size_t begin = number == 0 ? 0 : ends_[number - 1];
  return absl::string_view(texts_).substr(begin, ends_[number] - begin);
}

absl::Status ReadPart(Archive& archive, const std::string& part, XmlEvents& events) {
  ASSIGN_OR_RETURN(Archive::Part bytes, archive.Find(part));
  XmlReader reader(part, events);
  while (true) {
    ASSIGN_OR_RETURN(const std::string piece, bytes.Read(kPiece));
    if (piece.empty()) return reader.Finish();
    RETURN_IF_ERROR(reader.Feed(piece));
  }
}

absl::StatusOr<bool> HasCells(Archive& archive, const Sheet& sheet) {
  ASSIGN_OR_RETURN(Archive::Part bytes, archive.Find(sheet.part));
  ValueSought sought;
  XmlReader reader(sheet.part, sought);
  while (!sought.found) {
    ASSIGN_OR_RETURN(const std::string piece, bytes.Read(kPiece));
    if (piece.empty()) break;
    RETURN_IF_ERROR(reader.Feed(piece));
  }
  return sought.found;
}

absl::StatusOr<Workbook> ReadWorkbook(Archive& archive) {
  Relationships of_package("");
  RETURN_IF_ERROR(ReadPart(archive, "_rels/.rels", of_package));
  const std::string book = of_package.PartOfType("officeDocument");
  const std::size_t slash = book.rfind('/') + 1;  // 0 where there is none
  const std::string folder = book.substr(0, slash);
  Relationships related(folder);
  const std::string relations = absl::StrCat(folder, "_rels/", book.substr(slash), ".rels");
  RETURN_IF_ERROR(ReadPart(archive, relations, related));
  Workbook workbook;
  SheetList sheets(related, workbook);
  RETURN_IF_ERROR(ReadPart(archive, book, sheets));
  const std::string texts = related.PartOfType("sharedStrings");
  if (!texts.empty() && archive.Has(texts)) {
    TextList list(workbook.texts);
    RETURN_IF_ERROR(ReadPart(archive, texts, list));
  }
  const std::string styles = related.PartOfType("styles");
  if (!styles.empty() && archive.Has(styles)) {
    StyleList list(workbook.styles);
    RETURN_IF_ERROR(ReadPart(archive, styles, list));
  }
  return workbook;
}

}  // namespace ett::records
