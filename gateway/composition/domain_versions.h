#pragma once

#include <grpcpp/client_context.h>

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace ett::composition {

// Which versions of their data the domains of one question have, in the order that they are asked.
class DomainVersions {
 public:
  // `known`: as now() said it of an answer that the caller has; empty for none. What it is of other
  // domains than these is no version of theirs.
  DomainVersions(std::size_t domains, absl::string_view known);

  // Before a domain is asked: which version is known of it.
  void Tell(std::size_t domain, grpc::ClientContext& context) const;
  // After it answered.
  void Told(std::size_t domain, const grpc::ClientContext& context);

  // Once all have answered: true when some said only that nothing is new, and others did not. From
  // then on nobody is told what is known.
  bool MustAskAgain();
  // All have what the caller knows.
  bool are_known() const;
  // Of all of them; empty where one did not say.
  std::string now() const;

 private:
  struct Version {
    std::string known;
    std::string now;
    bool is_same = false;
  };

  std::vector<Version> versions_;
};

}  // namespace ett::composition
