#include "records/xml_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "absl/strings/str_cat.h"
#include "status/macros.h"
#include "status/matchers.h"

namespace ett::records {
namespace {

using absl::StatusCode;
using status::IsOk;
using status::StatusSays;

// Writes down what it is told.
class Notes final : public XmlEvents {
 public:
  absl::Status OnOpen(absl::string_view name, const XmlAttributes& attributes) override {
    absl::StrAppend(&told, "<", name, attributes.Get("a"), ">");
    return absl::OkStatus();
  }
  absl::Status OnClose(absl::string_view name, absl::string_view text) override {
    absl::StrAppend(&told, text, "</", name, ">");
    return absl::OkStatus();
  }
  std::string told;
};

absl::Status Read(const std::vector<std::string>& pieces, Notes& notes) {
  XmlReader reader("", notes);
  for (const std::string& piece : pieces) RETURN_IF_ERROR(reader.Feed(piece));
  return reader.Finish();
}

absl::Status Read(const std::string& text) {
  Notes notes;
  return Read(std::vector<std::string>{text}, notes);
}

constexpr char kSample[] =
    "\xEF\xBB\xBF<?xml version='1.0'?><r xmlns='urn:x' xmlns:y='urn:y'><y:b y:a='1' c='2'>"
    "\xC3\x98&amp;<!-- no --><![CDATA[<]]></y:b><c/></r>";

TEST(XmlReaderTest, ElementsComeByLocalNameWithTheirText) {
  Notes notes;
  EXPECT_THAT(Read({kSample}, notes), IsOk());
  EXPECT_EQ(notes.told, "<r><b1>\xC3\x98&<</b><c></c></r>");
}

RC_GTEST_PROP(XmlReaderPropertyTest, PiecesMayEndAnywhere, ()) {
  std::vector<std::string> pieces = {""};
  for (const char c : std::string(kSample)) {
    if (*rc::gen::inRange(0, 4) == 0) pieces.emplace_back();
    pieces.back().push_back(c);
  }
  Notes whole;
  Notes cut;
  RC_ASSERT(Read({kSample}, whole).ok());
  RC_ASSERT(Read(pieces, cut).ok());
  RC_ASSERT(whole.told == cut.told);
}

TEST(XmlReaderTest, DocumentTypesAndTheirEntitiesAreRefusedAtOnce) {
  EXPECT_THAT(Read("<!DOCTYPE lolz [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><r>&b;</r>"),
              StatusSays(StatusCode::kInvalidArgument, "line 1: a DOCTYPE"));
  EXPECT_THAT(Read("<!DOCTYPE r SYSTEM 'file:///etc/passwd'><r/>"),
              StatusSays(StatusCode::kInvalidArgument, "a DOCTYPE"));
  EXPECT_THAT(Read("<r>&undeclared;</r>"), StatusSays(StatusCode::kInvalidArgument, "entity"));
}

TEST(XmlReaderTest, BrokenXmlIsRefusedWithItsLine) {
  EXPECT_THAT(Read("<r>\n<a>\n</b></r>"),
              StatusSays(StatusCode::kInvalidArgument, "line 3: mismatched tag"));
  EXPECT_THAT(Read("<r>\n<a>"),
              StatusSays(StatusCode::kInvalidArgument, "line 2: the end in the middle"));
  EXPECT_THAT(Read(""), StatusSays(StatusCode::kInvalidArgument, "the end in the middle"));
  EXPECT_THAT(Read("<r>\xFF</r>"), StatusSays(StatusCode::kInvalidArgument, "not well-formed"));
}

TEST(XmlReaderTest, NothingIsKeptThatIsLongerOrDeeperThanItMayBe) {
  std::string deep;
  for (int i = 0; i <= XmlReader::kDeepest; ++i) absl::StrAppend(&deep, "<a>");
  EXPECT_THAT(Read(deep), StatusSays(StatusCode::kInvalidArgument, "elements deep"));
  const std::string text(XmlReader::kLongestText + 1, 'x');
  EXPECT_THAT(Read(absl::StrCat("<r>", text)),
              StatusSays(StatusCode::kInvalidArgument, "bytes of text"));
  const std::string tag(XmlReader::kLongestMark + 10, 'x');
  EXPECT_THAT(Read(absl::StrCat("<r a='", tag)),
              StatusSays(StatusCode::kInvalidArgument, "bytes of a tag"));
}

}  // namespace
}  // namespace ett::records
