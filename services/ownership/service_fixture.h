#pragma once

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/dynamic_message.h>
#include <google/protobuf/util/json_util.h>
#include <grpcpp/impl/codegen/client_unary_call.h>

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "chassis/testing.h"
#include "ett/figures/v1/figure_service.grpc.pb.h"
#include "ett/ownership/v1/ownership_service.grpc.pb.h"
#include "ett/ownership/v1/steering_service.grpc.pb.h"
#include "figures/table_view.h"
#include "services/ownership/service.h"
#include "status/grpc.h"
#include "status/matchers.h"

// What the tests of the service share.
namespace ett::ownership {

using absl::StatusCode;
using status::IsOk;
using status::StatusIs;
using status::StatusSays;
using testing::HasSubstr;

// A service that is asked in JSON, where `M/` stands for the municipality's name.
class ServiceTest : public testing::TestWithParam<sql::TestEngine> {
 protected:
  using Message = google::protobuf::Message;

  explicit ServiceTest(const chassis::ServiceSpec& spec = Service()) : service_(GetParam(), spec) {}

  // `method` is `OwnershipService.GetEntity`.
  absl::Status Call(const std::string& method, const std::string& json, Message& response) {
    const auto* found = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
        absl::StrCat("ett.", method.find("Figure") == 0 ? "figures" : "ownership", ".v1.", method));
    if (found == nullptr) return absl::NotFoundError(method);
    const std::unique_ptr<Message> request(google::protobuf::MessageFactory::generated_factory()
                                               ->GetPrototype(found->input_type())
                                               ->New());
    const std::string full = absl::StrReplaceAll(
        json, {{"M/", "municipalities/935478715/"}, {"\"M\"", "\"municipalities/935478715\""}});
    const auto read = google::protobuf::util::JsonStringToMessage(full, request.get());
    if (!read.ok()) return absl::InvalidArgumentError(absl::StrCat("JSON: ", read.ToString()));
    const std::string path = absl::StrCat("/", found->service()->full_name(), "/", found->name());
    const grpc::internal::RpcMethod rpc(path.c_str(), grpc::internal::RpcMethod::NORMAL_RPC,
                                        service_.channel);
    grpc::ClientContext context;
    if (!authorization_.empty()) context.AddMetadata("authorization", authorization_);
    return status::FromGrpc(grpc::internal::BlockingUnaryCall<Message, Message, Message, Message>(
        service_.channel.get(), rpc, &context, *request, &response));
  }

  template <class Response>
  absl::StatusOr<Response> Ask(const std::string& method, const std::string& json) {
    Response response;
    if (auto status = Call(method, json, response); !status.ok()) return status;
    return response;
  }

  // Creates a record: `Create("Entity", "arba", R"({"displayName": …})")`.
  absl::Status Create(const std::string& message, const std::string& id, const std::string& json) {
    std::string field = message;
    field[0] = static_cast<char>(field[0] - 'A' + 'a');
    const bool steers = message.find("Owner") == 0 || message == "Dividend" ||
                        message == "Guarantee" || message == "BookValue" ||
                        message == "CompanyResult" || message == "GovernanceDocument";
    const std::string method =
        absl::StrCat(steers ? "SteeringService" : "OwnershipService", ".Create", message);
    const auto* found = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
        absl::StrCat("ett.ownership.v1.", method));
    if (found == nullptr) return absl::NotFoundError(method);
    const std::unique_ptr<Message> created(google::protobuf::MessageFactory::generated_factory()
                                               ->GetPrototype(found->output_type())
                                               ->New());
    return Call(method,
                absl::StrCat(R"({"parent": "M", ")", field, R"(Id": ")", id, R"(", ")", field,
                             R"(": )", json, "}"),
                *created);
  }

  absl::Status CreateEntity(const std::string& id, const std::string& form = "AS",
                            const std::string& more = "") {
    return Create("Entity", id,
                  absl::StrCat(R"({"displayName": ")", id, R"(", "form": "ENTITY_FORM_)", form,
                               "\"", more, "}"));
  }

  // On a day: `{"year": 2018}`.
  absl::Status Transact(const std::string& id, const std::string& company, const std::string& kind,
                        const std::string& date, const std::string& more) {
    return Create("ShareTransaction", id,
                  absl::StrCat(R"({"company": "M/entities/)", company,
                               R"(", "kind": "SHARE_TRANSACTION_KIND_)", kind,
                               R"(", "transactionDate": )", date, ", ", more, "}"));
  }

  // A cell of a table by company, or by another dimension.
  std::string Figure(const std::string& metric, const std::string& period,
                     const std::string& category, const std::string& dimension = "company") {
    const auto table = Ask<figures::v1::Table>(
        "FigureService.QueryTable",
        absl::StrCat(R"({"parent": "M", "metrics": [")", metric, R"("], "periods": [")", period,
                     R"("], "dimensions": [")", dimension, R"("]})"));
    if (!table.ok()) return table.status().ToString();
    const figures::TableView view(*table);
    const auto* cell = view.Find(metric, period, {{dimension, category}});
    return cell == nullptr ? "" : view.PrintCell(metric, *cell, figures::Language::kEn);
  }

  std::string authorization_;
  chassis::TestService service_;
};

inline std::string Date(int year, int month, int day) {
  return absl::StrCat(R"({"year": )", year, R"(, "month": )", month, R"(, "day": )", day, "}");
}

}  // namespace ett::ownership
