#include "records/succession.h"

#include <memory>

#include "records/row.h"
#include "status/macros.h"

namespace ett::records {

absl::StatusOr<std::optional<absl::CivilDay>> EffectiveDay(const Kind& kind,
                                                           const google::type::Date& date) {
  if (date.year() == 0 && date.month() == 0 && date.day() == 0) return std::nullopt;
  if (kind.succeed == nullptr) {
    return status::InvalidField("effective_date", "none: these records have no history by days",
                                PrintDate(date), "UNSUPPORTED");
  }
  if (!IsFull(date)) {
    return status::InvalidField("effective_date", "a day", PrintDate(date), "MALFORMED");
  }
  return FirstDayOf(date);
}

absl::Status Succeed(const Kind& kind, const Succession& succession, Message& next) {
  const std::unique_ptr<Message> kept(next.New());
  RETURN_IF_ERROR(FromRow(kind, succession.municipality, succession.kept, *kept));
  if (const auto error = kind.succeed(*kept, succession.from, next)) {
    return status::InvalidFields({*error});
  }
  FieldErrors errors;
  Validate(kind, next, errors);
  return errors.empty() ? absl::OkStatus() : status::InvalidFields(errors.all());
}

}  // namespace ett::records
