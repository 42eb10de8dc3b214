#include "services/ownership/handler.h"

namespace ett::ownership {

OwnershipHandler::Reactor* OwnershipHandler::CreateParticipation(
    Context* context, const v1::CreateParticipationRequest* request, v1::Participation* response) {
  return participation_calls_.Create(context, request, response,
                                     &v1::CreateParticipationRequest::participation_id,
                                     &v1::CreateParticipationRequest::participation);
}

OwnershipHandler::Reactor* OwnershipHandler::GetParticipation(
    Context* context, const v1::GetParticipationRequest* request, v1::Participation* response) {
  return participation_calls_.Get(context, request, response);
}

OwnershipHandler::Reactor* OwnershipHandler::ListParticipations(
    Context* context, const v1::ListParticipationsRequest* request,
    v1::ListParticipationsResponse* response) {
  return participation_calls_.List(context, request, response,
                                   &v1::ListParticipationsResponse::mutable_participations);
}

OwnershipHandler::Reactor* OwnershipHandler::UpdateParticipation(
    Context* context, const v1::UpdateParticipationRequest* request, v1::Participation* response) {
  return participation_calls_.Update(context, request, response,
                                     &v1::UpdateParticipationRequest::participation);
}

OwnershipHandler::Reactor* OwnershipHandler::DeleteParticipation(
    Context* context, const v1::DeleteParticipationRequest* request,
    google::protobuf::Empty* response) {
  return participation_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportParticipationsRequest>* OwnershipHandler::ImportParticipations(
    Context* context, imports::v1::ImportReport* response) {
  return participation_calls_.Import(context, response,
                                     &v1::ImportParticipationsRequest::participations);
}

OwnershipHandler::Reactor* OwnershipHandler::CreateRegisteredPosition(
    Context* context, const v1::CreateRegisteredPositionRequest* request,
    v1::RegisteredPosition* response) {
  return registered_position_calls_.Create(
      context, request, response, &v1::CreateRegisteredPositionRequest::registered_position_id,
      &v1::CreateRegisteredPositionRequest::registered_position);
}

OwnershipHandler::Reactor* OwnershipHandler::GetRegisteredPosition(
    Context* context, const v1::GetRegisteredPositionRequest* request,
    v1::RegisteredPosition* response) {
  return registered_position_calls_.Get(context, request, response);
}

OwnershipHandler::Reactor* OwnershipHandler::ListRegisteredPositions(
    Context* context, const v1::ListRegisteredPositionsRequest* request,
    v1::ListRegisteredPositionsResponse* response) {
  return registered_position_calls_.List(
      context, request, response,
      &v1::ListRegisteredPositionsResponse::mutable_registered_positions);
}

OwnershipHandler::Reactor* OwnershipHandler::UpdateRegisteredPosition(
    Context* context, const v1::UpdateRegisteredPositionRequest* request,
    v1::RegisteredPosition* response) {
  return registered_position_calls_.Update(
      context, request, response, &v1::UpdateRegisteredPositionRequest::registered_position);
}

OwnershipHandler::Reactor* OwnershipHandler::DeleteRegisteredPosition(
    Context* context, const v1::DeleteRegisteredPositionRequest* request,
    google::protobuf::Empty* response) {
  return registered_position_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportRegisteredPositionsRequest>*
OwnershipHandler::ImportRegisteredPositions(Context* context, imports::v1::ImportReport* response) {
  return registered_position_calls_.Import(
      context, response, &v1::ImportRegisteredPositionsRequest::registered_positions);
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

OwnershipHandler::Reactor* OwnershipHandler::CreateAgreementStep(
    Context* context, const v1::CreateAgreementStepRequest* request, v1::AgreementStep* response) {
  return agreement_step_calls_.Create(context, request, response,
                                      &v1::CreateAgreementStepRequest::agreement_step_id,
                                      &v1::CreateAgreementStepRequest::agreement_step);
}

OwnershipHandler::Reactor* OwnershipHandler::GetAgreementStep(
    Context* context, const v1::GetAgreementStepRequest* request, v1::AgreementStep* response) {
  return agreement_step_calls_.Get(context, request, response);
}

OwnershipHandler::Reactor* OwnershipHandler::ListAgreementSteps(
    Context* context, const v1::ListAgreementStepsRequest* request,
    v1::ListAgreementStepsResponse* response) {
  return agreement_step_calls_.List(context, request, response,
                                    &v1::ListAgreementStepsResponse::mutable_agreement_steps);
}

OwnershipHandler::Reactor* OwnershipHandler::UpdateAgreementStep(
    Context* context, const v1::UpdateAgreementStepRequest* request, v1::AgreementStep* response) {
  return agreement_step_calls_.Update(context, request, response,
                                      &v1::UpdateAgreementStepRequest::agreement_step);
}

OwnershipHandler::Reactor* OwnershipHandler::DeleteAgreementStep(
    Context* context, const v1::DeleteAgreementStepRequest* request,
    google::protobuf::Empty* response) {
  return agreement_step_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportAgreementStepsRequest>* OwnershipHandler::ImportAgreementSteps(
    Context* context, imports::v1::ImportReport* response) {
  return agreement_step_calls_.Import(context, response,
                                      &v1::ImportAgreementStepsRequest::agreement_steps);
}

}  // namespace ett::ownership
