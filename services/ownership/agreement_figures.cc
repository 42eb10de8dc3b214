#include "records/row.h"
#include "services/ownership/question.h"

namespace ett::ownership {
namespace {

using figures::Figure;
using figures::MakeText;
using figures::Text;
using figures::Value;

// How far an agreement had come by a day; nothing before it was drawn up.
std::optional<Text> StepBy(const v1::Agreement& agreement, absl::CivilDay day) {
  const auto reached = [day](bool has, const google::type::Date& date) {
    return has && records::LastDayOf(date) <= day;
  };
  if (reached(agreement.has_registered_date(), agreement.registered_date())) {
    return MakeText("registrert", "registered");
  }
  if (reached(agreement.has_adopted_date(), agreement.adopted_date())) {
    return MakeText("vedtatt", "adopted");
  }
  if (reached(agreement.has_put_forward_date(), agreement.put_forward_date())) {
    return MakeText("lagt fram til politisk behandling", "put forward for political treatment");
  }
  if (reached(agreement.has_drafted_date(), agreement.drafted_date())) {
    return MakeText("utarbeidet", "drawn up");
  }
  return std::nullopt;
}

// The agreement that begins last among those drawn up by the end of the period.
const v1::Agreement* Newest(const Question& asked, const v1::Company& company) {
  const v1::Agreement* newest = nullptr;
  for (const v1::Agreement& agreement : asked.known.agreements()) {
    if (agreement.company() != company.name()) continue;
    if (!StepBy(agreement, asked.period.last_day()).has_value()) continue;
    if (newest == nullptr ||
        records::FirstDayOf(newest->valid_from()) < records::FirstDayOf(agreement.valid_from())) {
      newest = &agreement;
    }
  }
  return newest;
}

// Agreements of a company, or of all when it is null.
Value PutForward(const Question& asked, const v1::Company* company) {
  std::int64_t count = 0;
  bool synthetic = false;
  for (const v1::Agreement& agreement : asked.known.agreements()) {
    const bool counts = (company == nullptr || agreement.company() == company->name()) &&
                        agreement.has_put_forward_date() &&
                        InPeriod(agreement.put_forward_date(), asked.period);
    if (!counts) continue;
    ++count;
    synthetic = synthetic || agreement.synthetic();
  }
  return Count(count, asked, synthetic);
}

}  // namespace

absl::StatusOr<std::optional<Figure>> AgreementStatus(const Question& asked,
                                                      const v1::Company& company) {
  const v1::Agreement* newest = Newest(asked, company);
  if (newest == nullptr) return std::nullopt;
  Value value;
  value.value = *StepBy(*newest, asked.period.last_day());
  value.status = asked.status;
  value.synthetic = newest->synthetic();
  return value;
}

absl::StatusOr<std::optional<Figure>> AgreementValidFrom(const Question& asked,
                                                         const v1::Company& company) {
  const v1::Agreement* newest = Newest(asked, company);
  if (newest == nullptr) return std::nullopt;
  Value value;
  value.value = records::FirstDayOf(newest->valid_from());
  value.status = asked.status;
  value.synthetic = newest->synthetic();
  return value;
}

absl::StatusOr<std::optional<Figure>> AgreementsPutForwardOf(const Question& asked,
                                                             const v1::Company& company) {
  Value value = PutForward(asked, &company);
  if (*value.record_count == 0) return std::nullopt;
  return value;
}

absl::StatusOr<Figure> AgreementsPutForward(const Question& asked) {
  return PutForward(asked, nullptr);
}

}  // namespace ett::ownership
