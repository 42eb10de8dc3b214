#include "sql/bound.h"

#include <cctype>

#include "absl/strings/str_cat.h"

namespace ett::sql {
namespace {

// SOCI names parameters `:name`; ours are `$1`.
std::string WithNamedParameters(absl::string_view statement) {
  std::string named;
  named.reserve(statement.size() + 16);
  for (std::size_t i = 0; i < statement.size(); ++i) {
    const bool parameter = statement[i] == '$' && i + 1 < statement.size() &&
                           std::isdigit(static_cast<unsigned char>(statement[i + 1]));
    if (parameter) {
      named.append(":p");
    } else {
      named.push_back(statement[i]);
    }
  }
  return named;
}

std::size_t TypeOf(const std::vector<Row>& rows, std::size_t column) {
  for (const Row& row : rows) {
    if (!IsNull(row[column])) return row[column].index();
  }
  return 3;
}

}  // namespace

void Parameter::Set(const Value& value) {
  indicator = IsNull(value) ? soci::i_null : soci::i_ok;
  if (IsNull(value)) return;
  switch (type) {
    case 1:
      number = Int(value);
      break;
    case 2:
      real = Double(value);
      break;
    default:
      text = Text(value);
  }
}

Bound::Bound(soci::session& session, absl::string_view text, const std::vector<Row>& rows,
             bool repeated)
    : statement_(session), parameters_(rows.empty() ? 0 : rows[0].size()) {
  statement_.alloc();
  statement_.prepare(WithNamedParameters(text), repeated ? soci::details::st_repeatable_query
                                                         : soci::details::st_one_time_query);
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    parameters_[i].type = TypeOf(rows, i);
    Bind(absl::StrCat("p", i + 1), parameters_[i]);
  }
}

void Bound::Set(const Row& row) {
  for (std::size_t i = 0; i < parameters_.size(); ++i) parameters_[i].Set(row[i]);
}

void Bound::Bind(const std::string& name, Parameter& parameter) {
  switch (parameter.type) {
    case 1:
      statement_.exchange(soci::use(parameter.number, parameter.indicator, name));
      break;
    case 2:
      statement_.exchange(soci::use(parameter.real, parameter.indicator, name));
      break;
    default:
      statement_.exchange(soci::use(parameter.text, parameter.indicator, name));
  }
}

Value ColumnOf(const soci::row& row, std::size_t column) {
  if (row.get_indicator(column) == soci::i_null) return std::monostate();
  switch (row.get_properties(column).get_data_type()) {
    case soci::dt_integer:
      return std::int64_t{row.get<int>(column)};
    case soci::dt_long_long:
      return static_cast<std::int64_t>(row.get<long long>(column));
    case soci::dt_unsigned_long_long:
      return static_cast<std::int64_t>(row.get<unsigned long long>(column));
    case soci::dt_double:
      return row.get<double>(column);
    default:
      return row.get<std::string>(column);
  }
}

}  // namespace ett::sql
