#pragma once

#include <prometheus/exposer.h>
#include <prometheus/registry.h>

#include <memory>
#include <string>

#include "absl/time/time.h"

namespace ett::chassis {

// The process's metrics, in the names of the gRPC ecosystem.
class Metrics {
 public:
  Metrics();

  void Started(const std::string& method);
  // `code` as gRPC spells it: OK, NOT_FOUND, …
  void Handled(const std::string& method, const std::string& code, absl::Duration duration);

  // A call that its caller may not make. `method` is one that is served, or `unknown`: callers make
  // up others.
  void Denied(const std::string& method, const std::string& reason);

  const std::shared_ptr<prometheus::Registry>& registry() const { return registry_; }

 private:
  const std::shared_ptr<prometheus::Registry> registry_;
  prometheus::Family<prometheus::Counter>& started_;
  prometheus::Family<prometheus::Counter>& handled_;
  prometheus::Family<prometheus::Histogram>& seconds_;
  prometheus::Family<prometheus::Counter>& denied_;
};

// `OK`, `INVALID_ARGUMENT`, … for the number of a gRPC status code.
std::string CodeName(int code);

}  // namespace ett::chassis
