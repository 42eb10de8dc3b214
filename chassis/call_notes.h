#pragma once

#include <string>

namespace grpc {
class ServerContextBase;
}

namespace ett::chassis {

// What those who answer a call tell whoever writes its line of the log: gRPC has no place for it
// that both see. Of calls that are open, and no others. May be used by many threads.

// As LoggedCaller has it. Nothing happens where nobody wants to know.
void NoteCaller(const grpc::ServerContextBase& context, std::string logged_caller);

// A place for the notes on one call, as long as it lasts.
class CallNotes {
 public:
  explicit CallNotes(const grpc::ServerContextBase* context);
  ~CallNotes();
  CallNotes(const CallNotes&) = delete;
  CallNotes& operator=(const CallNotes&) = delete;

  std::string caller() const;

 private:
  const grpc::ServerContextBase* const context_;
};

}  // namespace ett::chassis
