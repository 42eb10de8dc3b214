#include "chassis/call_notes.h"

#include <array>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/hash/hash.h"
#include "absl/synchronization/mutex.h"

namespace ett::chassis {
namespace {

// Callers of different calls do not wait for each other.
struct Shelf {
  absl::Mutex mutex;
  absl::flat_hash_map<const grpc::ServerContextBase*, std::string> callers ABSL_GUARDED_BY(mutex);
};

Shelf& ShelfOf(const grpc::ServerContextBase* context) {
  static auto& shelves = *new std::array<Shelf, 16>();
  return shelves[absl::HashOf(context) % shelves.size()];
}

}  // namespace

void NoteCaller(const grpc::ServerContextBase& context, std::string logged_caller) {
  Shelf& shelf = ShelfOf(&context);
  absl::MutexLock lock(&shelf.mutex);
  const auto found = shelf.callers.find(&context);
  if (found != shelf.callers.end()) found->second = std::move(logged_caller);
}

CallNotes::CallNotes(const grpc::ServerContextBase* context) : context_(context) {
  Shelf& shelf = ShelfOf(context_);
  absl::MutexLock lock(&shelf.mutex);
  shelf.callers.try_emplace(context_);
}

CallNotes::~CallNotes() {
  Shelf& shelf = ShelfOf(context_);
  absl::MutexLock lock(&shelf.mutex);
  shelf.callers.erase(context_);
}

std::string CallNotes::caller() const {
  Shelf& shelf = ShelfOf(context_);
  absl::MutexLock lock(&shelf.mutex);
  const auto found = shelf.callers.find(context_);
  return found == shelf.callers.end() ? "" : found->second;
}

}  // namespace ett::chassis
