#include "records/row.h"
#include "services/ownership/agreement_status.h"
#include "services/ownership/question.h"

namespace ett::ownership {
namespace {

using figures::Figure;
using figures::Value;

// The agreement that begins last among those drawn up by the end of the period.
const v1::Agreement* Newest(const Question& asked, const v1::Entity& company) {
  const v1::Agreement* newest = nullptr;
  for (const auto& [id, agreement] : asked.known.agreements) {
    if (agreement.company() != company.name()) continue;
    if (!StatusOn(asked.known, id, asked.period.last_day()).has_value()) continue;
    if (newest == nullptr ||
        records::FirstDayOf(newest->valid_from()) < records::FirstDayOf(agreement.valid_from())) {
      newest = &agreement;
    }
  }
  return newest;
}

// Whether it was put forward for the first time in the period.
bool PutForwardIn(const Question& asked, const std::string& agreement) {
  const auto day = FirstDayOf(asked.known, agreement, v1::AGREEMENT_STEP_KIND_PUT_FORWARD);
  return day && asked.period.first_day() <= *day && *day <= asked.period.last_day();
}

// Agreements of a company, or of all when it is null.
Value PutForward(const Question& asked, const v1::Entity* company) {
  std::int64_t count = 0;
  bool synthetic = false;
  for (const auto& [id, agreement] : asked.known.agreements) {
    const bool counts =
        (company == nullptr || agreement.company() == company->name()) && PutForwardIn(asked, id);
    if (!counts) continue;
    ++count;
    synthetic = synthetic || agreement.synthetic();
  }
  return Count(count, asked, synthetic);
}

}  // namespace

absl::StatusOr<std::optional<Figure>> AgreementStatus(const Question& asked,
                                                      const v1::Entity& company) {
  const v1::Agreement* newest = Newest(asked, company);
  if (newest == nullptr) return std::nullopt;
  Value value;
  value.value = *StatusOn(asked.known, IdOf(newest->name()), asked.period.last_day());
  value.status = asked.status;
  value.synthetic = newest->synthetic();
  return value;
}

absl::StatusOr<std::optional<Figure>> AgreementValidFrom(const Question& asked,
                                                         const v1::Entity& company) {
  const v1::Agreement* newest = Newest(asked, company);
  if (newest == nullptr) return std::nullopt;
  Value value;
  value.value = records::FirstDayOf(newest->valid_from());
  value.status = asked.status;
  value.synthetic = newest->synthetic();
  return value;
}

absl::StatusOr<std::optional<Figure>> AgreementsPutForwardOf(const Question& asked,
                                                             const v1::Entity& company) {
  Value value = PutForward(asked, &company);
  if (*value.record_count == 0) return std::nullopt;
  return value;
}

absl::StatusOr<Figure> AgreementsPutForward(const Question& asked) {
  return PutForward(asked, nullptr);
}

}  // namespace ett::ownership
