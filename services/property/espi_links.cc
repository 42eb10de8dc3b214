#include "services/property/espi_links.h"

#include "absl/strings/str_cat.h"
#include "status/errors.h"

namespace ett::property {
namespace {

template <class T>
const T* Find(const std::map<std::string, T>& all, const std::string& address) {
  const auto found = all.find(address);
  return found == all.end() ? nullptr : &found->second;
}

}  // namespace

absl::Status EspiLinks::AddUsagePoint(const EspiEntry& entry) {
  const UsagePoint point{entry.self.substr(entry.self.rfind('/') + 1), entry.title};
  for (const std::string& address : entry.related) points_.emplace(address, point);
  points_.emplace(absl::StrCat(entry.self, "/MeterReading"), point);
  return Check();
}

absl::Status EspiLinks::AddMeterReading(const EspiEntry& entry) {
  const auto reading = std::make_shared<const MeterReading>(MeterReading{entry.up, entry.related});
  for (const std::string& address : entry.related) readings_.emplace(address, reading);
  readings_.emplace(absl::StrCat(entry.self, "/IntervalBlock"), reading);
  return Check();
}

absl::Status EspiLinks::AddType(const EspiEntry& entry) {
  types_.insert_or_assign(entry.self, entry.type);
  return Check();
}

const MeterReading* EspiLinks::ReadingOf(const std::string& up) const {
  const auto* reading = Find(readings_, up);
  return reading == nullptr ? nullptr : reading->get();
}

const UsagePoint* EspiLinks::PointOf(const MeterReading& reading) const {
  return Find(points_, reading.up);
}

const ReadingType* EspiLinks::TypeOf(const MeterReading& reading) const {
  for (const std::string& address : reading.related) {
    if (const ReadingType* type = Find(types_, address)) return type;
  }
  return nullptr;
}

absl::Status EspiLinks::Check() const {
  if (points_.size() + readings_.size() + types_.size() <= kMost) return absl::OkStatus();
  return status::InvalidField("chunk", absl::StrCat("at most ", kMost, " links of entries"), "more",
                              "TOO_LARGE");
}

}  // namespace ett::property
