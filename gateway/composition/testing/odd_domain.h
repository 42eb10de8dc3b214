#pragma once

#include <string>

#include "absl/strings/str_cat.h"
#include "chassis/metrics.h"
#include "chassis/server.h"
#include "ett/figures/v1/figure_service.grpc.pb.h"

namespace ett::composition::testing {

// A domain that does not do as domains do.
class OddDomain {
 public:
  enum class Way {
    kSilent,    // takes the question and never answers
    kWrong,     // answers with a table whose cells do not fit
    kBroken,    // fails with INTERNAL
    kRefusing,  // refuses the caller with PERMISSION_DENIED
  };

  explicit OddDomain(Way way) : service_(way) {
    api_ = *chassis::StartApi("127.0.0.1:0", metrics_, {&service_});
  }
  ~OddDomain() { api_.server->Shutdown(std::chrono::system_clock::now()); }

  std::string address() const { return absl::StrCat("127.0.0.1:", api_.port); }

 private:
  // Ends when the caller gives up.
  class Silence final : public grpc::ServerUnaryReactor {
   public:
    void OnCancel() override { Finish(grpc::Status::CANCELLED); }
    void OnDone() override { delete this; }
  };

  class Service final : public figures::v1::FigureService::CallbackService {
   public:
    explicit Service(Way way) : way_(way) {}

    grpc::ServerUnaryReactor* QueryTable(grpc::CallbackServerContext* context,
                                         const figures::v1::QueryTableRequest*,
                                         figures::v1::Table* table) override {
      if (way_ == Way::kSilent) return new Silence;
      grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
      if (way_ == Way::kWrong) {
        table->add_dimensions()->add_categories()->set_id("x");
        table->add_cells()->add_footnotes(7);
        reactor->Finish(grpc::Status::OK);
      } else if (way_ == Way::kBroken) {
        reactor->Finish({grpc::StatusCode::INTERNAL, "it broke"});
      } else {
        reactor->Finish({grpc::StatusCode::PERMISSION_DENIED, "not for you"});
      }
      return reactor;
    }

   private:
    const Way way_;
  };

  Service service_;
  chassis::Metrics metrics_;
  chassis::ApiServer api_;
};

}  // namespace ett::composition::testing
