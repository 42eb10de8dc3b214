#include "figures/merge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "figures/cube.h"
#include "figures/table_view.h"
#include "status/matchers.h"

namespace ett::figures {
namespace {

pb::Cell Number(double number, int provenance) {
  pb::Cell cell;
  cell.set_number(number);
  cell.set_status(pb::CELL_STATUS_FINAL);
  cell.set_provenance(provenance);
  return cell;
}

CubeMetric OneMetric(const std::string& key, int provenance) {
  CubeMetric metric;
  metric.description.set_key(key);
  metric.description.set_decimals(1);
  metric.absent.set_reason(pb::CELL_REASON_MISSING);
  metric.absent.set_provenance(-1);
  metric.cells[{"2018"}] = Number(7.25, provenance);
  return metric;
}

// hr has no dimension; property is broken down by carrier.
pb::Table Hr() {
  Cube cube({"2018"}, {});
  pb::Provenance provenance;
  provenance.set_domain("hr");
  cube.AddMetric(OneMetric("hr/rate", cube.AddProvenance(provenance)));
  return *std::move(cube).Build();
}

pb::Table Property() {
  Cube cube({"2018"}, {{"carrier", MakeText("Bærer", "Carrier")}});
  pb::Category heat;
  heat.set_id("heat");
  cube.AddCategory(0, heat);
  pb::Provenance provenance;
  provenance.set_domain("property");
  pb::Footnote footnote;
  footnote.set_id("f");
  CubeMetric metric = OneMetric("property/energy", 0);
  metric.dimensions = {"carrier"};
  metric.cells.clear();
  metric.cells[{"2018", "heat"}] = Number(3, cube.AddProvenance(provenance));
  metric.cells[{"2018", "heat"}].add_footnotes(cube.AddFootnote(footnote));
  cube.AddMetric(std::move(metric));
  return *std::move(cube).Build();
}

const Layout kLayout = {{"property/energy", "hr/rate"}, {"2018"}, {"carrier"}};

TEST(MergeTest, ATableMayMixDomains) {
  const auto table = Merge(
      kLayout, {{"hr", {"hr/rate"}, Hr(), ""}, {"property", {"property/energy"}, Property(), ""}});
  ASSERT_THAT(table, status::IsOk());
  const TableView view(*table);
  EXPECT_EQ(table->cells_size(), 4);
  EXPECT_EQ(view.Find("hr/rate", "2018")->number(), 7.25);
  EXPECT_EQ(view.Find("hr/rate", "2018", {{"carrier", "heat"}})->reason(),
            pb::CELL_REASON_NOT_APPLICABLE);
  EXPECT_EQ(view.Find("property/energy", "2018")->reason(), pb::CELL_REASON_MISSING);
  const pb::Cell* heat = view.Find("property/energy", "2018", {{"carrier", "heat"}});
  EXPECT_EQ(heat->number(), 3);
  EXPECT_EQ(table->provenances(heat->provenance()).domain(), "property");
  EXPECT_EQ(table->footnotes(heat->footnotes(0)).id(), "f");
  EXPECT_EQ(table->provenances(view.Find("hr/rate", "2018")->provenance()).domain(), "hr");
}

TEST(MergeTest, ADomainThatIsOutLeavesItsReason) {
  const auto table = Merge(kLayout, {{"hr", {"hr/rate"}, Hr(), ""},
                                     {"property", {"property/energy"}, {}, "connection refused"}});
  ASSERT_THAT(table, status::IsOk());
  const TableView view(*table);
  EXPECT_EQ(view.Find("property/energy", "2018")->reason(), pb::CELL_REASON_UNAVAILABLE);
  EXPECT_EQ(view.Find("hr/rate", "2018")->number(), 7.25);
  ASSERT_EQ(table->outages_size(), 1);
  EXPECT_EQ(table->outages(0).message(), "connection refused");
}

TEST(MergeTest, ATableThatIsTooLargeIsRefused) {
  Layout layout{{}, {}, {}};
  for (int i = 0; i < 400; ++i) layout.metrics.push_back("x/m" + std::to_string(i));
  for (int i = 0; i < 400; ++i) layout.periods.push_back(std::to_string(1700 + i));
  EXPECT_THAT(Merge(layout, {}), status::StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(TableViewTest, PrintsForPeople) {
  const pb::Table table = Hr();
  const TableView view(table);
  EXPECT_EQ(view.PrintCell("hr/rate", *view.Find("hr/rate", "2018"), Language::kNb), "7,3");
  pb::Cell date;
  date.mutable_date()->set_year(2020);
  date.mutable_date()->set_month(1);
  date.mutable_date()->set_day(1);
  EXPECT_EQ(view.PrintCell("", date, Language::kNb), "1. januar 2020");
  EXPECT_EQ(view.PrintCell("", date, Language::kEn), "1 January 2020");
  pb::Cell suppressed;
  suppressed.set_reason(pb::CELL_REASON_SUPPRESSED);
  EXPECT_EQ(view.PrintCell("", suppressed, Language::kNb), ":");
  EXPECT_EQ(PrintList({"a", "b", "c"}, Language::kEn), "a, b and c");
}

}  // namespace
}  // namespace ett::figures
