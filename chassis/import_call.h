#pragma once

#include <memory>

#include "chassis/calls.h"
#include "ett/imports/v1/import.pb.h"
#include "records/import.h"
#include "status/macros.h"

namespace ett::chassis {

// The receiver of a records import: `Request` has parent, request_id and, behind `rows`, the rows
// of one kind.
template <class Request, class Rows>
class ImportReceiver final : public Receiver<Request, imports::v1::ImportReport> {
 public:
  ImportReceiver(records::Records& records, const records::Kind& kind, Rows rows)
      : import_(records, kind), rows_(rows) {}

  absl::Status Receive(const Request& request) override {
    records::ImportStart start{request.parent(), request.request_id()};
    if constexpr (requires { request.effective_date(); }) {
      start.effective_date = request.effective_date();
    }
    RETURN_IF_ERROR(import_.Begin(start));
    for (const auto& row : (request.*rows_)()) RETURN_IF_ERROR(import_.Add(row));
    return absl::OkStatus();
  }

  absl::StatusOr<imports::v1::ImportReport> Finish() override { return import_.Finish(); }

 private:
  records::Import import_;
  const Rows rows_;
};

// MakeImport<pb::ImportUnitsRequest>(records, kind, &pb::ImportUnitsRequest::units)
template <class Request, class Row>
std::unique_ptr<Receiver<Request, imports::v1::ImportReport>> MakeImport(
    records::Records& records, const records::Kind& kind,
    const google::protobuf::RepeatedPtrField<Row>& (Request::*rows)() const) {
  return std::make_unique<ImportReceiver<Request, decltype(rows)>>(records, kind, rows);
}

}  // namespace ett::chassis
