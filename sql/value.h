#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace ett::sql {

// What a column holds, of the three types that both engines share: BIGINT, DOUBLE PRECISION, TEXT.
using Value = std::variant<std::monostate, std::int64_t, double, std::string>;
using Row = std::vector<Value>;

inline bool IsNull(const Value& value) { return std::holds_alternative<std::monostate>(value); }

// A value as the type that the statement is known to give; NULL is zero or empty. SQLite gives the
// result of an expression, such as a SUM, without a type, so that it comes as text: these read it.
std::int64_t Int(const Value& value);
double Double(const Value& value);
std::string Text(const Value& value);

}  // namespace ett::sql
