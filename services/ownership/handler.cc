#include "services/ownership/handler.h"

#include "services/ownership/entity_register.h"
#include "services/ownership/kinds.h"
#include "services/ownership/organisation_import.h"
#include "services/ownership/shareholder_register.h"
#include "services/ownership/statement_file.h"
#include "services/ownership/statement_import.h"

namespace ett::ownership {
namespace {

// Whose rows are taken in as they stand.
std::vector<const records::Kind*> KindsOfFiles() {
  std::vector<const records::Kind*> kinds = Kinds();
  std::erase_if(kinds, [](const records::Kind* kind) {
    return kind == &EntityKind() || kind == &RegisteredPositionKind();
  });
  return kinds;
}

}  // namespace

OwnershipHandler::OwnershipHandler(records::Records& records, chassis::Calls& calls)
    : entity_calls_(records, calls, EntityKind()),
      share_class_calls_(records, calls, ShareClassKind()),
      share_transaction_calls_(records, calls, ShareTransactionKind()),
      participation_calls_(records, calls, ParticipationKind()),
      registered_position_calls_(records, calls, RegisteredPositionKind()),
      agreement_calls_(records, calls, AgreementKind()),
      agreement_step_calls_(records, calls, AgreementStepKind()),
      board_seat_calls_(records, calls, BoardSeatKind()),
      training_calls_(records, calls, TrainingKind()),
      training_attendance_calls_(records, calls, TrainingAttendanceKind()),
      records_(records),
      calls_(calls) {}

chassis::FileReactor* OwnershipHandler::ImportFile(Context* context) {
  return chassis::ImportFile(
      records_, calls_, context,
      {KindsOfFiles(),
       {EntityCollection(records_), RegisteredPositionCollection(records_),
        StatementCollection(records_)},
       {EntityRegisterFormat(), ShareholderRegisterFormat(), StatementFileFormat()}});
}

OwnershipHandler::Reactor* OwnershipHandler::CreateEntity(Context* context,
                                                          const v1::CreateEntityRequest* request,
                                                          v1::Entity* response) {
  return entity_calls_.Create(context, request, response, &v1::CreateEntityRequest::entity_id,
                              &v1::CreateEntityRequest::entity);
}

OwnershipHandler::Reactor* OwnershipHandler::GetEntity(Context* context,
                                                       const v1::GetEntityRequest* request,
                                                       v1::Entity* response) {
  return entity_calls_.Get(context, request, response);
}

OwnershipHandler::Reactor* OwnershipHandler::ListEntities(Context* context,
                                                          const v1::ListEntitiesRequest* request,
                                                          v1::ListEntitiesResponse* response) {
  return entity_calls_.List(context, request, response,
                            &v1::ListEntitiesResponse::mutable_entities);
}

OwnershipHandler::Reactor* OwnershipHandler::UpdateEntity(Context* context,
                                                          const v1::UpdateEntityRequest* request,
                                                          v1::Entity* response) {
  return entity_calls_.Update(context, request, response, &v1::UpdateEntityRequest::entity);
}

OwnershipHandler::Reactor* OwnershipHandler::DeleteEntity(Context* context,
                                                          const v1::DeleteEntityRequest* request,
                                                          google::protobuf::Empty* response) {
  return entity_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportEntitiesRequest>* OwnershipHandler::ImportEntities(
    Context* context, imports::v1::ImportReport* response) {
  return entity_calls_.Import(context, response, &v1::ImportEntitiesRequest::entities);
}

OwnershipHandler::Reactor* OwnershipHandler::CreateShareClass(
    Context* context, const v1::CreateShareClassRequest* request, v1::ShareClass* response) {
  return share_class_calls_.Create(context, request, response,
                                   &v1::CreateShareClassRequest::share_class_id,
                                   &v1::CreateShareClassRequest::share_class);
}

OwnershipHandler::Reactor* OwnershipHandler::GetShareClass(Context* context,
                                                           const v1::GetShareClassRequest* request,
                                                           v1::ShareClass* response) {
  return share_class_calls_.Get(context, request, response);
}

OwnershipHandler::Reactor* OwnershipHandler::ListShareClasses(
    Context* context, const v1::ListShareClassesRequest* request,
    v1::ListShareClassesResponse* response) {
  return share_class_calls_.List(context, request, response,
                                 &v1::ListShareClassesResponse::mutable_share_classes);
}

OwnershipHandler::Reactor* OwnershipHandler::UpdateShareClass(
    Context* context, const v1::UpdateShareClassRequest* request, v1::ShareClass* response) {
  return share_class_calls_.Update(context, request, response,
                                   &v1::UpdateShareClassRequest::share_class);
}

OwnershipHandler::Reactor* OwnershipHandler::DeleteShareClass(
    Context* context, const v1::DeleteShareClassRequest* request,
    google::protobuf::Empty* response) {
  return share_class_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportShareClassesRequest>* OwnershipHandler::ImportShareClasses(
    Context* context, imports::v1::ImportReport* response) {
  return share_class_calls_.Import(context, response,
                                   &v1::ImportShareClassesRequest::share_classes);
}

OwnershipHandler::Reactor* OwnershipHandler::CreateShareTransaction(
    Context* context, const v1::CreateShareTransactionRequest* request,
    v1::ShareTransaction* response) {
  return share_transaction_calls_.Create(context, request, response,
                                         &v1::CreateShareTransactionRequest::share_transaction_id,
                                         &v1::CreateShareTransactionRequest::share_transaction);
}

OwnershipHandler::Reactor* OwnershipHandler::GetShareTransaction(
    Context* context, const v1::GetShareTransactionRequest* request,
    v1::ShareTransaction* response) {
  return share_transaction_calls_.Get(context, request, response);
}

OwnershipHandler::Reactor* OwnershipHandler::ListShareTransactions(
    Context* context, const v1::ListShareTransactionsRequest* request,
    v1::ListShareTransactionsResponse* response) {
  return share_transaction_calls_.List(
      context, request, response, &v1::ListShareTransactionsResponse::mutable_share_transactions);
}

OwnershipHandler::Reactor* OwnershipHandler::UpdateShareTransaction(
    Context* context, const v1::UpdateShareTransactionRequest* request,
    v1::ShareTransaction* response) {
  return share_transaction_calls_.Update(context, request, response,
                                         &v1::UpdateShareTransactionRequest::share_transaction);
}

OwnershipHandler::Reactor* OwnershipHandler::DeleteShareTransaction(
    Context* context, const v1::DeleteShareTransactionRequest* request,
    google::protobuf::Empty* response) {
  return share_transaction_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportShareTransactionsRequest>*
OwnershipHandler::ImportShareTransactions(Context* context, imports::v1::ImportReport* response) {
  return share_transaction_calls_.Import(context, response,
                                         &v1::ImportShareTransactionsRequest::share_transactions);
}

}  // namespace ett::ownership
