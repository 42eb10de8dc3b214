#include "services/property/ebix.h"

#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "records/csv_time.h"
#include "records/xml_reader.h"
#include "services/property/interval_columns.h"
#include "status/macros.h"

namespace ett::property {
namespace {

using records::OnRow;
using records::XmlAttributes;

constexpr std::size_t kLongestCode = 100;
constexpr std::int64_t kMostPositions = 10'000'000;

std::string Cut(absl::string_view text) {
  return std::string(absl::StripAsciiWhitespace(text).substr(0, kLongestCode));
}

// A status for a code of quality; what stands in its place to be refused for another. Elhub: 21,
// 56, 58, 81, 127; with other hubs: E01, 56, D01.
std::string StatusOf(const std::string& code) {
  if (code == "127" || code == "E01") return "MEASURED";
  if (code == "56" || code == "D01") return "ESTIMATED";
  if (code == "81") return "FINALLY_ESTIMATED";
  if (code == "21") return "TEMPORARY";
  if (code == "58") return "REJECTED";
  return absl::StrCat("quality ", code);
}

// Of an observation, by the element that its value stands in; empty for others.
std::string StatusOfElement(absl::string_view name) {
  if (name == "Metered") return "MEASURED";
  if (name == "Estimated" || name == "Calculated") return "ESTIMATED";
  return name == "Temporary" ? "TEMPORARY" : "";
}

std::int64_t SecondsOf(const std::string& resolution) {
  if (resolution == "PT1H" || resolution == "PT60M") return 3600;
  if (resolution == "PT15M") return 900;
  if (resolution == "P1D") return 86'400;
  return 0;
}

class EbixReader final : public records::RowReader, public records::XmlEvents {
 public:
  explicit EbixReader(OnRow row) : row_(std::move(row)), xml_("", *this) {}

  absl::Status Feed(absl::string_view bytes) override { return xml_.Feed(bytes); }
  absl::StatusOr<bool> Finish() override {
    RETURN_IF_ERROR(xml_.Finish());
    return false;
  }

  absl::Status OnOpen(absl::string_view name, const XmlAttributes& attributes) override;
  absl::Status OnClose(absl::string_view name, absl::string_view text) override;

 private:
  struct Series {
    std::string meter;
    std::string resolution;
    std::string start;
    std::string unit;
    std::string flow = "FORWARD";
  };
  struct Observation {
    std::int64_t line = 0;
    std::string position;
    std::string quantity;
    std::string status;
    std::string flow;
  };

  void OpenValue(absl::string_view name, const XmlAttributes& attributes);
  void CloseOfObservation(absl::string_view name, absl::string_view text);
  void CloseOfSeries(absl::string_view name, absl::string_view text);
  absl::Status EmitObservation();
  std::pair<std::string, std::string> TimesOf(const std::string& position) const;

  const OnRow row_;
  records::XmlReader xml_;
  bool has_header_ = false;
  bool in_period_ = false;
  bool in_metering_point_ = false;
  Series series_;
  std::optional<Observation> observation_;
};

bool IsObservation(absl::string_view name) {
  return name == "Observation" || name == "IntervalEnergyObservation";
}

bool IsPeriod(absl::string_view name) {
  return name == "ObservationPeriodTimeSeriesPeriod" || name == "ObservationTimeSeriesPeriod";
}

bool IsMeteringPoint(absl::string_view name) {
  return name == "MeteringPointUsedDomainLocation" || name == "MeteringPointDomainLocation";
}

absl::Status EbixReader::OnOpen(absl::string_view name, const XmlAttributes& attributes) {
  if (!has_header_) {
    has_header_ = true;
    RETURN_IF_ERROR(row_(IntervalHeader({"meter"})));
  }
  if (name == "PayloadEnergyTimeSeries") series_ = Series();
  in_period_ |= IsPeriod(name);
  in_metering_point_ |= IsMeteringPoint(name);
  if (IsObservation(name)) {
    observation_ = Observation{xml_.line(), Cut(attributes.Get("Sequence")), "", "", ""};
  }
  if (observation_.has_value()) OpenValue(name, attributes);
  return absl::OkStatus();
}

void EbixReader::OpenValue(absl::string_view name, const XmlAttributes& attributes) {
  const std::string status = StatusOfElement(name);
  if (status.empty()) return;
  const std::string quality = Cut(attributes.Get("Quality"));
  observation_->status = quality.empty() ? status : StatusOf(quality);
  // Which way it is, is not guessed.
  const std::string direction = Cut(attributes.Get("Direction"));
  if (!direction.empty()) observation_->flow = absl::StrCat("direction ", direction);
}

absl::Status EbixReader::OnClose(absl::string_view name, absl::string_view text) {
  if (IsPeriod(name)) in_period_ = false;
  if (IsMeteringPoint(name)) in_metering_point_ = false;
  if (!observation_.has_value()) {
    CloseOfSeries(name, text);
    return absl::OkStatus();
  }
  if (IsObservation(name)) return EmitObservation();
  CloseOfObservation(name, text);
  return absl::OkStatus();
}

void EbixReader::CloseOfSeries(absl::string_view name, absl::string_view text) {
  if (in_period_ && name == "ResolutionDuration") series_.resolution = Cut(text);
  if (in_period_ && name == "Start") series_.start = Cut(text);
  if (in_metering_point_ && name == "Identification") series_.meter = Cut(text);
  if (name == "UnitType") series_.unit = Cut(text);
  if (name == "TypeOfMeteringPoint" && Cut(text) == "E18") series_.flow = "REVERSE";
}

void EbixReader::CloseOfObservation(absl::string_view name, absl::string_view text) {
  Observation& observation = *observation_;
  if (name == "Position") observation.position = Cut(text);
  if (name == "EnergyQuantity" || !StatusOfElement(name).empty()) observation.quantity = Cut(text);
  if (name == "QuantityQuality") observation.status = StatusOf(Cut(text));
  if (name == "QuantityMissing" && Cut(text) == "true") observation.status = "MISSING";
}

// Of the interval at a position, from 1; empty where it cannot be said.
std::pair<std::string, std::string> EbixReader::TimesOf(const std::string& position) const {
  const std::int64_t seconds = SecondsOf(series_.resolution);
  const auto written = records::ReadTime(series_.start);
  std::int64_t number = 0;
  if (seconds == 0 || !written.has_value() || !absl::SimpleAtoi(position, &number) || number < 1 ||
      number > kMostPositions) {
    return {};
  }
  const auto start = records::TimeOf(*written, std::nullopt);
  if (!std::holds_alternative<absl::Time>(start)) return {};
  const absl::Time begin = std::get<absl::Time>(start) + absl::Seconds((number - 1) * seconds);
  const auto print = [](absl::Time time) {
    return absl::FormatTime("%Y-%m-%dT%H:%M:%E*SZ", time, absl::UTCTimeZone());
  };
  return {print(begin), print(begin + absl::Seconds(seconds))};
}

absl::Status EbixReader::EmitObservation() {
  const Observation observation = *std::move(observation_);
  observation_.reset();
  auto [start, end] = TimesOf(observation.position);
  // Shown, to be refused.
  if (start.empty()) {
    start = absl::StrCat("position ", observation.position, " of ", series_.resolution, " from ",
                         series_.start);
  }
  std::string status = observation.status;
  if (observation.quantity.empty() && status.empty()) status = "MISSING";
  const bool is_withdrawn = status == "REJECTED";
  return row_({observation.line,
               {series_.meter, start, end, is_withdrawn ? "" : observation.quantity, series_.unit,
                status.empty() ? "MEASURED" : status,
                observation.flow.empty() ? series_.flow : observation.flow},
               ""});
}

}  // namespace

records::FileFormat EbixFormat() {
  return {"ebix",
          [](absl::string_view head) {
            return absl::StrContains(head, "PayloadEnergyTimeSeries") ||
                   absl::StrContains(head, "NotifyValidatedDataForBillingEnergy") ||
                   absl::StrContains(head, "MeteredDataTimeSeries");
          },
          [](const imports::v1::CsvMapping&, OnRow row) -> std::unique_ptr<records::RowReader> {
            return std::make_unique<EbixReader>(std::move(row));
          },
          "readings"};
}

}  // namespace ett::property
