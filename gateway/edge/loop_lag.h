#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>

#include "gateway/limits/overload.h"

namespace ett::edge {

// Measures how late a loop is, by a timer that fires all the time, and says which calls it is too
// late for. In the loop's thread.
class LoopLag {
 public:
  using Tell = std::function<void(int pressure)>;

  // `tell`, perhaps null, is told when calls begin to be refused, and when none is any more.
  LoopLag(boost::asio::io_context& loop, const limits::Overload::Options& options, Tell tell);

  // Before the loop runs.
  void Start();
  bool Refuses(limits::Importance importance) { return overload_.Refuses(importance); }

 private:
  void Wait();
  void Fired();

  boost::asio::steady_timer timer_;
  const Tell tell_;
  limits::Overload overload_;
};

}  // namespace ett::edge
