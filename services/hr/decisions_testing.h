#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <functional>
#include <string>

#include "absl/strings/str_cat.h"
#include "hr_migrations.h"
#include "services/hr/decisions.h"
#include "sql/migrate.h"
#include "status/matchers.h"

// For tests of what is decided on made-up records, and kept.
namespace ett::hr {

using Random = std::function<int(int)>;  // 0 .. the argument − 1

inline Random FromRapidcheck() {
  return [](int below) { return *rc::gen::inRange(0, below); };
}

inline Random FromSeed(unsigned seed) {
  return [state = seed * 2654435761U + 1](int below) mutable {
    state = state * 1103515245 + 12345;
    return static_cast<int>((state >> 16) % static_cast<unsigned>(below));
  };
}

// Shared by the tests of a program.
inline sql::Database& DecisionsDatabase() {
  static const auto database = [] {
    auto opened = sql::Database::Open("sqlite::memory:");
    EXPECT_THAT(opened, status::IsOk());
    EXPECT_THAT(sql::Migrate(**opened, Migrations()), status::IsOk());
    return *std::move(opened);
  }();
  return *database;
}

// One that nothing was decided on.
inline std::string NewMunicipality() {
  static int count = 0;
  return absl::StrCat("municipalities/", ++count);
}

}  // namespace ett::hr
