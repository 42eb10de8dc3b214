#include "chassis/consumers.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "chassis/gate_testing.h"
#include "ett/figures/v1/figure_service.grpc.pb.h"
#include "status/grpc.h"
#include "status/macros.h"

namespace ett::chassis {
namespace {

namespace pb = ::ett::figures::v1;
using google::protobuf::DescriptorPool;
using Names = std::vector<std::string>;

constexpr char kMunicipality[] = "municipalities/935478715";
constexpr int kMostMetrics = 1000;
constexpr absl::string_view kOfAllDomains = "ett.figures.v1.";

struct Reliance {
  std::string consumer;
  std::map<std::string, Names> metrics;  // dimensions, by key
  Names methods;                         // `ett.hr.v1.HrService/ImportOrgUnits`
  std::map<std::string, Names> fields;   // names in JSON, by message
};

absl::StatusOr<Reliance> Parse(const std::string& file) {
  try {
    const auto json = nlohmann::json::parse(file);
    return Reliance{json.at("consumer"), json.at("metrics"), json.at("methods"), json.at("fields")};
  } catch (const nlohmann::json::exception& error) {
    return absl::InvalidArgumentError(
        absl::StrCat("want {consumer, metrics, methods, fields}, got ", file, ": ", error.what()));
  }
}

// The dimensions of each metric that the service says it has.
absl::StatusOr<std::map<std::string, std::set<std::string>>> CatalogueOf(
    const std::shared_ptr<grpc::Channel>& channel) {
  pb::ListMetricsRequest request;
  request.set_parent(kMunicipality);
  request.set_page_size(kMostMetrics);
  grpc::ClientContext context;
  pb::ListMetricsResponse response;
  RETURN_IF_ERROR(status::FromGrpc(
      pb::FigureService::NewStub(channel)->ListMetrics(&context, request, &response)));
  std::map<std::string, std::set<std::string>> catalogue;
  for (const pb::Metric& metric : response.metrics()) {
    std::set<std::string>& dimensions = catalogue[metric.key()];
    for (const pb::Dimension& each : metric.dimensions()) dimensions.insert(each.id());
  }
  return catalogue;
}

// Holds one consumer's declarations to a service, as far as they are about its domain.
class Fulfilment {
 public:
  Fulfilment(const std::string& domain, const std::shared_ptr<grpc::Channel>& channel,
             Names& unfulfilled)
      : domain_(domain), channel_(channel), unfulfilled_(unfulfilled) {}

  void CheckMetrics(const Reliance& reliance,
                    const std::map<std::string, std::set<std::string>>& catalogue) {
    for (const auto& [key, dimensions] : reliance.metrics) {
      if (!absl::StartsWith(key, absl::StrCat(domain_, "/"))) continue;
      const auto found = catalogue.find(key);
      if (found == catalogue.end()) {
        Tell(reliance, "metric", key, "the catalogue has none");
        continue;
      }
      for (const std::string& each : dimensions) {
        if (found->second.count(each) == 0) {
          Tell(reliance, "metric", key, absl::StrCat("it has no dimension ", each));
        }
      }
    }
  }

  void CheckMethods(const Reliance& reliance) {
    for (const std::string& method : reliance.methods) {
      if (!IsOfDomain(method) && !absl::StartsWith(method, kOfAllDomains)) continue;
      if (absl::IsUnimplemented(CallEmpty(channel_, absl::StrCat("/", method)))) {
        Tell(reliance, "method", method, "nobody answers it");
      }
    }
  }

  void CheckFields(const Reliance& reliance) {
    for (const auto& [name, fields] : reliance.fields) {
      if (!IsOfDomain(name)) continue;
      const auto* message = DescriptorPool::generated_pool()->FindMessageTypeByName(name);
      for (const std::string& field : fields) {
        if (message == nullptr || message->FindFieldByCamelcaseName(field) == nullptr) {
          Tell(reliance, "field", absl::StrCat(name, ".", field), "the contract has none");
        }
      }
    }
  }

 private:
  bool IsOfDomain(const std::string& name) const {
    return absl::StartsWith(name, absl::StrCat("ett.", domain_, "."));
  }

  void Tell(const Reliance& reliance, absl::string_view what, const std::string& name,
            absl::string_view why) {
    unfulfilled_.push_back(absl::StrCat(reliance.consumer, ": ", what, " ", name, ": ", why));
  }

  const std::string& domain_;
  const std::shared_ptr<grpc::Channel>& channel_;
  Names& unfulfilled_;
};

}  // namespace

absl::StatusOr<std::vector<std::string>> ConsumerFiles() {
  Names files;
  for (const auto& entry : std::filesystem::directory_iterator(ETT_CONSUMERS)) {
    std::ifstream file(entry.path());
    files.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  if (files.empty()) return absl::NotFoundError("want files of consumers in " ETT_CONSUMERS);
  std::sort(files.begin(), files.end());
  return files;
}

absl::StatusOr<std::vector<std::string>> Unfulfilled(
    const std::vector<std::string>& files, const std::string& domain,
    const std::shared_ptr<grpc::Channel>& channel) {
  ASSIGN_OR_RETURN(const auto catalogue, CatalogueOf(channel));
  Names unfulfilled;
  Fulfilment fulfilment(domain, channel, unfulfilled);
  for (const std::string& file : files) {
    ASSIGN_OR_RETURN(const Reliance reliance, Parse(file));
    fulfilment.CheckMetrics(reliance, catalogue);
    fulfilment.CheckMethods(reliance);
    fulfilment.CheckFields(reliance);
  }
  return unfulfilled;
}

}  // namespace ett::chassis
