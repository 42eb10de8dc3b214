#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "ett/hr/v1/hr.pb.h"

namespace ett::bench {

inline constexpr char kMunicipality[] = "935478715";
inline constexpr int kFirstYear = 2015;
inline constexpr int kYears = 10;
inline constexpr int kLevels = 7;

// A made-up municipality, the same for the same size on every machine: at size 1, 3 000 units in
// seven levels, 50 000 employees in 60 000 employments (one in five changes unit halfway), and ten
// years with 500 000 absences each, in order of employee.
class Municipality {
 public:
  explicit Municipality(double size) : size_(size) {}

  int employees() const { return Scaled(50'000); }

  void ForEachUnit(const std::function<void(const hr::v1::OrgUnit&)>& take) const;
  void ForEachEmployment(const std::function<void(const hr::v1::Employment&)>& take) const;
  void ForEachAbsence(int year, const std::function<void(const hr::v1::Absence&)>& take) const;

  // The employment of an employee, 0..employees()-1, on every day of a year; the id alone.
  std::string EmploymentId(int employee, int year) const;

 private:
  int Scaled(int full) const;
  int UnitsOnLevel(int level) const;
  void TakeEmployment(int employee, int year,
                      const std::function<void(const hr::v1::Employment&)>& take) const;

  const double size_;
};

}  // namespace ett::bench
