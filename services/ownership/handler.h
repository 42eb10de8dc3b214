#pragma once

#include "chassis/file_call.h"
#include "chassis/resource_calls.h"
#include "ett/ownership/v1/ownership_service.grpc.pb.h"

namespace ett::ownership {

// Records of ownership: the standard methods of each kind, and files.
class OwnershipHandler final : public v1::OwnershipService::CallbackService {
 public:
  OwnershipHandler(records::Records& records, chassis::Calls& calls);

  using Context = grpc::CallbackServerContext;
  using Reactor = grpc::ServerUnaryReactor;

  Reactor* CreateEntity(Context* context, const v1::CreateEntityRequest* request,
                        v1::Entity* response) override;
  Reactor* GetEntity(Context* context, const v1::GetEntityRequest* request,
                     v1::Entity* response) override;
  Reactor* ListEntities(Context* context, const v1::ListEntitiesRequest* request,
                        v1::ListEntitiesResponse* response) override;
  Reactor* UpdateEntity(Context* context, const v1::UpdateEntityRequest* request,
                        v1::Entity* response) override;
  Reactor* DeleteEntity(Context* context, const v1::DeleteEntityRequest* request,
                        google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportEntitiesRequest>* ImportEntities(
      Context* context, imports::v1::ImportReport* response) override;

  Reactor* CreateShareClass(Context* context, const v1::CreateShareClassRequest* request,
                            v1::ShareClass* response) override;
  Reactor* GetShareClass(Context* context, const v1::GetShareClassRequest* request,
                         v1::ShareClass* response) override;
  Reactor* ListShareClasses(Context* context, const v1::ListShareClassesRequest* request,
                            v1::ListShareClassesResponse* response) override;
  Reactor* UpdateShareClass(Context* context, const v1::UpdateShareClassRequest* request,
                            v1::ShareClass* response) override;
  Reactor* DeleteShareClass(Context* context, const v1::DeleteShareClassRequest* request,
                            google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportShareClassesRequest>* ImportShareClasses(
      Context* context, imports::v1::ImportReport* response) override;

  Reactor* CreateShareTransaction(Context* context,
                                  const v1::CreateShareTransactionRequest* request,
                                  v1::ShareTransaction* response) override;
  Reactor* GetShareTransaction(Context* context, const v1::GetShareTransactionRequest* request,
                               v1::ShareTransaction* response) override;
  Reactor* ListShareTransactions(Context* context, const v1::ListShareTransactionsRequest* request,
                                 v1::ListShareTransactionsResponse* response) override;
  Reactor* UpdateShareTransaction(Context* context,
                                  const v1::UpdateShareTransactionRequest* request,
                                  v1::ShareTransaction* response) override;
  Reactor* DeleteShareTransaction(Context* context,
                                  const v1::DeleteShareTransactionRequest* request,
                                  google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportShareTransactionsRequest>* ImportShareTransactions(
      Context* context, imports::v1::ImportReport* response) override;

  Reactor* CreateParticipation(Context* context, const v1::CreateParticipationRequest* request,
                               v1::Participation* response) override;
  Reactor* GetParticipation(Context* context, const v1::GetParticipationRequest* request,
                            v1::Participation* response) override;
  Reactor* ListParticipations(Context* context, const v1::ListParticipationsRequest* request,
                              v1::ListParticipationsResponse* response) override;
  Reactor* UpdateParticipation(Context* context, const v1::UpdateParticipationRequest* request,
                               v1::Participation* response) override;
  Reactor* DeleteParticipation(Context* context, const v1::DeleteParticipationRequest* request,
                               google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportParticipationsRequest>* ImportParticipations(
      Context* context, imports::v1::ImportReport* response) override;

  Reactor* CreateRegisteredPosition(Context* context,
                                    const v1::CreateRegisteredPositionRequest* request,
                                    v1::RegisteredPosition* response) override;
  Reactor* GetRegisteredPosition(Context* context, const v1::GetRegisteredPositionRequest* request,
                                 v1::RegisteredPosition* response) override;
  Reactor* ListRegisteredPositions(Context* context,
                                   const v1::ListRegisteredPositionsRequest* request,
                                   v1::ListRegisteredPositionsResponse* response) override;
  Reactor* UpdateRegisteredPosition(Context* context,
                                    const v1::UpdateRegisteredPositionRequest* request,
                                    v1::RegisteredPosition* response) override;
  Reactor* DeleteRegisteredPosition(Context* context,
                                    const v1::DeleteRegisteredPositionRequest* request,
                                    google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportRegisteredPositionsRequest>* ImportRegisteredPositions(
      Context* context, imports::v1::ImportReport* response) override;

  Reactor* CreateAgreement(Context* context, const v1::CreateAgreementRequest* request,
                           v1::Agreement* response) override;
  Reactor* GetAgreement(Context* context, const v1::GetAgreementRequest* request,
                        v1::Agreement* response) override;
  Reactor* ListAgreements(Context* context, const v1::ListAgreementsRequest* request,
                          v1::ListAgreementsResponse* response) override;
  Reactor* UpdateAgreement(Context* context, const v1::UpdateAgreementRequest* request,
                           v1::Agreement* response) override;
  Reactor* DeleteAgreement(Context* context, const v1::DeleteAgreementRequest* request,
                           google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportAgreementsRequest>* ImportAgreements(
      Context* context, imports::v1::ImportReport* response) override;

  Reactor* CreateAgreementStep(Context* context, const v1::CreateAgreementStepRequest* request,
                               v1::AgreementStep* response) override;
  Reactor* GetAgreementStep(Context* context, const v1::GetAgreementStepRequest* request,
                            v1::AgreementStep* response) override;
  Reactor* ListAgreementSteps(Context* context, const v1::ListAgreementStepsRequest* request,
                              v1::ListAgreementStepsResponse* response) override;
  Reactor* UpdateAgreementStep(Context* context, const v1::UpdateAgreementStepRequest* request,
                               v1::AgreementStep* response) override;
  Reactor* DeleteAgreementStep(Context* context, const v1::DeleteAgreementStepRequest* request,
                               google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportAgreementStepsRequest>* ImportAgreementSteps(
      Context* context, imports::v1::ImportReport* response) override;

  Reactor* CreateBoardSeat(Context* context, const v1::CreateBoardSeatRequest* request,
                           v1::BoardSeat* response) override;
  Reactor* GetBoardSeat(Context* context, const v1::GetBoardSeatRequest* request,
                        v1::BoardSeat* response) override;
  Reactor* ListBoardSeats(Context* context, const v1::ListBoardSeatsRequest* request,
                          v1::ListBoardSeatsResponse* response) override;
  Reactor* UpdateBoardSeat(Context* context, const v1::UpdateBoardSeatRequest* request,
                           v1::BoardSeat* response) override;
  Reactor* DeleteBoardSeat(Context* context, const v1::DeleteBoardSeatRequest* request,
                           google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportBoardSeatsRequest>* ImportBoardSeats(
      Context* context, imports::v1::ImportReport* response) override;

  Reactor* CreateTraining(Context* context, const v1::CreateTrainingRequest* request,
                          v1::Training* response) override;
  Reactor* GetTraining(Context* context, const v1::GetTrainingRequest* request,
                       v1::Training* response) override;
  Reactor* ListTrainings(Context* context, const v1::ListTrainingsRequest* request,
                         v1::ListTrainingsResponse* response) override;
  Reactor* UpdateTraining(Context* context, const v1::UpdateTrainingRequest* request,
                          v1::Training* response) override;
  Reactor* DeleteTraining(Context* context, const v1::DeleteTrainingRequest* request,
                          google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportTrainingsRequest>* ImportTrainings(
      Context* context, imports::v1::ImportReport* response) override;

  Reactor* CreateTrainingAttendance(Context* context,
                                    const v1::CreateTrainingAttendanceRequest* request,
                                    v1::TrainingAttendance* response) override;
  Reactor* GetTrainingAttendance(Context* context, const v1::GetTrainingAttendanceRequest* request,
                                 v1::TrainingAttendance* response) override;
  Reactor* ListTrainingAttendances(Context* context,
                                   const v1::ListTrainingAttendancesRequest* request,
                                   v1::ListTrainingAttendancesResponse* response) override;
  Reactor* UpdateTrainingAttendance(Context* context,
                                    const v1::UpdateTrainingAttendanceRequest* request,
                                    v1::TrainingAttendance* response) override;
  Reactor* DeleteTrainingAttendance(Context* context,
                                    const v1::DeleteTrainingAttendanceRequest* request,
                                    google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportTrainingAttendancesRequest>* ImportTrainingAttendances(
      Context* context, imports::v1::ImportReport* response) override;

  chassis::FileReactor* ImportFile(Context* context) override;

 private:
  chassis::ResourceCalls<v1::Entity> entity_calls_;
  chassis::ResourceCalls<v1::ShareClass> share_class_calls_;
  chassis::ResourceCalls<v1::ShareTransaction> share_transaction_calls_;
  chassis::ResourceCalls<v1::Participation> participation_calls_;
  chassis::ResourceCalls<v1::RegisteredPosition> registered_position_calls_;
  chassis::ResourceCalls<v1::Agreement> agreement_calls_;
  chassis::ResourceCalls<v1::AgreementStep> agreement_step_calls_;
  chassis::ResourceCalls<v1::BoardSeat> board_seat_calls_;
  chassis::ResourceCalls<v1::Training> training_calls_;
  chassis::ResourceCalls<v1::TrainingAttendance> training_attendance_calls_;

  records::Records& records_;
  chassis::Calls& calls_;
};

}  // namespace ett::ownership
