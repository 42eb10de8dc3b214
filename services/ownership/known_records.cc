#include "services/ownership/known_records.h"

#include <algorithm>
#include <limits>

#include "absl/hash/hash.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "records/clock.h"
#include "records/kind.h"
#include "records/row.h"
#include "services/ownership/domain/transaction.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

constexpr char kWithNumbers[] = R"sql(
  SELECT id, organisation_number FROM entity
  WHERE municipality = $1 AND superseded_at = $2 AND organisation_number <> '')sql";

// Codes that stand for others than an entity.
constexpr absl::string_view kReserved[] = {kMunicipality, kOthers, "employees"};

std::uint64_t HashOf(absl::string_view id) { return absl::Hash<absl::string_view>()(id); }

// 0 for what is no number.
std::uint32_t NumberOf(absl::string_view organisation_number) {
  std::uint32_t number = 0;
  return absl::SimpleAtoi(organisation_number, &number) ? number : 0;
}

}  // namespace

std::string IdOfRecordId(const std::string& record_id) {
  const bool is_reserved =
      std::find(std::begin(kReserved), std::end(kReserved), record_id) != std::end(kReserved);
  if (!is_reserved && records::CheckId("", record_id).ok()) return record_id;
  records::Fingerprint fingerprint;
  fingerprint.Append(record_id);
  std::string id;
  for (const char c : absl::string_view(record_id).substr(0, 200)) {
    const char lower = absl::ascii_tolower(static_cast<unsigned char>(c));
    const bool stays = absl::ascii_isalnum(static_cast<unsigned char>(lower));
    if (stays) id += lower;
    if (!stays && !id.empty() && id.back() != '-') id += '-';
    if (id.size() == 40) break;
  }
  if (!id.empty() && id.back() != '-') id += '-';
  return absl::StrCat(id, fingerprint.Hex().substr(0, 16));
}

absl::Status KnownRecords::Load(sql::Session& session, const std::string& municipality) {
  by_organisation_.clear();
  return session.ForEach(kWithNumbers, {municipality, records::kNotSuperseded},
                         [this](const sql::Row& row) {
                           SetEntity(sql::Text(row[1]), sql::Text(row[0]));
                           return absl::OkStatus();
                         });
}

KnownRecords::Place KnownRecords::Keep(absl::string_view code) {
  const auto place = static_cast<Place>(codes_.size());
  codes_ += static_cast<char>(code.size());  // ids have at most 63 characters
  codes_.append(code.data(), code.size());
  return place;
}

std::string KnownRecords::At(Place place) const {
  return codes_.substr(place + 1, static_cast<unsigned char>(codes_[place]));
}

KnownRecords::Record& KnownRecords::RecordOf(absl::string_view record_id) {
  const auto [found, fresh] = records_.try_emplace(HashOf(record_id));
  if (fresh) found->second.minute = std::numeric_limits<std::int32_t>::min();
  return found->second;
}

std::optional<std::string> KnownRecords::CodeOf(absl::string_view record_id) const {
  const auto found = records_.find(HashOf(record_id));
  if (found == records_.end() || found->second.code == 0) return std::nullopt;
  std::string code = At(found->second.code);
  if (refused_.contains(code)) return std::nullopt;
  return code;
}

void KnownRecords::SetCode(absl::string_view record_id, absl::string_view code) {
  RecordOf(record_id).code = Keep(code);
}

bool KnownRecords::IsNewest(absl::string_view record_id, const bods::Instant& date) {
  const absl::Time time = date.time.value_or(absl::FromCivil(date.day, absl::UTCTimeZone()));
  const auto minute = static_cast<std::int32_t>(absl::ToUnixSeconds(time) / 60);
  Record& record = RecordOf(record_id);
  if (minute < record.minute) return false;
  record.minute = minute;
  return true;
}

std::optional<std::string> KnownRecords::EntityWith(absl::string_view organisation_number) const {
  const auto found = by_organisation_.find(NumberOf(organisation_number));
  if (found == by_organisation_.end()) return std::nullopt;
  return At(found->second);
}

void KnownRecords::SetEntity(absl::string_view organisation_number, absl::string_view id) {
  const auto [found, fresh] = by_organisation_.try_emplace(NumberOf(organisation_number));
  if (fresh) found->second = Keep(id);
}

}  // namespace ett::ownership
