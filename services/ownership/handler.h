#pragma once

#include "chassis/resource_calls.h"
#include "ett/ownership/v1/ownership_service.grpc.pb.h"

namespace ett::ownership {

// Records of ownership: the standard methods of each kind.
class OwnershipHandler final : public v1::OwnershipService::CallbackService {
 public:
  OwnershipHandler(records::Records& records, chassis::Calls& calls);

  using Context = grpc::CallbackServerContext;
  using Reactor = grpc::ServerUnaryReactor;

  Reactor* CreateCompany(Context* context, const v1::CreateCompanyRequest* request,
                         v1::Company* response) override;
  Reactor* GetCompany(Context* context, const v1::GetCompanyRequest* request,
                      v1::Company* response) override;
  Reactor* ListCompanies(Context* context, const v1::ListCompaniesRequest* request,
                         v1::ListCompaniesResponse* response) override;
  Reactor* UpdateCompany(Context* context, const v1::UpdateCompanyRequest* request,
                         v1::Company* response) override;
  Reactor* DeleteCompany(Context* context, const v1::DeleteCompanyRequest* request,
                         google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportCompaniesRequest>* ImportCompanies(
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
  Reactor* CreateStake(Context* context, const v1::CreateStakeRequest* request,
                       v1::Stake* response) override;
  Reactor* GetStake(Context* context, const v1::GetStakeRequest* request,
                    v1::Stake* response) override;
  Reactor* ListStakes(Context* context, const v1::ListStakesRequest* request,
                      v1::ListStakesResponse* response) override;
  Reactor* UpdateStake(Context* context, const v1::UpdateStakeRequest* request,
                       v1::Stake* response) override;
  Reactor* DeleteStake(Context* context, const v1::DeleteStakeRequest* request,
                       google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportStakesRequest>* ImportStakes(
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

 private:
  chassis::ResourceCalls<v1::Company> company_calls_;
  chassis::ResourceCalls<v1::ShareTransaction> share_transaction_calls_;
  chassis::ResourceCalls<v1::Stake> stake_calls_;
  chassis::ResourceCalls<v1::Agreement> agreement_calls_;
  chassis::ResourceCalls<v1::BoardSeat> board_seat_calls_;
  chassis::ResourceCalls<v1::Training> training_calls_;
  chassis::ResourceCalls<v1::TrainingAttendance> training_attendance_calls_;
};

}  // namespace ett::ownership
