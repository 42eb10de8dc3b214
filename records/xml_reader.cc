#include "records/xml_reader.h"

#include "absl/strings/str_cat.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::records {
namespace {

// Names come as `namespace local`.
absl::string_view LocalName(absl::string_view name) {
  const std::size_t at = name.rfind(' ');
  return at == absl::string_view::npos ? name : name.substr(at + 1);
}

}  // namespace

absl::string_view XmlAttributes::Get(absl::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
    if (LocalName(*pair) == name) return pair[1];
  }
  return "";
}

XmlReader::XmlReader(std::string part, XmlEvents& events)
    : part_(std::move(part)),
      events_(events),
      parser_(XML_ParserCreateNS(nullptr, ' '), XML_ParserFree) {
  XML_SetUserData(parser_.get(), this);
  XML_SetElementHandler(parser_.get(), OnOpen, OnClose);
  XML_SetCharacterDataHandler(parser_.get(), OnText);
  XML_SetStartDoctypeDeclHandler(parser_.get(), OnDoctype);
}

std::int64_t XmlReader::line() const {
  return static_cast<std::int64_t>(XML_GetCurrentLineNumber(parser_.get()));
}

absl::Status XmlReader::Broken(absl::string_view reason, absl::string_view wanted,
                               absl::string_view came) const {
  const std::string part = part_.empty() ? "" : absl::StrCat(part_, ", ");
  return status::InvalidField("chunk", wanted, absl::StrCat(part, "line ", line(), ": ", came),
                              reason);
}

void XmlReader::Stop(absl::Status status) {
  if (!failure_.ok()) return;
  failure_ = std::move(status);
  XML_StopParser(parser_.get(), XML_FALSE);
}

void XmlReader::OnOpen(void* self, const char* name, const char** attributes) {
  auto& reader = *static_cast<XmlReader*>(self);
  if (!reader.failure_.ok()) return;
  reader.text_.clear();
  if (++reader.depth_ > kDeepest) {
    return reader.Stop(
        reader.Broken("TOO_DEEP", absl::StrCat("at most ", kDeepest, " elements deep"), "more"));
  }
  absl::Status status = reader.events_.OnOpen(LocalName(name), XmlAttributes(attributes));
  if (!status.ok()) reader.Stop(std::move(status));
}

void XmlReader::OnClose(void* self, const char* name) {
  auto& reader = *static_cast<XmlReader*>(self);
  if (!reader.failure_.ok()) return;
  --reader.depth_;
  absl::Status status = reader.events_.OnClose(LocalName(name), reader.text_);
  reader.text_.clear();
  if (!status.ok()) reader.Stop(std::move(status));
}

void XmlReader::OnText(void* self, const char* text, int size) {
  auto& reader = *static_cast<XmlReader*>(self);
  if (!reader.failure_.ok()) return;
  reader.text_.append(text, static_cast<std::size_t>(size));
  if (reader.text_.size() <= kLongestText) return;
  reader.Stop(reader.Broken("TOO_LONG", absl::StrCat("at most ", kLongestText, " bytes of text"),
                            "more in one element"));
}

void XmlReader::OnDoctype(void* self, const char* /*name*/, const char* /*system*/,
                          const char* /*general*/, int /*has_subset*/) {
  auto& reader = *static_cast<XmlReader*>(self);
  reader.Stop(reader.Broken("UNSUPPORTED", "XML without a document type", "a DOCTYPE"));
}

absl::Status XmlReader::Parse(absl::string_view bytes, bool last) {
  const XML_Status parsed =
      XML_Parse(parser_.get(), bytes.data(), static_cast<int>(bytes.size()), last ? 1 : 0);
  RETURN_IF_ERROR(failure_);
  if (parsed != XML_STATUS_OK) {
    const XML_Error error = XML_GetErrorCode(parser_.get());
    return Broken("MALFORMED_XML", "well-formed XML",
                  error == XML_ERROR_NO_ELEMENTS || error == XML_ERROR_UNCLOSED_TOKEN
                      ? "the end in the middle of the file"
                      : XML_ErrorString(error));
  }
  fed_ += static_cast<std::int64_t>(bytes.size());
  const std::int64_t seen = std::max<std::int64_t>(0, XML_GetCurrentByteIndex(parser_.get()));
  if (fed_ - seen <= static_cast<std::int64_t>(kLongestMark)) return absl::OkStatus();
  return Broken("TOO_LONG", absl::StrCat("at most ", kLongestMark, " bytes of a tag"), "more");
}

absl::Status XmlReader::Feed(absl::string_view bytes) { return Parse(bytes, false); }

absl::Status XmlReader::Finish() { return Parse("", true); }

}  // namespace ett::records
