#include "services/property/green_button.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "records/xml_reader.h"
#include "services/property/espi_links.h"
#include "services/property/interval_columns.h"
#include "status/macros.h"

namespace ett::property {
namespace {

using records::OnRow;
using records::XmlAttributes;

constexpr std::size_t kLongestAddress = 500;

std::string Cut(absl::string_view text) { return std::string(text.substr(0, kLongestAddress)); }

absl::string_view WithoutSlash(absl::string_view address) {
  absl::ConsumeSuffix(&address, "/");
  return address;
}

// RFC 3339 of seconds since 1970; the text itself where it is no number.
std::string TimeOf(absl::string_view text) {
  std::int64_t seconds = 0;
  if (!absl::SimpleAtoi(text, &seconds)) return std::string(text);
  return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", absl::FromUnixSeconds(seconds),
                          absl::UTCTimeZone());
}

// `value` × 10^`power`, written out.
std::string Scaled(absl::string_view value, int power) {
  absl::string_view digits = value;
  const std::string sign = absl::ConsumePrefix(&digits, "-") ? "-" : "";
  if (digits.empty() || digits.find_first_not_of("0123456789") != absl::string_view::npos) {
    return std::string(value);
  }
  if (power >= 0) return absl::StrCat(value, std::string(static_cast<std::size_t>(power), '0'));
  const std::size_t decimals = static_cast<std::size_t>(-power);
  const std::string padded = absl::StrCat(std::string(decimals, '0'), digits);
  const absl::string_view all = padded;
  const std::size_t point = all.size() - decimals;
  const std::size_t first = std::min(all.find_first_not_of('0'), point - 1);
  return absl::StrCat(sign, all.substr(first, point - first), ".", all.substr(point));
}

// Codes of QualityOfReading by how far they are from a measured value; the status, or what stands
// in its place to be refused.
struct Quality {
  int rank;
  std::string status;
};

Quality QualityOf(absl::string_view code) {
  int number = -1;
  if (!absl::SimpleAtoi(code, &number)) number = -1;
  switch (number) {
    case 0:   // valid
    case 17:  // validated
    case 18:  // verified
    case 19:  // revenue quality
      return {0, "MEASURED"};
    case 7:   // edited by hand
    case 8:   // estimated from another day
    case 9:   // estimated from its neighbours
    case 11:  // derived
    case 13:  // mixed
      return {1, "ESTIMATED"};
    case 10:  // questionable
    case 14:  // raw
      return {2, "TEMPORARY"};
    default:  // 12 projected, 15 normalised for weather, 16 other
      return {3, absl::StrCat("quality ", code)};
  }
}

// Of a code of FlowDirection; what stands in its place to be refused for others, such as net.
std::string FlowOf(absl::string_view code) {
  if (code == "0" || code == "1") return "FORWARD";
  return code == "19" ? "REVERSE" : absl::StrCat("flow ", code.substr(0, 10));
}

class GreenButtonReader final : public records::RowReader, public records::XmlEvents {
 public:
  explicit GreenButtonReader(OnRow row) : row_(std::move(row)), xml_("", *this) {}

  absl::Status Feed(absl::string_view bytes) override { return xml_.Feed(bytes); }
  absl::StatusOr<bool> Finish() override {
    RETURN_IF_ERROR(xml_.Finish());
    return false;
  }

  absl::Status OnOpen(absl::string_view name, const XmlAttributes& attributes) override;
  absl::Status OnClose(absl::string_view name, absl::string_view text) override;

 private:
  // An interval reading, as it comes.
  struct Interval {
    std::int64_t line = 0;
    std::string start;
    std::string duration;
    std::string value;
    std::optional<Quality> quality;
  };

  void OpenBlock();
  absl::Status AddLink(const XmlAttributes& attributes);
  bool CloseOfInterval(absl::string_view name, absl::string_view text);
  void CloseOfType(absl::string_view name, absl::string_view text);
  absl::Status CloseEntry(absl::string_view name);
  absl::Status EmitHeader();
  absl::Status EmitInterval();
  std::string UnitOf() const;

  const OnRow row_;
  records::XmlReader xml_;
  EspiLinks links_;
  EspiEntry entry_;
  std::optional<Interval> interval_;
  bool has_header_ = false;
  // Of the block.
  std::optional<UsagePoint> point_;
  std::optional<ReadingType> type_;
};

absl::Status GreenButtonReader::OnOpen(absl::string_view name, const XmlAttributes& attributes) {
  if (!has_header_) RETURN_IF_ERROR(EmitHeader());
  if (name == "entry") entry_ = EspiEntry();
  if (name == "link") return AddLink(attributes);
  if (name == "IntervalBlock") OpenBlock();
  if (name == "IntervalReading") interval_ = Interval{xml_.line(), "", "", "", std::nullopt};
  return absl::OkStatus();
}

absl::Status GreenButtonReader::OnClose(absl::string_view name, absl::string_view text) {
  if (interval_.has_value() && CloseOfInterval(name, text)) return absl::OkStatus();
  if (name == "IntervalReading") return EmitInterval();
  if (name == "title") entry_.title = Cut(text);
  CloseOfType(name, text);
  return CloseEntry(name);
}

absl::Status GreenButtonReader::AddLink(const XmlAttributes& attributes) {
  const absl::string_view rel = attributes.Get("rel");
  std::string address = Cut(WithoutSlash(attributes.Get("href")));
  if (rel == "self") entry_.self = address;
  if (rel == "up") entry_.up = address;
  if (rel == "related" && entry_.related.size() < EspiLinks::kMost) {
    entry_.related.push_back(std::move(address));
  }
  return absl::OkStatus();
}

bool GreenButtonReader::CloseOfInterval(absl::string_view name, absl::string_view text) {
  if (name == "start") interval_->start = Cut(text);
  if (name == "duration") interval_->duration = Cut(text);
  if (name == "value") interval_->value = Cut(text);
  if (name == "quality") {
    Quality quality = QualityOf(text.substr(0, 10));
    const bool worse = !interval_->quality || interval_->quality->rank < quality.rank;
    if (worse) interval_->quality = std::move(quality);
  }
  return name != "IntervalReading";
}

void GreenButtonReader::CloseOfType(absl::string_view name, absl::string_view text) {
  if (name == "uom") entry_.type.uom = std::string(text.substr(0, 10));
  if (name == "powerOfTenMultiplier" &&
      (!absl::SimpleAtoi(text, &entry_.type.power_of_ten) || entry_.type.power_of_ten < -12 ||
       entry_.type.power_of_ten > 12)) {
    entry_.type.uom = absl::StrCat("times ten to the power of ", text.substr(0, 10));
  }
  if (name == "flowDirection") entry_.type.flow = FlowOf(text);
  if (name == "intervalLength") entry_.type.interval_seconds = std::string(text.substr(0, 20));
}

absl::Status GreenButtonReader::CloseEntry(absl::string_view name) {
  if (name == "UsagePoint") return links_.AddUsagePoint(entry_);
  if (name == "MeterReading") return links_.AddMeterReading(entry_);
  return name == "ReadingType" ? links_.AddType(entry_) : absl::OkStatus();
}

void GreenButtonReader::OpenBlock() {
  point_.reset();
  type_.reset();
  const MeterReading* reading = links_.ReadingOf(entry_.up);
  if (reading == nullptr) return;
  if (const UsagePoint* point = links_.PointOf(*reading)) point_ = *point;
  if (const ReadingType* type = links_.TypeOf(*reading)) type_ = *type;
}

absl::Status GreenButtonReader::EmitHeader() {
  has_header_ = true;
  return row_(IntervalHeader({"usage_point", "usage_point_title"}));
}

// Something else than a unit where it is not known, or none of energy.
std::string GreenButtonReader::UnitOf() const {
  if (!type_.has_value()) return "not told before its values";
  return type_->uom == "72" ? "WH" : absl::StrCat("uom ", type_->uom);
}

absl::Status GreenButtonReader::EmitInterval() {
  const Interval interval = *std::move(interval_);
  interval_.reset();
  std::string seconds = interval.duration;
  if (seconds.empty() && type_.has_value()) seconds = type_->interval_seconds;
  std::int64_t start = 0;
  std::int64_t length = 0;
  const bool ends = absl::SimpleAtoi(interval.start, &start) && absl::SimpleAtoi(seconds, &length);
  const UsagePoint point = point_.value_or(UsagePoint());
  return row_({interval.line,
               {point.id, point.title, TimeOf(interval.start),
                ends ? TimeOf(absl::StrCat(start + length)) : "",
                Scaled(interval.value, type_.has_value() ? type_->power_of_ten : 0), UnitOf(),
                interval.quality.has_value() ? interval.quality->status : "MEASURED",
                type_.has_value() ? type_->flow : "FORWARD"},
               ""});
}

}  // namespace

records::FileFormat GreenButtonFormat() {
  return {"green-button",
          [](absl::string_view head) { return absl::StrContains(head, "http://naesb.org/espi"); },
          [](const imports::v1::CsvMapping&, OnRow row) -> std::unique_ptr<records::RowReader> {
            return std::make_unique<GreenButtonReader>(std::move(row));
          },
          "readings",
          {{"usage_point", "meter"}}};
}

}  // namespace ett::property
