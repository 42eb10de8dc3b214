#pragma once

#include <map>
#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "gateway/edge/config.h"
#include "gateway/edge/schema.h"

namespace ett::gateway {

// The pages of the gateway: `/`, the dashboard; `/openapi.json`, all that is served, and `/docs`,
// to read it, both in the language of `?lang=`, nb or en; what is below `/.well-known/`. Each with
// the policy of what browsers let it do.
// Thread-safe.
class Pages {
 public:
  // `security_contact` is empty where there is none.
  explicit Pages(std::string security_contact);

  // Null where there is none.
  std::shared_ptr<const edge::Page> Find(const std::shared_ptr<const edge::Schema>& schema,
                                         absl::string_view path, absl::string_view query);

 private:
  std::shared_ptr<const edge::Page> Document(const std::shared_ptr<const edge::Schema>& schema,
                                             bool is_norwegian);

  const std::string security_contact_;
  const std::shared_ptr<const edge::Page> docs_;
  absl::Mutex mutex_;
  // Of one schema, by language.
  std::shared_ptr<const edge::Schema> schema_ ABSL_GUARDED_BY(mutex_);
  std::map<bool, std::shared_ptr<const edge::Page>> documents_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace ett::gateway
