#pragma once

#include <grpcpp/impl/service_type.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "chassis/calls.h"
#include "chassis/flags.h"
#include "chassis/metrics.h"
#include "records/records.h"
#include "sql/migrate.h"

namespace ett::chassis {

// What a service is given to build itself from.
struct Parts {
  sql::Database& database;
  records::Records& records;
  Calls& calls;
  Metrics& metrics;
  bool has_gate = false;  // before the calls: who calls is known
};

// A gRPC service and its full name, `ett.hr.v1.HrService`.
struct NamedService {
  std::string name;
  std::unique_ptr<grpc::Service> service;
  std::shared_ptr<void> beside = nullptr;  // works for it, and ends before it
};

// Named<pb::HrService>(std::make_unique<Handler>(…))
template <class Contract>
NamedService Named(std::unique_ptr<grpc::Service> service) {
  return {Contract::service_full_name(), std::move(service)};
}

// What a service is.
struct ServiceSpec {
  std::string name;                         // `hr`
  std::string version;                      // `0.1.0`
  std::string description;                  // heads --help
  std::vector<const records::Kind*> kinds;  // all that its database holds
  std::vector<sql::Migration> migrations;   // its own, from number 10 on
  std::function<absl::StatusOr<std::vector<NamedService>>(Parts&)> services;
  // Its own flags, besides those of every service; null when it has none.
  std::function<void(Flags&)> flags = nullptr;
  // The rules between its records, asked for when the flags are known; null when it has none.
  std::function<records::Judges()> judges = nullptr;

  records::Judges MakeJudges() const { return judges ? judges() : records::Judges(); }
};

// A service's own migrations with those of what every service keeps: records and figures.
std::vector<sql::Migration> AllMigrations(const std::vector<sql::Migration>& own);

// Runs a service until SIGTERM or SIGINT: flags, database, migrations, health, then calls; at the
// end not ready, then draining, then 0. Returns the exit code of the process.
int ServiceMain(int argc, const char* const* argv, const ServiceSpec& spec);

}  // namespace ett::chassis
