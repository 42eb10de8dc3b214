#include "chassis/reflection.h"

#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/descriptor_database.h>
#include <gtest/gtest.h>

#include <map>

#include "ett/figures/v1/figure_service.pb.h"
#include "status/matchers.h"

namespace ett::chassis {
namespace {

using google::protobuf::FileDescriptorProto;

constexpr char kService[] = "ett.figures.v1.FigureService";

std::map<std::string, FileDescriptorProto> FilesOf(const SchemaSource& schema) {
  const auto files = schema.FilesOfSymbol(kService);
  EXPECT_THAT(files, status::IsOk());
  std::map<std::string, FileDescriptorProto> named;
  for (const std::string& bytes : *files) {
    FileDescriptorProto file;
    EXPECT_TRUE(file.ParseFromString(bytes));
    named[file.name()] = file;
  }
  return named;
}

// The comment of ListMetrics, the first method of the first service.
std::string FirstComment(const FileDescriptorProto& file) {
  for (const auto& location : file.source_code_info().location()) {
    const std::vector<int> path(location.path().begin(), location.path().end());
    if (path == std::vector<int>{6, 0, 2, 0}) return location.leading_comments();
  }
  return "";
}

TEST(Reflection, TellsTheCommentsOfContracts) {
  // Links the contract.
  const auto* linked = figures::v1::ListMetricsRequest::descriptor()->file();
  auto files = FilesOf(*LinkedSchema({kService}));
  EXPECT_EQ(FirstComment(files[linked->name()]), " The figures that there are, ordered by key.\n");
  EXPECT_GT(files["ett/imports/v1/import.proto"].source_code_info().location_size(), 0);
  // Google's are known to whoever asks.
  EXPECT_FALSE(files["google/api/http.proto"].has_source_code_info());
}

TEST(Reflection, PassesOnTheCommentsOfWhatWasLearnt) {
  auto files = FilesOf(*LinkedSchema({kService}));
  google::protobuf::SimpleDescriptorDatabase database;
  for (auto& [name, file] : files) database.Add(file);
  google::protobuf::DescriptorPool learnt(&database);
  const std::string name = "ett/figures/v1/figure_service.proto";
  const auto told = WithImports(learnt.FindFileByName(name), name);
  ASSERT_THAT(told, status::IsOk());
  FileDescriptorProto file;
  ASSERT_TRUE(file.ParseFromString(told->front()));
  EXPECT_EQ(FirstComment(file), FirstComment(files[name]));
}

}  // namespace
}  // namespace ett::chassis
