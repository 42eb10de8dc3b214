#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "sql/database.h"

namespace ett::sql {

// An engine to run a test on: each call gives a database that is empty and gone with the process.
struct TestEngine {
  std::string name;  // "Sqlite", "Postgres": part of the test's name
  std::function<absl::StatusOr<std::unique_ptr<Database>>()> open;
};

// Both engines, for testing::ValuesIn. PostgreSQL is Debian's, started by the first test that asks
// for it in a temporary directory on a Unix socket, and stopped when the process ends.
//
// With SCHEMA_MIGRATOR in the environment, a service's program, the databases have its schema: so
// the tests of one version run on the schema of a later one.
std::vector<TestEngine> TestEngines();

// Both, and PostgreSQL through pgbouncer, which hands its connections on after each transaction.
std::vector<TestEngine> TestEnginesAndBouncer();

inline void PrintTo(const TestEngine& engine, std::ostream* out) { *out << engine.name; }

inline std::string EngineName(const testing::TestParamInfo<TestEngine>& test) {
  return test.param.name;
}

}  // namespace ett::sql
