#include "services/property/profile.h"

#include <utility>

#include "records/row.h"
#include "services/property/domain/local_day.h"
#include "status/macros.h"

namespace ett::property {
namespace {

constexpr int kDaysOfAPage = 200;

}  // namespace

Profile::Profile(ReadingStore& readings, const v1::QueryProfileRequest& request)
    : readings_(readings) {
  page_.set_parent(request.parent());
  page_.set_page_size(kDaysOfAPage);
  if (request.has_from_date()) *page_.mutable_from_date() = request.from_date();
  if (request.has_to_date()) *page_.mutable_to_date() = request.to_date();
  if (request.has_as_known_at()) *page_.mutable_as_known_at() = request.as_known_at();
}

absl::StatusOr<bool> Profile::Next(v1::QueryProfileResponse& message) {
  if (read_.empty() && has_more_) {
    ASSIGN_OR_RETURN(v1::ListReadingsResponse page, readings_.List(page_));
    for (v1::Reading& reading : *page.mutable_readings()) read_.push_back(std::move(reading));
    page_.set_page_token(page.next_page_token());
    has_more_ = !page.next_page_token().empty();
  }
  if (read_.empty()) return false;
  *message.mutable_reading() = std::move(read_.front());
  read_.pop_front();
  const absl::CivilDay day = records::FirstDayOf(message.reading().local_date());
  message.mutable_start_time()->set_seconds(FirstQuarterOf(day) * kSecondsOfAQuarter);
  return true;
}

}  // namespace ett::property
