#include "services/ownership/handler.h"

#include "services/ownership/kinds.h"

namespace ett::ownership {

OwnershipHandler::OwnershipHandler(records::Records& records, chassis::Calls& calls)
    : company_calls_(records, calls, CompanyKind()),
      share_transaction_calls_(records, calls, ShareTransactionKind()),
      stake_calls_(records, calls, StakeKind()),
      agreement_calls_(records, calls, AgreementKind()),
      board_seat_calls_(records, calls, BoardSeatKind()),
      training_calls_(records, calls, TrainingKind()),
      training_attendance_calls_(records, calls, TrainingAttendanceKind()) {}

OwnershipHandler::Reactor* OwnershipHandler::CreateCompany(Context* context,
                                                           const v1::CreateCompanyRequest* request,
                                                           v1::Company* response) {
  return company_calls_.Create(context, request, response, &v1::CreateCompanyRequest::company_id,
                               &v1::CreateCompanyRequest::company);
}

OwnershipHandler::Reactor* OwnershipHandler::GetCompany(Context* context,
                                                        const v1::GetCompanyRequest* request,
                                                        v1::Company* response) {
  return company_calls_.Get(context, request, response);
}

OwnershipHandler::Reactor* OwnershipHandler::ListCompanies(Context* context,
                                                           const v1::ListCompaniesRequest* request,
                                                           v1::ListCompaniesResponse* response) {
  return company_calls_.List(context, request, response,
                             &v1::ListCompaniesResponse::mutable_companies);
}

OwnershipHandler::Reactor* OwnershipHandler::UpdateCompany(Context* context,
                                                           const v1::UpdateCompanyRequest* request,
                                                           v1::Company* response) {
  return company_calls_.Update(context, request, response, &v1::UpdateCompanyRequest::company);
}

OwnershipHandler::Reactor* OwnershipHandler::DeleteCompany(Context* context,
                                                           const v1::DeleteCompanyRequest* request,
                                                           google::protobuf::Empty* response) {
  return company_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportCompaniesRequest>* OwnershipHandler::ImportCompanies(
    Context* context, imports::v1::ImportReport* response) {
  return company_calls_.Import(context, response, &v1::ImportCompaniesRequest::companies);
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

OwnershipHandler::Reactor* OwnershipHandler::CreateStake(Context* context,
                                                         const v1::CreateStakeRequest* request,
                                                         v1::Stake* response) {
  return stake_calls_.Create(context, request, response, &v1::CreateStakeRequest::stake_id,
                             &v1::CreateStakeRequest::stake);
}

OwnershipHandler::Reactor* OwnershipHandler::GetStake(Context* context,
                                                      const v1::GetStakeRequest* request,
                                                      v1::Stake* response) {
  return stake_calls_.Get(context, request, response);
}

OwnershipHandler::Reactor* OwnershipHandler::ListStakes(Context* context,
                                                        const v1::ListStakesRequest* request,
                                                        v1::ListStakesResponse* response) {
  return stake_calls_.List(context, request, response, &v1::ListStakesResponse::mutable_stakes);
}

OwnershipHandler::Reactor* OwnershipHandler::UpdateStake(Context* context,
                                                         const v1::UpdateStakeRequest* request,
                                                         v1::Stake* response) {
  return stake_calls_.Update(context, request, response, &v1::UpdateStakeRequest::stake);
}

OwnershipHandler::Reactor* OwnershipHandler::DeleteStake(Context* context,
                                                         const v1::DeleteStakeRequest* request,
                                                         google::protobuf::Empty* response) {
  return stake_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportStakesRequest>* OwnershipHandler::ImportStakes(
    Context* context, imports::v1::ImportReport* response) {
  return stake_calls_.Import(context, response, &v1::ImportStakesRequest::stakes);
}

OwnershipHandler::Reactor* OwnershipHandler::CreateAgreement(
    Context* context, const v1::CreateAgreementRequest* request, v1::Agreement* response) {
  return agreement_calls_.Create(context, request, response,
                                 &v1::CreateAgreementRequest::agreement_id,
                                 &v1::CreateAgreementRequest::agreement);
}

OwnershipHandler::Reactor* OwnershipHandler::GetAgreement(Context* context,
                                                          const v1::GetAgreementRequest* request,
                                                          v1::Agreement* response) {
  return agreement_calls_.Get(context, request, response);
}

OwnershipHandler::Reactor* OwnershipHandler::ListAgreements(
    Context* context, const v1::ListAgreementsRequest* request,
    v1::ListAgreementsResponse* response) {
  return agreement_calls_.List(context, request, response,
                               &v1::ListAgreementsResponse::mutable_agreements);
}

OwnershipHandler::Reactor* OwnershipHandler::UpdateAgreement(
    Context* context, const v1::UpdateAgreementRequest* request, v1::Agreement* response) {
  return agreement_calls_.Update(context, request, response,
                                 &v1::UpdateAgreementRequest::agreement);
}

OwnershipHandler::Reactor* OwnershipHandler::DeleteAgreement(
    Context* context, const v1::DeleteAgreementRequest* request,
    google::protobuf::Empty* response) {
  return agreement_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportAgreementsRequest>* OwnershipHandler::ImportAgreements(
    Context* context, imports::v1::ImportReport* response) {
  return agreement_calls_.Import(context, response, &v1::ImportAgreementsRequest::agreements);
}

OwnershipHandler::Reactor* OwnershipHandler::CreateBoardSeat(
    Context* context, const v1::CreateBoardSeatRequest* request, v1::BoardSeat* response) {
  return board_seat_calls_.Create(context, request, response,
                                  &v1::CreateBoardSeatRequest::board_seat_id,
                                  &v1::CreateBoardSeatRequest::board_seat);
}

OwnershipHandler::Reactor* OwnershipHandler::GetBoardSeat(Context* context,
                                                          const v1::GetBoardSeatRequest* request,
                                                          v1::BoardSeat* response) {
  return board_seat_calls_.Get(context, request, response);
}

OwnershipHandler::Reactor* OwnershipHandler::ListBoardSeats(
    Context* context, const v1::ListBoardSeatsRequest* request,
    v1::ListBoardSeatsResponse* response) {
  return board_seat_calls_.List(context, request, response,
                                &v1::ListBoardSeatsResponse::mutable_board_seats);
}

OwnershipHandler::Reactor* OwnershipHandler::UpdateBoardSeat(
    Context* context, const v1::UpdateBoardSeatRequest* request, v1::BoardSeat* response) {
  return board_seat_calls_.Update(context, request, response,
                                  &v1::UpdateBoardSeatRequest::board_seat);
}

OwnershipHandler::Reactor* OwnershipHandler::DeleteBoardSeat(
    Context* context, const v1::DeleteBoardSeatRequest* request,
    google::protobuf::Empty* response) {
  return board_seat_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportBoardSeatsRequest>* OwnershipHandler::ImportBoardSeats(
    Context* context, imports::v1::ImportReport* response) {
  return board_seat_calls_.Import(context, response, &v1::ImportBoardSeatsRequest::board_seats);
}

OwnershipHandler::Reactor* OwnershipHandler::CreateTraining(
    Context* context, const v1::CreateTrainingRequest* request, v1::Training* response) {
  return training_calls_.Create(context, request, response, &v1::CreateTrainingRequest::training_id,
                                &v1::CreateTrainingRequest::training);
}

OwnershipHandler::Reactor* OwnershipHandler::GetTraining(Context* context,
                                                         const v1::GetTrainingRequest* request,
                                                         v1::Training* response) {
  return training_calls_.Get(context, request, response);
}

OwnershipHandler::Reactor* OwnershipHandler::ListTrainings(Context* context,
                                                           const v1::ListTrainingsRequest* request,
                                                           v1::ListTrainingsResponse* response) {
  return training_calls_.List(context, request, response,
                              &v1::ListTrainingsResponse::mutable_trainings);
}

OwnershipHandler::Reactor* OwnershipHandler::UpdateTraining(
    Context* context, const v1::UpdateTrainingRequest* request, v1::Training* response) {
  return training_calls_.Update(context, request, response, &v1::UpdateTrainingRequest::training);
}

OwnershipHandler::Reactor* OwnershipHandler::DeleteTraining(
    Context* context, const v1::DeleteTrainingRequest* request, google::protobuf::Empty* response) {
  return training_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportTrainingsRequest>* OwnershipHandler::ImportTrainings(
    Context* context, imports::v1::ImportReport* response) {
  return training_calls_.Import(context, response, &v1::ImportTrainingsRequest::trainings);
}

OwnershipHandler::Reactor* OwnershipHandler::CreateTrainingAttendance(
    Context* context, const v1::CreateTrainingAttendanceRequest* request,
    v1::TrainingAttendance* response) {
  return training_attendance_calls_.Create(
      context, request, response, &v1::CreateTrainingAttendanceRequest::training_attendance_id,
      &v1::CreateTrainingAttendanceRequest::training_attendance);
}

OwnershipHandler::Reactor* OwnershipHandler::GetTrainingAttendance(
    Context* context, const v1::GetTrainingAttendanceRequest* request,
    v1::TrainingAttendance* response) {
  return training_attendance_calls_.Get(context, request, response);
}

OwnershipHandler::Reactor* OwnershipHandler::ListTrainingAttendances(
    Context* context, const v1::ListTrainingAttendancesRequest* request,
    v1::ListTrainingAttendancesResponse* response) {
  return training_attendance_calls_.List(
      context, request, response,
      &v1::ListTrainingAttendancesResponse::mutable_training_attendances);
}

OwnershipHandler::Reactor* OwnershipHandler::UpdateTrainingAttendance(
    Context* context, const v1::UpdateTrainingAttendanceRequest* request,
    v1::TrainingAttendance* response) {
  return training_attendance_calls_.Update(
      context, request, response, &v1::UpdateTrainingAttendanceRequest::training_attendance);
}

OwnershipHandler::Reactor* OwnershipHandler::DeleteTrainingAttendance(
    Context* context, const v1::DeleteTrainingAttendanceRequest* request,
    google::protobuf::Empty* response) {
  return training_attendance_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportTrainingAttendancesRequest>*
OwnershipHandler::ImportTrainingAttendances(Context* context, imports::v1::ImportReport* response) {
  return training_attendance_calls_.Import(
      context, response, &v1::ImportTrainingAttendancesRequest::training_attendances);
}

}  // namespace ett::ownership
