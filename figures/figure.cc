#include "figures/figure.h"

namespace ett::figures {

Text MakeText(std::string nb, std::string en) {
  Text text;
  text.set_nb(std::move(nb));
  text.set_en(std::move(en));
  return text;
}

Category Total() { return {kTotal, MakeText("I alt", "Total")}; }

bool Keeps(const Query& query, const std::string& dimension, const std::string& category) {
  const auto [first, last] = query.filters.equal_range(dimension);
  if (first == last) return true;
  for (auto filter = first; filter != last; ++filter) {
    if (filter->second == category) return true;
  }
  return false;
}

}  // namespace ett::figures
