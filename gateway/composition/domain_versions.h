#pragma once

#include <grpcpp/client_context.h>

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace ett::composition {

// Which versions of their data the domains of one question have, by the parts of its plan. Told by
// one thread a part.
class DomainVersions {
 public:
  // `known`: as now() said it of an answer that the caller has; empty for none.
  explicit DomainVersions(absl::string_view known) : known_(known) {}

  // Before the parts are asked: so many. What is known of another number is no version of theirs.
  void Expect(std::size_t parts);
  // Before a domain is asked: which version is known of it.
  void Tell(std::size_t part, grpc::ClientContext& context) const;
  // After it answered.
  void Told(std::size_t part, const grpc::ClientContext& context);

  // Once all have answered: true when some said only that nothing is new, and others did not. From
  // then on nobody is told what is known.
  bool MustAskAgain();
  bool is_same(std::size_t part) const { return versions_[part].is_same; }
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

  std::string known_;
  std::vector<Version> versions_;
};

}  // namespace ett::composition
