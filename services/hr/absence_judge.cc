#include <set>

#include "ett/hr/v1/hr.pb.h"
#include "records/row.h"
#include "services/hr/domain/positions.h"
#include "services/hr/judges.h"

namespace ett::hr {
namespace {

using records::Candidate;
using status::FieldError;

// The days of an employment are not told: whoever may write need not know them.
constexpr char kInside[] = "days inside those of the employment";

std::optional<FieldError> ErrorOf(const Days& days, const Days& employment) {
  if (days.first < employment.first) {
    return status::Refusal("start_date", "OUTSIDE_EMPLOYMENT", kInside, "a day before its first");
  }
  if (days.first > employment.last) {
    return status::Refusal("start_date", "OUTSIDE_EMPLOYMENT", kInside, "a day after its last");
  }
  if (days.last > employment.last) {
    return status::Refusal("end_date", "OUTSIDE_EMPLOYMENT", kInside, "a day after its last");
  }
  return std::nullopt;
}

// T: Absence or Leave.
template <class T>
class AbsenceJudge final : public records::Judge {
 public:
  absl::Status Decide(sql::Session& session, const std::string& municipality,
                      std::vector<Candidate>& batch) override {
    std::set<std::string> ids;
    for (const Candidate& each : batch) ids.insert(EmploymentOf(each));
    std::map<std::string, Days> employments;
    absl::Status read = records::ForEachCurrent(
        session, {"id, start_date, end_date", "employment", "id"}, municipality,
        {ids.begin(), ids.end()}, [&](const sql::Row& row) {
          employments[sql::Text(row[0])] = {
              records::FirstDayOf(records::ParseDate(sql::Text(row[1]))),
              sql::IsNull(row[2]) ? kNoEnd
                                  : records::LastDayOf(records::ParseDate(sql::Text(row[2])))};
          return absl::OkStatus();
        });
    if (!read.ok()) return read;
    for (Candidate& each : batch) {
      if (!each.error.has_value()) each.error = ErrorOf(each, employments);
    }
    return absl::OkStatus();
  }

 private:
  static const T& RecordOf(const Candidate& candidate) {
    return static_cast<const T&>(*candidate.record);
  }

  static std::string EmploymentOf(const Candidate& candidate) {
    return records::IdOf(RecordOf(candidate).employment());
  }

  static std::optional<FieldError> ErrorOf(const Candidate& candidate,
                                           const std::map<std::string, Days>& employments) {
    const auto found = employments.find(EmploymentOf(candidate));
    if (found == employments.end()) {
      return status::Refusal("employment", "UNKNOWN_REFERENCE", "an existing ett.no/Employment",
                             EmploymentOf(candidate));
    }
    const T& record = RecordOf(candidate);
    const Days days = {records::FirstDayOf(record.start_date()),
                       records::LastDayOf(record.end_date())};
    return hr::ErrorOf(days, found->second);
  }
};

}  // namespace

std::unique_ptr<records::Judge> MakeAbsenceJudge() {
  return std::make_unique<AbsenceJudge<v1::Absence>>();
}

std::unique_ptr<records::Judge> MakeLeaveJudge() {
  return std::make_unique<AbsenceJudge<v1::Leave>>();
}

}  // namespace ett::hr
