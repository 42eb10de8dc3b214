#pragma once

#include <functional>
#include <memory>

#include "chassis/reflection.h"
#include "gateway/edge/schema.h"

namespace ett::gateway {

// What all upstreams offer, for the gateway's own server reflection.
class MergedSchema final : public chassis::SchemaSource {
 public:
  using Current = std::function<std::shared_ptr<const edge::Schema>()>;
  // `current` is asked anew for each question.
  explicit MergedSchema(Current current) : current_(std::move(current)) {}

  std::vector<std::string> Services() const override;
  absl::StatusOr<std::vector<std::string>> FilesOfName(const std::string& name) const override;
  absl::StatusOr<std::vector<std::string>> FilesOfSymbol(const std::string& symbol) const override;

 private:
  const Current current_;
};

// The contracts of services linked into this program, as an upstream would tell of them.
edge::UpstreamFiles LinkedFiles(std::vector<std::string> services);

}  // namespace ett::gateway
