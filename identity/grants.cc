#include "identity/grants.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "status/macros.h"

namespace ett::identity {
namespace {

constexpr absl::Duration kBetweenLooks = absl::Seconds(1);

std::vector<std::string> Sorted(absl::string_view words) {
  std::vector<std::string> sorted = absl::StrSplit(words, ',', absl::SkipEmpty());
  std::sort(sorted.begin(), sorted.end());
  return sorted;
}

absl::StatusOr<Grant> ReadLine(absl::string_view line, const GrantFile& file) {
  const std::vector<std::string> words = absl::StrSplit(line, ' ', absl::SkipEmpty());
  if (words.size() != 4) {
    return absl::InvalidArgumentError("a name, a credential, scopes and municipalities");
  }
  const auto credential = file.read(words[1]);
  if (!credential) return absl::InvalidArgumentError(file.wanted);
  Caller caller;
  caller.kind = file.kind;
  caller.name = words[0];
  caller.scopes = Sorted(words[2]);
  caller.all_municipalities = words[3] == "*";
  if (!caller.all_municipalities) caller.municipalities = Sorted(words[3]);
  if (!std::all_of(caller.municipalities.begin(), caller.municipalities.end(),
                   IsOrganisationNumber)) {
    return absl::InvalidArgumentError("municipalities of 9 digits between commas, or *");
  }
  return Grant{*credential, std::make_shared<const Caller>(std::move(caller))};
}

absl::Status Wrong(const GrantFile& file, absl::string_view place, absl::string_view wanted) {
  return absl::InvalidArgumentError(absl::StrCat(file.flag, ": ", place, "want ", wanted));
}

}  // namespace

absl::StatusOr<Grants> ParseGrants(absl::string_view text, const GrantFile& file) {
  Grants grants;
  int number = 0;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    ++number;
    line = absl::StripAsciiWhitespace(line);
    if (line.empty() || line[0] == '#') continue;
    auto grant = ReadLine(line, file);
    const std::string place = absl::StrCat("line ", number, ": ");
    if (!grant.ok()) return Wrong(file, place, grant.status().message());
    const bool is_known = std::any_of(grants.begin(), grants.end(), [&](const Grant& each) {
      return each.credential == grant->credential || each.caller->name == grant->caller->name;
    });
    if (is_known) return Wrong(file, place, "each name and each credential once");
    grants.push_back(*std::move(grant));
  }
  if (grants.empty()) return Wrong(file, "", "a line in the file, got none");
  return grants;
}

GrantSource::GrantSource(const std::string& path, const GrantFile& file)
    : text_(watch::FromFile(file.flag, path),
            [this, file](const std::string& text) -> absl::Status {
              ASSIGN_OR_RETURN(Grants grants, ParseGrants(text, file));
              current_ = std::make_shared<const Grants>(std::move(grants));
              return absl::OkStatus();
            }) {}

absl::StatusOr<std::shared_ptr<GrantSource>> GrantSource::Open(const std::string& path,
                                                               const GrantFile& file) {
  std::shared_ptr<GrantSource> source(new GrantSource(path, file));
  RETURN_IF_ERROR(source->Look());
  return source;
}

void GrantSource::Watch(watch::WatchedText::Told told) {
  watch_.Start(kBetweenLooks, [this, told = std::move(told)] { text_.LookAndTell(told); });
}

}  // namespace ett::identity
