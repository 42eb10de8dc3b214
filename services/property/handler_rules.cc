#include "services/property/green_loan_answer.h"
#include "services/property/handler.h"

namespace ett::property {

PropertyHandler::Reactor* PropertyHandler::CreateGreenLoanRule(
    Context* context, const v1::CreateGreenLoanRuleRequest* request, v1::GreenLoanRule* response) {
  return green_loan_rule_calls_.Create(context, request, response,
                                       &v1::CreateGreenLoanRuleRequest::green_loan_rule_id,
                                       &v1::CreateGreenLoanRuleRequest::green_loan_rule);
}

PropertyHandler::Reactor* PropertyHandler::GetGreenLoanRule(
    Context* context, const v1::GetGreenLoanRuleRequest* request, v1::GreenLoanRule* response) {
  return green_loan_rule_calls_.Get(context, request, response);
}

PropertyHandler::Reactor* PropertyHandler::ListGreenLoanRules(
    Context* context, const v1::ListGreenLoanRulesRequest* request,
    v1::ListGreenLoanRulesResponse* response) {
  return green_loan_rule_calls_.List(context, request, response,
                                     &v1::ListGreenLoanRulesResponse::mutable_green_loan_rules);
}

PropertyHandler::Reactor* PropertyHandler::UpdateGreenLoanRule(
    Context* context, const v1::UpdateGreenLoanRuleRequest* request, v1::GreenLoanRule* response) {
  return green_loan_rule_calls_.Update(context, request, response,
                                       &v1::UpdateGreenLoanRuleRequest::green_loan_rule);
}

PropertyHandler::Reactor* PropertyHandler::DeleteGreenLoanRule(
    Context* context, const v1::DeleteGreenLoanRuleRequest* request,
    google::protobuf::Empty* response) {
  return green_loan_rule_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportGreenLoanRulesRequest>* PropertyHandler::ImportGreenLoanRules(
    Context* context, imports::v1::ImportReport* response) {
  return green_loan_rule_calls_.Import(context, response,
                                       &v1::ImportGreenLoanRulesRequest::green_loan_rules);
}

PropertyHandler::Reactor* PropertyHandler::CreateEmissionFactorSet(
    Context* context, const v1::CreateEmissionFactorSetRequest* request,
    v1::EmissionFactorSet* response) {
  return emission_factor_set_calls_.Create(
      context, request, response, &v1::CreateEmissionFactorSetRequest::emission_factor_set_id,
      &v1::CreateEmissionFactorSetRequest::emission_factor_set);
}

PropertyHandler::Reactor* PropertyHandler::GetEmissionFactorSet(
    Context* context, const v1::GetEmissionFactorSetRequest* request,
    v1::EmissionFactorSet* response) {
  return emission_factor_set_calls_.Get(context, request, response);
}

PropertyHandler::Reactor* PropertyHandler::ListEmissionFactorSets(
    Context* context, const v1::ListEmissionFactorSetsRequest* request,
    v1::ListEmissionFactorSetsResponse* response) {
  return emission_factor_set_calls_.List(
      context, request, response,
      &v1::ListEmissionFactorSetsResponse::mutable_emission_factor_sets);
}

PropertyHandler::Reactor* PropertyHandler::UpdateEmissionFactorSet(
    Context* context, const v1::UpdateEmissionFactorSetRequest* request,
    v1::EmissionFactorSet* response) {
  return emission_factor_set_calls_.Update(
      context, request, response, &v1::UpdateEmissionFactorSetRequest::emission_factor_set);
}

PropertyHandler::Reactor* PropertyHandler::DeleteEmissionFactorSet(
    Context* context, const v1::DeleteEmissionFactorSetRequest* request,
    google::protobuf::Empty* response) {
  return emission_factor_set_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportEmissionFactorSetsRequest>*
PropertyHandler::ImportEmissionFactorSets(Context* context, imports::v1::ImportReport* response) {
  return emission_factor_set_calls_.Import(
      context, response, &v1::ImportEmissionFactorSetsRequest::emission_factor_sets);
}

PropertyHandler::Reactor* PropertyHandler::EvaluateGreenLoan(
    Context* context, const v1::EvaluateGreenLoanRequest* request,
    v1::EvaluateGreenLoanResponse* response) {
  return calls_.Unary<v1::EvaluateGreenLoanRequest, v1::EvaluateGreenLoanResponse>(
      context, request, response, [this](const v1::EvaluateGreenLoanRequest& asked) {
        return AnswerGreenLoan(records_, *registers_, asked);
      });
}

}  // namespace ett::property
