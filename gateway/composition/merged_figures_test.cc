#include "figures/table_view.h"
#include "gateway/composition/testing/merged_figures_fixture.h"
#include "status/matchers.h"

namespace ett::composition {
namespace {

using figures::TableView;
using status::IsOk;
using status::StatusSays;
using testing::kMunicipality;

class MergedFiguresTest : public testing::MergedFiguresFixture {};

TEST_F(MergedFiguresTest, ATableMixesDomainsInTheOrderAsked) {
  const auto table = Query(Ask({"second/cost", "first/rate"}));
  ASSERT_THAT(table, IsOk());
  EXPECT_EQ(table->metrics(0).key(), "second/cost");
  const TableView view(*table);
  EXPECT_EQ(view.Find("second/cost", "2018")->number(), 138);
  EXPECT_DOUBLE_EQ(view.Find("second/cost", "2018")->change().percent(), 38);
  EXPECT_EQ(view.Find("first/rate", "2017")->number(), 7.5);
  EXPECT_EQ(table->provenances(view.Find("first/rate", "2017")->provenance()).domain(), "first");
}

TEST_F(MergedFiguresTest, ADimensionIsAskedOfThoseThatHaveIt) {
  const auto table = Query(Ask({"first/plain", "second/cost"}, {"colour"}));
  ASSERT_THAT(table, IsOk());
  const TableView view(*table);
  EXPECT_EQ(view.Find("second/cost", "2018", {{"colour", "red"}})->number(), 138);
  EXPECT_EQ(view.Find("first/plain", "2018")->number(), 1);
  EXPECT_EQ(view.Find("first/plain", "2018", {{"colour", "red"}})->reason(),
            pb::CELL_REASON_NOT_APPLICABLE);
}

TEST_F(MergedFiguresTest, WhatNobodyKnowsIsRefused) {
  EXPECT_THAT(Query(Ask({"third/rate"})),
              StatusSays(absl::StatusCode::kInvalidArgument, "third/rate"));
  EXPECT_THAT(Query(Ask({"rate"})), StatusSays(absl::StatusCode::kInvalidArgument, "rate"));
  EXPECT_THAT(Query(Ask({})), StatusSays(absl::StatusCode::kInvalidArgument, "metrics"));
  EXPECT_THAT(Query(Ask({"first/rate", "second/cost"}, {"shape"})),
              StatusSays(absl::StatusCode::kInvalidArgument, "shape"));
  EXPECT_THAT(Query(Ask({"first/wrong", "second/cost"})),
              StatusSays(absl::StatusCode::kInvalidArgument, "first/wrong"));
}

TEST_F(MergedFiguresTest, ADomainThatIsAwayLeavesItsCellsAndTheRestAnswers) {
  second_.Stop();
  const auto table = Query(Ask({"first/rate", "second/cost"}));
  ASSERT_THAT(table, IsOk());
  const TableView view(*table);
  EXPECT_EQ(view.Find("first/rate", "2018")->number(), 7.3);
  EXPECT_EQ(view.Find("second/cost", "2018")->reason(), pb::CELL_REASON_UNAVAILABLE);
  ASSERT_EQ(table->outages_size(), 1);
  EXPECT_EQ(table->outages(0).domain(), "second");
}

TEST_F(MergedFiguresTest, ADomainThatComesOrMovesIsAskedAndOneThatIsGoneIsUnknown) {
  testing::DomainServer third("third", {{"rate", {{2018, 5}}}});
  testing::DomainServer moved("second", {{"cost", {{2018, 7}}}});
  domains_.Use({{"second", moved.address()}, {"third", third.address()}});
  const auto table = Query(Ask({"third/rate", "second/cost"}));
  ASSERT_THAT(table, IsOk());
  EXPECT_EQ(TableView(*table).Find("third/rate", "2018")->number(), 5);
  EXPECT_EQ(TableView(*table).Find("second/cost", "2018")->number(), 7);
  EXPECT_THAT(Query(Ask({"first/rate"})),
              StatusSays(absl::StatusCode::kInvalidArgument, "domain/metric of a known domain"));
}

TEST_F(MergedFiguresTest, AnswersThatHaveBegunKeepTheirDomains) {
  const auto answers = figures_.Ask({Ask({"first/rate"})}, {absl::Now() + absl::Seconds(30)});
  ASSERT_THAT(answers, IsOk());
  domains_.Use({{"second", second_.address()}});
  (*answers)->WaitForAll();
  EXPECT_EQ(TableView(*(*answers)->TableOf(0)).Find("first/rate", "2018")->number(), 7.3);
}

TEST(CurrentDomains, KeepTheConnectionsOfThoseThatStay) {
  CurrentDomains domains({{"a", "127.0.0.1:1"}, {"b", "127.0.0.1:2"}});
  const auto before = domains.now();
  domains.Use({{"b", "127.0.0.1:3"}, {"a", "127.0.0.1:1"}});
  EXPECT_EQ((*domains.now()->Find("a"))->channel, (*before->Find("a"))->channel);
  EXPECT_NE((*domains.now()->Find("b"))->channel, (*before->Find("b"))->channel);
}

TEST_F(MergedFiguresTest, AComposedMetricIsMadeOfTheFiguresOfSeveralDomains) {
  const auto table = Query(Ask({"first/rate", "composed/weighed"}, {"colour"}));
  ASSERT_THAT(table, IsOk());
  const TableView view(*table);
  EXPECT_DOUBLE_EQ(view.Find("composed/weighed", "2018", {{"colour", "red"}})->number(), 7.3 * 138);
  const pb::Cell& total = *view.Find("composed/weighed", "2018");
  EXPECT_DOUBLE_EQ(total.number(), 2 * 7.3 * 138);
  EXPECT_DOUBLE_EQ(total.change().from_number(), 2 * 7.5 * 100);
  EXPECT_EQ(total.coverage(), 1);
  const pb::Provenance& provenance = table->provenances(total.provenance());
  EXPECT_EQ(provenance.domain(), "composed");
  EXPECT_EQ(provenance.source(), "total over colour of first/rate × second/cost");
  EXPECT_TRUE(provenance.synthetic());
  ASSERT_EQ(provenance.parts_size(), 4);
  EXPECT_EQ(provenance.parts(0).metric(), "first/rate");
  EXPECT_EQ(provenance.parts(0).number(), 7.3);
  EXPECT_EQ(provenance.parts(0).known_at().seconds(), table->known_at().seconds());
  EXPECT_EQ(view.Find("first/rate", "2018", {{"colour", "red"}})->number(), 7.3);
}

TEST_F(MergedFiguresTest, AComposedMetricIsAsItWasKnown) {
  auto request = Ask({"composed/weighed"});
  const auto now = Query(request);
  ASSERT_THAT(now, IsOk());
  *request.mutable_as_known_at() = now->known_at();
  EXPECT_EQ(Query(request)->SerializeAsString(), now->SerializeAsString());
  request.add_dimensions("shape");
  EXPECT_THAT(Query(request), StatusSays(absl::StatusCode::kInvalidArgument, "shape"));
}

TEST_F(MergedFiguresTest, AComposedMetricIsUnavailableWhereADomainIsAway) {
  second_.Stop();
  const auto table = Query(Ask({"first/rate", "composed/weighed"}));
  ASSERT_THAT(table, IsOk());
  EXPECT_EQ(TableView(*table).Find("composed/weighed", "2018")->reason(),
            pb::CELL_REASON_UNAVAILABLE);
  ASSERT_EQ(table->outages_size(), 1);
  EXPECT_EQ(table->outages(0).domain(), "second");
  EXPECT_EQ(TableView(*table).Find("first/rate", "2018")->number(), 7.3);
}

TEST_F(MergedFiguresTest, AFilterOfAComposedMetricKeepsOnePlace) {
  auto request = Ask({"composed/weighed"}, {"colour"});
  request.add_filters("colour=blue");
  const auto table = Query(request);
  ASSERT_THAT(table, IsOk());
  const TableView view(*table);
  EXPECT_DOUBLE_EQ(view.Find("composed/weighed", "2018", {{"colour", "blue"}})->number(),
                   7.3 * 138);
  EXPECT_EQ(view.Find("composed/weighed", "2018"), nullptr);
}

TEST_F(MergedFiguresTest, ADomainIsAskedOnceForAllMetricsOfAShape) {
  auto request = Ask({"first/rate", "second/cost", "first/plain"});
  request.set_explain(true);
  const auto table = Query(request);
  ASSERT_THAT(table, IsOk());
  ASSERT_EQ(table->plan().parts_size(), 2);
  const pb::PlanPart& part = table->plan().parts(0);
  EXPECT_EQ(part.domain(), "first");
  EXPECT_EQ(part.metrics_size(), 2);
  EXPECT_EQ(part.cell_count(), 4);
  EXPECT_GT(part.byte_count(), 0);
  EXPECT_EQ(part.status(), "OK");
  request.set_explain(false);
  EXPECT_FALSE(Query(request)->has_plan());
}

TEST_F(MergedFiguresTest, AllPartsSpeakOfTheSameMoment) {
  auto request = Ask({"first/rate", "second/cost"});
  const auto now = Query(request);
  ASSERT_THAT(now, IsOk());
  *request.mutable_as_known_at() = now->known_at();
  const auto again = Query(request);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->SerializeAsString(), now->SerializeAsString());
}

TEST_F(MergedFiguresTest, MetricsAreListedPageByPageWithoutGapOrRepeat) {
  std::vector<std::string> keys;
  pb::ListMetricsRequest request;
  request.set_parent(kMunicipality);
  request.set_page_size(2);
  do {
    const auto page = figures_.ListMetrics(request, {});
    ASSERT_THAT(page, IsOk());
    for (const pb::Metric& metric : page->metrics()) keys.push_back(metric.key());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_TRUE(std::is_sorted(keys.begin(), keys.end()));
  // Theirs, the three of measures in each domain, and the composed one.
  EXPECT_EQ(keys.size(), 2 + 1 + 2 * 3 + 1);
  request.set_page_token("?");
  EXPECT_THAT(figures_.ListMetrics(request, {}),
              StatusSays(absl::StatusCode::kInvalidArgument, "page_token"));
}

TEST_F(MergedFiguresTest, MetricsOfADomainThatIsAwayAreSaidToBeMissing) {
  second_.Stop();
  pb::ListMetricsRequest request;
  request.set_parent(kMunicipality);
  const auto listed = figures_.ListMetrics(request, {});
  ASSERT_THAT(listed, IsOk());
  ASSERT_EQ(listed->outages_size(), 1);
  EXPECT_EQ(listed->outages(0).domain(), "second");
  first_.Stop();
  EXPECT_THAT(figures_.ListMetrics(request, {}), status::StatusIs(absl::StatusCode::kUnavailable));
}

}  // namespace
}  // namespace ett::composition
