#include "services/ownership/handler.h"

namespace ett::ownership {

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
