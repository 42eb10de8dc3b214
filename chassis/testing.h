#pragma once

#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "absl/strings/str_cat.h"
#include "chassis/server.h"
#include "chassis/service_main.h"
#include "sql/testing.h"
#include "status/matchers.h"

namespace ett::chassis {

// A service as its main makes it, on an engine of the tests' and with a clock that they set. With
// an authenticator, callers are wanted to say who they are.
class TestService {
 public:
  TestService(const sql::TestEngine& engine, const ServiceSpec& spec,
              absl::Time start = absl::FromUnixSeconds(1'560'000'000),
              std::unique_ptr<identity::Authenticator> authenticator = nullptr)
      : now(start) {
    database_ = *engine.open();
    EXPECT_THAT(sql::Migrate(*database_, AllMigrations(spec.migrations)), status::IsOk());
    records_ = std::make_unique<records::Records>(
        *database_, [this] { return now; }, spec.kinds, spec.MakeJudges());
    parts_ = std::make_unique<Parts>(
        Parts{*database_, *records_, calls_, metrics_, authenticator != nullptr});
    services_ = *spec.services(*parts_);
    std::vector<grpc::Service*> served;
    std::vector<std::string> names;
    for (const NamedService& each : services_) {
      served.push_back(each.service.get());
      names.push_back(each.name);
    }
    if (authenticator != nullptr) {
      gate_ = *Gate::Make(names, std::move(authenticator), metrics_);
      calls_.Guard(gate_.get());
    }
    api_ = *StartApi("127.0.0.1:0", metrics_, served);
    channel = grpc::CreateChannel(absl::StrCat("127.0.0.1:", api_.port),
                                  grpc::InsecureChannelCredentials());
  }
  ~TestService() { api_.server->Shutdown(std::chrono::system_clock::now()); }

  // What the calls have left behind.
  sql::Database& database() { return *database_; }

  absl::Time now;
  std::shared_ptr<grpc::Channel> channel;

 private:
  std::unique_ptr<sql::Database> database_;
  std::unique_ptr<records::Records> records_;
  Metrics metrics_;
  std::unique_ptr<Gate> gate_;
  Calls calls_{2, 100};
  std::unique_ptr<Parts> parts_;
  std::vector<NamedService> services_;
  ApiServer api_;
};

}  // namespace ett::chassis
