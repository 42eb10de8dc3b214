// What is released of each contract beside what the programs are built with, by the rules that the
// gateway holds services to: buf does not look at paths of REST.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "gateway/edge/contract_breaks.h"
#include "gateway/edge/descriptor_set.h"
#include "gateway/merged_schema.h"
#include "status/matchers.h"
#include "tests/contracts/contracts.h"

namespace ett {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

std::string BytesOf(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// What is built now.
const edge::UpstreamSchema& Current() {
  static const auto& schema =
      *new auto(*edge::UpstreamSchema::Build(gateway::LinkedFiles(AllServices())));
  return *schema;
}

absl::StatusOr<std::vector<std::string>> BreaksOf(const std::filesystem::path& released) {
  auto files = edge::ReadDescriptorSet(released.string());
  if (!files.ok()) return files.status();
  const auto schema = edge::UpstreamSchema::Build(*std::move(files));
  if (!schema.ok()) return schema.status();
  return edge::ContractBreaks(**schema, Current());
}

TEST(Released, NothingThatCallersRelyOnHasChanged) {
  int compared = 0;
  for (const auto& entry : std::filesystem::directory_iterator(ETT_RELEASED)) {
    if (entry.path().extension() != ".binpb") continue;
    const auto breaks = BreaksOf(entry.path());
    // Options and imports alone have no service.
    if (absl::IsInvalidArgument(breaks.status())) {
      EXPECT_THAT(std::string(breaks.status().message()), HasSubstr("service")) << entry.path();
      continue;
    }
    ASSERT_THAT(breaks, status::IsOk()) << entry.path();
    EXPECT_THAT(*breaks, IsEmpty()) << entry.path();
    ++compared;
  }
  EXPECT_GE(compared, 5);
}

// A release in which a list was called by another path than now.
TEST(Released, APathThatIsGoneIsABreak) {
  std::string bytes = BytesOf(std::filesystem::path(ETT_RELEASED) / "hr.binpb");
  const std::string path = "/v1/{parent=municipalities/*}/orgUnits";
  const std::size_t found = bytes.find(path);
  ASSERT_NE(found, std::string::npos);
  bytes.replace(found, path.size(), "/v1/{parent=municipalities/*}/orgParts");
  const auto changed = std::filesystem::path(testing::TempDir()) / "ett_released_hr.binpb";
  std::ofstream(changed, std::ios::binary) << bytes;
  const auto breaks = BreaksOf(changed);
  ASSERT_THAT(breaks, status::IsOk());
  EXPECT_THAT(*breaks, testing::ElementsAre(HasSubstr("orgParts")));
}

}  // namespace
}  // namespace ett
