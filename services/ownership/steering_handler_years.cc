#include "services/ownership/steering_handler.h"

namespace ett::ownership {

SteeringHandler::Reactor* SteeringHandler::CreateGuarantee(
    Context* context, const v1::CreateGuaranteeRequest* request, v1::Guarantee* response) {
  return guarantee_calls_.Create(context, request, response,
                                 &v1::CreateGuaranteeRequest::guarantee_id,
                                 &v1::CreateGuaranteeRequest::guarantee);
}

SteeringHandler::Reactor* SteeringHandler::GetGuarantee(Context* context,
                                                        const v1::GetGuaranteeRequest* request,
                                                        v1::Guarantee* response) {
  return guarantee_calls_.Get(context, request, response);
}

SteeringHandler::Reactor* SteeringHandler::ListGuarantees(Context* context,
                                                          const v1::ListGuaranteesRequest* request,
                                                          v1::ListGuaranteesResponse* response) {
  return guarantee_calls_.List(context, request, response,
                               &v1::ListGuaranteesResponse::mutable_guarantees);
}

SteeringHandler::Reactor* SteeringHandler::UpdateGuarantee(
    Context* context, const v1::UpdateGuaranteeRequest* request, v1::Guarantee* response) {
  return guarantee_calls_.Update(context, request, response,
                                 &v1::UpdateGuaranteeRequest::guarantee);
}

SteeringHandler::Reactor* SteeringHandler::DeleteGuarantee(
    Context* context, const v1::DeleteGuaranteeRequest* request,
    google::protobuf::Empty* response) {
  return guarantee_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportGuaranteesRequest>* SteeringHandler::ImportGuarantees(
    Context* context, imports::v1::ImportReport* response) {
  return guarantee_calls_.Import(context, response, &v1::ImportGuaranteesRequest::guarantees);
}

SteeringHandler::Reactor* SteeringHandler::CreateBookValue(
    Context* context, const v1::CreateBookValueRequest* request, v1::BookValue* response) {
  return book_value_calls_.Create(context, request, response,
                                  &v1::CreateBookValueRequest::book_value_id,
                                  &v1::CreateBookValueRequest::book_value);
}

SteeringHandler::Reactor* SteeringHandler::GetBookValue(Context* context,
                                                        const v1::GetBookValueRequest* request,
                                                        v1::BookValue* response) {
  return book_value_calls_.Get(context, request, response);
}

SteeringHandler::Reactor* SteeringHandler::ListBookValues(Context* context,
                                                          const v1::ListBookValuesRequest* request,
                                                          v1::ListBookValuesResponse* response) {
  return book_value_calls_.List(context, request, response,
                                &v1::ListBookValuesResponse::mutable_book_values);
}

SteeringHandler::Reactor* SteeringHandler::UpdateBookValue(
    Context* context, const v1::UpdateBookValueRequest* request, v1::BookValue* response) {
  return book_value_calls_.Update(context, request, response,
                                  &v1::UpdateBookValueRequest::book_value);
}

SteeringHandler::Reactor* SteeringHandler::DeleteBookValue(
    Context* context, const v1::DeleteBookValueRequest* request,
    google::protobuf::Empty* response) {
  return book_value_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportBookValuesRequest>* SteeringHandler::ImportBookValues(
    Context* context, imports::v1::ImportReport* response) {
  return book_value_calls_.Import(context, response, &v1::ImportBookValuesRequest::book_values);
}

SteeringHandler::Reactor* SteeringHandler::CreateCompanyResult(
    Context* context, const v1::CreateCompanyResultRequest* request, v1::CompanyResult* response) {
  return company_result_calls_.Create(context, request, response,
                                      &v1::CreateCompanyResultRequest::company_result_id,
                                      &v1::CreateCompanyResultRequest::company_result);
}

SteeringHandler::Reactor* SteeringHandler::GetCompanyResult(
    Context* context, const v1::GetCompanyResultRequest* request, v1::CompanyResult* response) {
  return company_result_calls_.Get(context, request, response);
}

SteeringHandler::Reactor* SteeringHandler::ListCompanyResults(
    Context* context, const v1::ListCompanyResultsRequest* request,
    v1::ListCompanyResultsResponse* response) {
  return company_result_calls_.List(context, request, response,
                                    &v1::ListCompanyResultsResponse::mutable_company_results);
}

SteeringHandler::Reactor* SteeringHandler::UpdateCompanyResult(
    Context* context, const v1::UpdateCompanyResultRequest* request, v1::CompanyResult* response) {
  return company_result_calls_.Update(context, request, response,
                                      &v1::UpdateCompanyResultRequest::company_result);
}

SteeringHandler::Reactor* SteeringHandler::DeleteCompanyResult(
    Context* context, const v1::DeleteCompanyResultRequest* request,
    google::protobuf::Empty* response) {
  return company_result_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportCompanyResultsRequest>* SteeringHandler::ImportCompanyResults(
    Context* context, imports::v1::ImportReport* response) {
  return company_result_calls_.Import(context, response,
                                      &v1::ImportCompanyResultsRequest::company_results);
}

SteeringHandler::Reactor* SteeringHandler::CreateGovernanceDocument(
    Context* context, const v1::CreateGovernanceDocumentRequest* request,
    v1::GovernanceDocument* response) {
  return governance_document_calls_.Create(
      context, request, response, &v1::CreateGovernanceDocumentRequest::governance_document_id,
      &v1::CreateGovernanceDocumentRequest::governance_document);
}

SteeringHandler::Reactor* SteeringHandler::GetGovernanceDocument(
    Context* context, const v1::GetGovernanceDocumentRequest* request,
    v1::GovernanceDocument* response) {
  return governance_document_calls_.Get(context, request, response);
}

SteeringHandler::Reactor* SteeringHandler::ListGovernanceDocuments(
    Context* context, const v1::ListGovernanceDocumentsRequest* request,
    v1::ListGovernanceDocumentsResponse* response) {
  return governance_document_calls_.List(
      context, request, response,
      &v1::ListGovernanceDocumentsResponse::mutable_governance_documents);
}

SteeringHandler::Reactor* SteeringHandler::UpdateGovernanceDocument(
    Context* context, const v1::UpdateGovernanceDocumentRequest* request,
    v1::GovernanceDocument* response) {
  return governance_document_calls_.Update(
      context, request, response, &v1::UpdateGovernanceDocumentRequest::governance_document);
}

SteeringHandler::Reactor* SteeringHandler::DeleteGovernanceDocument(
    Context* context, const v1::DeleteGovernanceDocumentRequest* request,
    google::protobuf::Empty* response) {
  return governance_document_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportGovernanceDocumentsRequest>*
SteeringHandler::ImportGovernanceDocuments(Context* context, imports::v1::ImportReport* response) {
  return governance_document_calls_.Import(
      context, response, &v1::ImportGovernanceDocumentsRequest::governance_documents);
}

}  // namespace ett::ownership
