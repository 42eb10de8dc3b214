#pragma once

#include <soci/soci.h>

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "sql/value.h"

namespace ett::sql {

// The storage behind one parameter: SOCI keeps its address. The type is that of the first value
// that is not NULL.
struct Parameter {
  std::size_t type = 3;  // index in Value
  long long number = 0;
  double real = 0;
  std::string text;
  soci::indicator indicator = soci::i_ok;

  void Set(const Value& value);
};

// A statement with its parameters bound by name, ready to run for any number of rows.
class Bound {
 public:
  // `rows` say how many parameters there are, and of which types.
  Bound(soci::session& session, absl::string_view text, const std::vector<Row>& rows,
        bool repeated);

  void Set(const Row& row);

  soci::statement& statement() { return statement_; }

 private:
  void Bind(const std::string& name, Parameter& parameter);

  soci::statement statement_;
  std::vector<Parameter> parameters_;
};

// What a column of a row that was read holds.
Value ColumnOf(const soci::row& row, std::size_t column);

}  // namespace ett::sql
