#include "gateway/composition/sentence.h"

#include <algorithm>
#include <cmath>
#include <kainjow/mustache.hpp>

#include "absl/strings/str_cat.h"
#include "figures/table_view.h"
#include "gateway/composition/markdown.h"

namespace ett::composition {
namespace {

using figures::TableView;
using Data = kainjow::mustache::data;
using Places = std::map<std::string, std::string>;

// A share is the whole of it, but for what binary fractions leave.
constexpr double kWhole = 100 - 1e-9;

// The cells of one selection, turned into what templates read.
class Reading {
 public:
  Reading(const Selection& selection, const pb::Table& table, const Voice& voice,
          Evidence& evidence)
      : selection_(selection), view_(table), voice_(voice), evidence_(evidence) {}

  // Nothing when it has no value.
  std::optional<Data> Read() const { return selection_.each.empty() ? Single() : Listed(); }

 private:
  std::optional<Data> Single() const {
    const std::string& key = selection_.metrics.front().key;
    const pb::Cell* cell = Find(key, {});
    if (cell == nullptr || cell->value_case() == pb::Cell::VALUE_NOT_SET) return std::nullopt;
    if (selection_.needs_change && !cell->has_change()) return std::nullopt;
    return Describe(key, *cell);
  }

  std::optional<Data> Listed() const {
    Data items(Data::type::list);
    std::vector<Data> kept;
    std::vector<std::string> labels;
    for (const pb::Category& category : view_.Categories(selection_.each)) {
      if (!Meets(category.id())) continue;
      labels.push_back(figures::In(category.label(), voice_.language));
      kept.push_back(Item(category));
    }
    if (kept.empty()) return std::nullopt;
    kept.back().set("last", Data(true));
    for (const Data& item : kept) items.push_back(item);
    Data listed;
    listed.set("items", items);
    listed.set("list", figures::PrintList(labels, voice_.language));
    listed.set("count", absl::StrCat(labels.size()));
    return listed;
  }

  Data Item(const pb::Category& category) const {
    Data item;
    item.set("label", figures::In(category.label(), voice_.language));
    for (const NamedMetric& metric : selection_.metrics) {
      const pb::Cell* cell = Find(metric.key, category.id());
      if (cell == nullptr || cell->value_case() == pb::Cell::VALUE_NOT_SET) continue;
      item.set(metric.name, Describe(metric.key, *cell));
    }
    return item;
  }

  // Whether a category is listed: by the conditions, or by having something of the first metric.
  bool Meets(const std::string& category) const {
    const Condition something{selection_.metrics.front().name, 0.0, std::nullopt};
    if (selection_.where.empty()) return Meets(category, something);
    return std::all_of(selection_.where.begin(), selection_.where.end(),
                       [&](const Condition& each) { return Meets(category, each); });
  }

  bool Meets(const std::string& category, const Condition& condition) const {
    const auto& metrics = selection_.metrics;
    const auto metric = std::find_if(metrics.begin(), metrics.end(), [&](const NamedMetric& each) {
      return each.name == condition.metric;
    });
    if (metric == metrics.end()) return true;
    const pb::Cell* cell = Find(metric->key, category);
    if (cell == nullptr || !cell->has_number()) return false;
    if (condition.above && !(cell->number() > *condition.above)) return false;
    return !condition.equals || cell->number() == *condition.equals;
  }

  const pb::Cell* Find(const std::string& key, const std::string& category) const {
    Places places(selection_.at.begin(), selection_.at.end());
    if (!selection_.each.empty()) places[selection_.each] = category;
    return view_.Find(key, absl::StrCat(voice_.year), places);
  }

  Data Describe(const std::string& key, const pb::Cell& cell) const {
    evidence_.Add(view_.table(), cell);
    Data figure;
    figure.set("value", view_.PrintCell(key, cell, voice_.language));
    figure.set("full", Data(cell.has_number() && cell.number() >= kWhole));
    if (cell.has_change()) figure.set("change", Change(key, cell));
    return figure;
  }

  // A change is told as the reader sees it: two values that print alike are the same.
  Data Change(const std::string& key, const pb::Cell& cell) const {
    const int decimals = view_.Decimals(key, cell);
    const pb::Metric* metric = view_.FindMetric(key);
    const bool relative = metric != nullptr && metric->change_kind() == pb::CHANGE_KIND_PERCENT;
    const double told =
        relative ? figures::RoundDecimal(cell.change().percent(), selection_.change_decimals)
                 : figures::RoundDecimal(cell.number(), decimals) -
                       figures::RoundDecimal(cell.change().from_number(), decimals);
    Data change;
    change.set("from", figures::Print(cell.change().from_number(), decimals, voice_.language));
    change.set("from_period", cell.change().from_period());
    change.set("up", Data(told > 0));
    change.set("down", Data(told < 0));
    change.set("same", Data(told == 0));
    change.set("percent", figures::Print(std::abs(cell.change().percent()),
                                         selection_.change_decimals, voice_.language));
    change.set("difference",
               figures::Print(std::abs(cell.change().difference()), decimals, voice_.language));
    return change;
  }

  const Selection& selection_;
  const TableView view_;
  const Voice& voice_;
  Evidence& evidence_;
};

std::string Render(const std::string& text, const Data& data, bool escaped) {
  kainjow::mustache::mustache mustache(text);
  mustache.set_custom_escape(
      [=](const std::string& value) { return escaped ? EscapeMarkdown(value) : value; });
  return mustache.render(data);
}

}  // namespace

void Evidence::Add(const pb::Table& table, const pb::Cell& cell) {
  if (cell.provenance() >= 0 && cell.provenance() < table.provenances_size()) {
    synthetic = synthetic || table.provenances(cell.provenance()).synthetic();
  }
  for (const int position : cell.footnotes()) {
    const pb::Footnote& footnote = table.footnotes(position);
    footnotes[footnote.id()] = footnote;
  }
}

std::optional<Sentence> Say(const Statement& statement, const ReportFigures& figures,
                            const Voice& voice) {
  Sentence sentence;
  Data data;
  data.set("year", absl::StrCat(voice.year));
  for (const Selection& selection : statement.figures) {
    const std::optional<Data> read =
        Reading(selection, figures.Of(selection), voice, sentence.evidence).Read();
    if (read.has_value()) data.set(selection.name, *read);
    if (!read.has_value() && !selection.optional) return std::nullopt;
  }
  const std::string& text = figures::In(statement.text, voice.language);
  sentence.text = Render(text, data, false);
  sentence.markdown = Render(text, data, true);
  return sentence;
}

}  // namespace ett::composition
