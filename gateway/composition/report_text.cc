#include "gateway/composition/report_text.h"

#include <algorithm>
#include <kainjow/mustache.hpp>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "figures/table_view.h"
#include "gateway/composition/markdown.h"
#include "gateway/composition/report_words.h"

namespace ett::composition {
namespace {

using figures::In;
using figures::MakeText;
using figures::TableView;
using Places = std::map<std::string, std::string>;

pb::Category Whole() {
  pb::Category whole;
  whole.set_id(figures::kTotal);
  *whole.mutable_label() = figures::Total().label;
  return whole;
}

// Writes one report, block by block.
class Writer {
 public:
  Writer(const ReportDefinition& definition, const ReportFigures& figures, const Voice& voice)
      : definition_(definition), figures_(figures), voice_(voice) {
    for (const pb::DomainOutage& outage : figures.Outages()) missing_.insert(outage.domain());
  }

  ReportText Write() {
    kainjow::mustache::data data;
    data.set("year", absl::StrCat(voice_.year));
    kainjow::mustache::mustache title(In(definition_.title, voice_.language));
    report_.title = title.render(data);
    absl::StrAppend(&report_.markdown, "# ", EscapeMarkdown(report_.title), "\n\n");
    if (figures_.Synthetic()) AddSyntheticNote();
    AddBlocks(definition_.blocks.begin());
    return std::move(report_);
  }

  ReportText WriteSection() {
    auto first = definition_.blocks.begin();
    if (const auto* heading = std::get_if<Heading>(&*first)) {
      report_.title = In(heading->text, voice_.language);
      Add(*heading);
      ++first;
    }
    if (figures_.Synthetic()) AddSyntheticNote();
    AddBlocks(first);
    return std::move(report_);
  }

 private:
  void AddSyntheticNote() {
    absl::StrAppend(&report_.markdown, "> ", In(SyntheticNote(), voice_.language), "\n\n");
  }

  void AddBlocks(std::vector<Block>::const_iterator first) {
    for (; first != definition_.blocks.end(); ++first) {
      std::visit([this](const auto& each) { Add(each); }, *first);
    }
    AddFootnotes();
  }

  void Add(const Heading& heading) {
    noted_.clear();
    absl::StrAppend(&report_.markdown, "## ", EscapeMarkdown(In(heading.text, voice_.language)),
                    "\n\n");
  }

  void Add(const Statement& statement) {
    report::v1::Statement& told = report_.statements.emplace_back();
    told.set_id(statement.id);
    std::vector<std::string> keys;
    for (const Selection& selection : statement.figures) {
      for (const NamedMetric& metric : selection.metrics) keys.push_back(metric.key);
    }
    for (const std::string& key : keys) told.add_metrics(key);
    const std::optional<Sentence> sentence = Say(statement, figures_, voice_);
    if (!sentence.has_value()) return NoteOutages(keys);
    told.set_text(sentence->text);
    told.set_synthetic(sentence->evidence.synthetic);
    absl::StrAppend(&report_.markdown, sentence->markdown, Marks(sentence->evidence, " †"), "\n\n");
  }

  void Add(const TableBlock& table) {
    const pb::Table& cells = figures_.Of(table);
    const bool answered =
        std::any_of(table.metrics.begin(), table.metrics.end(),
                    [this](const std::string& key) { return !missing_.contains(DomainOf(key)); });
    if (!answered) return NoteOutages(table.metrics);
    absl::StrAppend(&report_.markdown, "### ", EscapeMarkdown(In(table.title, voice_.language)),
                    "\n\n", Rows(table, cells), "\n");
    if (!In(table.note, voice_.language).empty()) {
      absl::StrAppend(&report_.markdown, EscapeMarkdown(In(table.note, voice_.language)), "\n\n");
    }
    NoteOutages(table.metrics);
  }

  std::string Rows(const TableBlock& table, const pb::Table& cells) {
    const TableView view(cells);
    std::vector<std::string> head = {" "};
    for (int back = 0; back < table.years; ++back) head.push_back(absl::StrCat(voice_.year - back));
    std::string rows = TableRow(head) + TableRule(head.size());
    symbols_.clear();
    if (table.each.empty()) {
      for (const std::string& key : table.metrics) rows += Row(view, key, table, {});
    } else {
      for (const pb::Category& category : view.Categories(table.each)) {
        rows += Row(view, table.metrics.front(), table, category);
      }
      rows += Row(view, table.metrics.front(), table, Whole());
    }
    return rows + Legend();
  }

  // What the symbols in the table above mean.
  std::string Legend() const {
    std::vector<std::string> meanings;
    for (const pb::CellReason reason : symbols_) {
      meanings.push_back(EscapeMarkdown(In(Meaning(reason), voice_.language)));
    }
    return meanings.empty() ? "" : absl::StrCat("\n", absl::StrJoin(meanings, "; "), "\n");
  }

  // A line of a table, as printed: years from the latest to the earliest.
  struct Line {
    std::vector<std::string> values;  // empty where there is none
    std::vector<std::string> cells;
    std::set<pb::CellReason> reasons;
    Evidence evidence;
    bool applies = false;  // in some year
  };

  Line Read(const TableView& view, const std::string& key, const Places& places, int years) {
    Line line;
    for (int back = 0; back < years; ++back) {
      const pb::Cell* cell = view.Find(key, absl::StrCat(voice_.year - back), places);
      std::string& value = line.values.emplace_back();
      if (cell == nullptr) {
        line.cells.push_back("..");
        line.reasons.insert(pb::CELL_REASON_MISSING);
        continue;
      }
      if (cell->reason() != pb::CELL_REASON_UNSPECIFIED) line.reasons.insert(cell->reason());
      line.applies = line.applies || cell->reason() != pb::CELL_REASON_NOT_APPLICABLE;
      Evidence own;
      own.Add(view.table(), *cell);
      line.evidence.footnotes.insert(own.footnotes.begin(), own.footnotes.end());
      const std::string printed = EscapeMarkdown(view.PrintCell(key, *cell, voice_.language));
      const bool has_value = cell->value_case() != pb::Cell::VALUE_NOT_SET;
      if (has_value) value = printed;
      line.cells.push_back(absl::StrCat(printed, has_value ? Marks({own.synthetic, {}}, "†") : ""));
    }
    return line;
  }

  // Empty when no year has anything to say.
  std::string Row(const TableView& view, const std::string& key, const TableBlock& table,
                  const pb::Category& category) {
    Places places;
    if (!table.each.empty()) places[table.each] = category.id();
    const Line line = Read(view, key, places, table.years);
    if (!line.applies && !table.each.empty()) return "";
    const std::string row = RowOf(Label(view, key, table, category), line);
    return table.recomputed ? row + RecomputedRow(table, key, std::move(places), line) : row;
  }

  // Empty where all years that both lines have are as in the line above.
  std::string RecomputedRow(const TableBlock& table, const std::string& key, Places places,
                            const Line& above) {
    const Recomputed& recomputed = *table.recomputed;
    places.insert(recomputed.at.begin(), recomputed.at.end());
    const TableView view(figures_.RecomputedOf(table));
    Line line = Read(view, key, places, table.years);
    bool differs = false;
    for (std::size_t i = 0; i < line.cells.size(); ++i) {
      const bool both = !line.values[i].empty() && !above.values[i].empty();
      differs = differs || (both && line.values[i] != above.values[i]);
      line.cells[i] = absl::StrCat("*", line.cells[i], "*");
    }
    if (!differs) return "";
    pb::Footnote& note = line.evidence.footnotes[absl::StrCat("series-recomputed/", table.id)];
    note.set_id(absl::StrCat("series-recomputed/", table.id));
    *note.mutable_text() = recomputed.note;
    const std::string& label = In(recomputed.label, voice_.language);
    return RowOf(absl::StrCat("*", EscapeMarkdown(label), "*"), line);
  }

  std::string RowOf(const std::string& label, const Line& line) {
    symbols_.insert(line.reasons.begin(), line.reasons.end());
    std::vector<std::string> cells = {label + Marks(line.evidence, "")};
    cells.insert(cells.end(), line.cells.begin(), line.cells.end());
    return TableRow(cells);
  }

  std::string Label(const TableView& view, const std::string& key, const TableBlock& table,
                    const pb::Category& category) const {
    if (!table.each.empty()) return EscapeMarkdown(In(category.label(), voice_.language));
    const pb::Metric* metric = view.FindMetric(key);
    if (metric == nullptr) return EscapeMarkdown(key);
    const std::string& title = In(metric->title(), voice_.language);
    const std::string& unit = In(metric->unit(), voice_.language);
    const bool plain = unit.empty() || absl::EqualsIgnoreCase(title, unit);
    return EscapeMarkdown(plain ? title : absl::StrCat(title, " (", unit, ")"));
  }

  static std::string DomainOf(const std::string& key) { return key.substr(0, key.find('/')); }

  // Says once under a heading that a domain's part is missing.
  void NoteOutages(const std::vector<std::string>& keys) {
    for (const std::string& key : keys) {
      const std::string domain = DomainOf(key);
      if (!missing_.contains(domain) || !noted_.insert(domain).second) continue;
      const std::string title = In(DomainTitle(domain), voice_.language);
      absl::StrAppend(
          &report_.markdown, "> ",
          voice_.language == figures::Language::kNb
              ? absl::StrCat("**", title, " mangler:** tjenesten «", EscapeMarkdown(domain),
                             "» svarer ikke. Tallene derfra er ikke med.")
              : absl::StrCat("**", title, " is missing:** the service \"", EscapeMarkdown(domain),
                             "\" does not answer. Its figures are left out."),
          "\n\n");
    }
  }

  std::string Marks(const Evidence& evidence, const char* dagger) {
    std::string marks = evidence.synthetic ? dagger : "";
    for (const auto& [id, footnote] : evidence.footnotes) {
      auto found = std::find_if(footnotes_.begin(), footnotes_.end(),
                                [&id = id](const pb::Footnote& each) { return each.id() == id; });
      if (found == footnotes_.end()) found = footnotes_.insert(found, footnote);
      if (!marks.empty() && marks != " †") marks += " ";
      marks += Superscript(static_cast<int>(found - footnotes_.begin()) + 1);
    }
    return marks;
  }

  void AddFootnotes() {
    if (footnotes_.empty()) return;
    absl::StrAppend(&report_.markdown, "---\n\n");
    for (std::size_t i = 0; i < footnotes_.size(); ++i) {
      absl::StrAppend(&report_.markdown, Superscript(static_cast<int>(i) + 1), " ",
                      EscapeMarkdown(In(footnotes_[i].text(), voice_.language)), "\n\n");
    }
  }

  const ReportDefinition& definition_;
  const ReportFigures& figures_;
  const Voice& voice_;
  std::set<std::string> missing_;     // domains that did not answer
  std::set<std::string> noted_;       // those already noted under this heading
  std::set<pb::CellReason> symbols_;  // printed in the table at hand
  std::vector<pb::Footnote> footnotes_;
  ReportText report_;
};

}  // namespace

ReportText Write(const ReportDefinition& definition, const ReportFigures& figures,
                 const Voice& voice) {
  return Writer(definition, figures, voice).Write();
}

ReportText WriteSection(const ReportDefinition& section, const ReportFigures& figures,
                        const Voice& voice) {
  return Writer(section, figures, voice).WriteSection();
}

}  // namespace ett::composition
