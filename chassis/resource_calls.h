#pragma once

#include <google/protobuf/empty.pb.h>

#include <string>

#include "chassis/calls.h"
#include "chassis/import_call.h"
#include "records/records.h"

namespace ett::chassis {

// Answers the standard methods of one kind of record, so that a handler's method is one line:
//   return buildings_.Get(context, request, response);
// The requests are shaped as the AIPs have them: see ett.figures.v1.FigureService for a model.
// Everything given must outlive this.
template <class T>
class ResourceCalls {
 public:
  using Context = grpc::CallbackServerContext;
  using Reactor = grpc::ServerUnaryReactor;

  ResourceCalls(records::Records& records, Calls& calls, const records::Kind& kind)
      : records_(records), calls_(calls), kind_(kind) {}

  // Request: parent, request_id, and the id and the record behind these accessors.
  template <class Request>
  Reactor* Create(Context* context, const Request* request, T* response,
                  const std::string& (Request::*id)() const, const T& (Request::*record)() const) {
    return calls_.Unary<Request, T>(context, request, response, [=, this](const Request& asked) {
      return records_.Create(kind_, {asked.parent(), (asked.*id)(), asked.request_id()},
                             (asked.*record)());
    });
  }

  // Request: name, as_known_at.
  template <class Request>
  Reactor* Get(Context* context, const Request* request, T* response) {
    return calls_.Unary<Request, T>(context, request, response, [this](const Request& asked) {
      return records_.Get<T>(kind_, asked.name(), KnownAt(asked));
    });
  }

  // Request: parent, page_size, page_token, filter, as_known_at. Response: next_page_token and the
  // records behind this accessor.
  template <class Request, class Response>
  Reactor* List(Context* context, const Request* request, Response* response,
                google::protobuf::RepeatedPtrField<T>* (Response::*records)()) {
    return calls_.Unary<Request, Response>(
        context, request, response, [=, this](const Request& asked) -> absl::StatusOr<Response> {
          auto page = records_.List<T>(kind_, {asked.parent(), asked.page_size(),
                                               asked.page_token(), asked.filter(), KnownAt(asked)});
          if (!page.ok()) return page.status();
          Response answer;
          for (T& record : page->records) *(answer.*records)()->Add() = std::move(record);
          answer.set_next_page_token(page->next_page_token);
          return answer;
        });
  }

  // Request: update_mask, request_id, effective_date where the kind has a history by days, and the
  // record behind this accessor.
  template <class Request>
  Reactor* Update(Context* context, const Request* request, T* response,
                  const T& (Request::*record)() const) {
    return calls_.Unary<Request, T>(context, request, response, [=, this](const Request& asked) {
      records::UpdateArgs args{asked.update_mask(), asked.request_id()};
      if constexpr (requires { asked.effective_date(); }) {
        args.effective_date = asked.effective_date();
      }
      return records_.Update(kind_, (asked.*record)(), args);
    });
  }

  // Request: name, etag.
  template <class Request>
  Reactor* Delete(Context* context, const Request* request, google::protobuf::Empty* response) {
    return calls_.Unary<Request, google::protobuf::Empty>(
        context, request, response,
        [this](const Request& asked) -> absl::StatusOr<google::protobuf::Empty> {
          RETURN_IF_ERROR(records_.Delete(kind_, asked.name(), asked.etag()));
          return google::protobuf::Empty();
        });
  }

  // A stream of Request: parent, request_id, and the rows behind this accessor.
  template <class Request>
  grpc::ServerReadReactor<Request>* Import(
      Context* context, imports::v1::ImportReport* response,
      const google::protobuf::RepeatedPtrField<T>& (Request::*rows)() const) {
    return calls_.ClientStream<Request, imports::v1::ImportReport>(
        context, response, MakeImport<Request, T>(records_, kind_, rows));
  }

 private:
  template <class Request>
  static const google::protobuf::Timestamp* KnownAt(const Request& asked) {
    return asked.has_as_known_at() ? &asked.as_known_at() : nullptr;
  }

  records::Records& records_;
  Calls& calls_;
  const records::Kind& kind_;
};

}  // namespace ett::chassis
