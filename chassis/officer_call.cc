#include "chassis/officer_call.h"

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "chassis/request_metadata.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::chassis {
namespace {

constexpr char kNotRepeated[] = "…";
constexpr std::size_t kLongestPurpose = 500;

bool IsUuid(absl::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    if (hyphen ? text[i] != '-' : !absl::ascii_isxdigit(text[i])) return false;
  }
  return true;
}

}  // namespace

absl::StatusOr<std::string> OfficerOf(const grpc::CallbackServerContext& context,
                                      const Calls& calls, const Officers& officers) {
  RETURN_IF_ERROR(officers.CheckPresent());
  if (calls.gate() == nullptr) return officers.Identify(MetadataOf(context, "authorization"));
  ASSIGN_OR_RETURN(const identity::CallerPtr caller, calls.gate()->Identify(context));
  return caller->name;
}

bool Names(absl::string_view text, absl::string_view word) {
  const std::string in = absl::AsciiStrToLower(text);
  const std::string what = absl::AsciiStrToLower(word);
  if (what.empty()) return false;
  for (std::size_t at = in.find(what); at != std::string::npos; at = in.find(what, at + 1)) {
    const std::size_t end = at + what.size();
    const bool begins = at == 0 || !absl::ascii_isalnum(in[at - 1]);
    if (begins && (end == in.size() || !absl::ascii_isalnum(in[end]))) return true;
  }
  return false;
}

void CheckPurpose(absl::string_view purpose, absl::FunctionRef<bool(absl::string_view)> is_personal,
                  records::FieldErrors& errors) {
  if (absl::StripAsciiWhitespace(purpose).empty()) {
    errors.Add("purpose", "REQUIRED", "why this is asked, for the audit", "");
  } else if (purpose.size() > kLongestPurpose) {
    errors.Add("purpose", "TOO_LONG", absl::StrCat("at most ", kLongestPurpose, " bytes"),
               absl::StrCat(purpose.size(), " bytes"));
  } else if (is_personal(purpose)) {
    errors.Add("purpose", "PERSONAL_DATA",
               "a purpose without the pseudonym and without anything like a birth number",
               kNotRepeated);
  } else if (purpose.find('\0') != absl::string_view::npos) {
    errors.Add("purpose", "MALFORMED_TEXT", "text without NUL", "text with NUL");
  }
}

void CheckRequestId(absl::string_view request_id, records::FieldErrors& errors) {
  if (request_id.empty() || IsUuid(request_id)) return;
  errors.Add("request_id", "MALFORMED", "a UUID: 01234567-89ab-cdef-0123-456789abcdef",
             kNotRepeated);
}

absl::StatusOr<std::int64_t> BeginOf(const records::PageToken& token, std::int64_t first) {
  if (token.after_id.empty()) return first;
  std::int64_t begin = 0;
  if (absl::SimpleAtoi(token.after_id, &begin)) return begin;
  return status::InvalidField("page_token", "a token from the preceding page", "…",
                              "MALFORMED_PAGE_TOKEN");
}

}  // namespace ett::chassis
