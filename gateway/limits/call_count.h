#pragma once

#include <atomic>
#include <cstdint>
#include <utility>

namespace ett::limits {

// A process's calls in flight, of which there may be so many at a time. Many threads may enter.
class CallCount {
 public:
  // One among them, free for another when it goes. A count outlives its places.
  class Place {
   public:
    Place() = default;
    Place(Place&& other) noexcept : count_(std::exchange(other.count_, nullptr)) {}
    Place& operator=(Place&& other) noexcept {
      std::swap(count_, other.count_);
      return *this;
    }
    ~Place() {
      if (count_ != nullptr) count_->taken_.fetch_sub(1, std::memory_order_relaxed);
    }

    bool is_taken() const { return count_ != nullptr; }

   private:
    friend class CallCount;
    explicit Place(CallCount* count) : count_(count) {}

    CallCount* count_ = nullptr;
  };

  explicit CallCount(std::int64_t most) : most_(most) {}

  // One that is not taken when there is none left.
  Place Enter() {
    Place place(this);
    return taken_.fetch_add(1, std::memory_order_relaxed) < most_ ? std::move(place) : Place();
  }
  std::int64_t most() const { return most_; }
  std::int64_t taken() const { return taken_.load(std::memory_order_relaxed); }

 private:
  const std::int64_t most_;
  std::atomic<std::int64_t> taken_ = 0;
};

}  // namespace ett::limits
