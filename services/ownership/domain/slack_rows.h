#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "absl/types/span.h"

namespace ett::ownership {

// Many short rows in one block of memory, each with room to grow: a row that outgrows its room
// moves to the end, and the block is packed when more than half of it is left behind. So millions
// of rows cost two allocations, and a change costs what it changes. Spans and references end with
// any change.
template <typename Entry>
class SlackRows {
 public:
  explicit SlackRows(std::size_t rows) : rows_(rows) {}

  void AddRow() { rows_.emplace_back(); }
  void ReserveEntries(std::size_t entries) { pool_.reserve(entries); }

  absl::Span<const Entry> operator[](std::size_t row) const {
    return {pool_.data() + rows_[row].first, rows_[row].size};
  }
  Entry& At(std::size_t row, std::size_t place) { return pool_[rows_[row].first + place]; }

  // Room for `entries` in all.
  void Reserve(std::size_t row, std::size_t entries) {
    if (entries <= rows_[row].room) return;
    abandoned_ += rows_[row].room;
    Move(row, entries, pool_);
    if (pool_.size() > kNotWorthPacking && abandoned_ > pool_.size() / 2) Pack();
  }

  void Append(std::size_t row, const Entry& entry) {
    if (rows_[row].size == rows_[row].room) Reserve(row, 2 * rows_[row].size + 1);
    pool_[rows_[row].first + rows_[row].size++] = entry;
  }

  void RemoveLast(std::size_t row) { --rows_[row].size; }
  void Clear(std::size_t row) { rows_[row].size = 0; }

 private:
  static constexpr std::size_t kNotWorthPacking = 4096;

  struct Place {
    std::size_t first = 0;
    std::size_t size = 0;
    std::size_t room = 0;
  };

  // To the end of `pool`, which may be the one that it is in.
  void Move(std::size_t row, std::size_t room, std::vector<Entry>& pool) {
    Place& place = rows_[row];
    const std::size_t first = pool.size();
    pool.resize(first + room);
    std::copy_n(pool_.data() + place.first, place.size, pool.data() + first);
    place.first = first;
    place.room = room;
  }

  void Pack() {
    std::vector<Entry> packed;
    packed.reserve(pool_.size() - abandoned_);
    for (std::size_t row = 0; row < rows_.size(); ++row) Move(row, rows_[row].room, packed);
    pool_ = std::move(packed);
    abandoned_ = 0;
  }

  std::vector<Place> rows_;
  std::vector<Entry> pool_;
  std::size_t abandoned_ = 0;  // of the pool's entries, in no row's room
};

}  // namespace ett::ownership
