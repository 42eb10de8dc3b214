#include "chassis/gate.h"

#include <google/protobuf/descriptor.h>
#include <grpc/grpc_security_constants.h>
#include <grpcpp/security/auth_context.h>

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "chassis/call_notes.h"
#include "chassis/denial.h"
#include "chassis/logged_caller.h"
#include "chassis/request_metadata.h"
#include "ett/auth/v1/access.pb.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::chassis {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

constexpr char kOurs[] = "ett.";

bool IsOfText(const FieldDescriptor& field) { return field.type() == FieldDescriptor::TYPE_STRING; }

absl::Status Wrong(const MethodDescriptor& method, absl::string_view what) {
  return status::Precondition("CONTRACT_WITHOUT_ACCESS",
                              absl::StrCat(method.full_name(), ": ", what));
}

// As identity::NamesOf has them; none without a certificate, which gRPC has verified.
std::vector<std::string> CertificateNamesOf(const grpc::AuthContext& connection) {
  constexpr std::pair<const char*, const char*> kForms[] = {{GRPC_PEER_URI_PROPERTY_NAME, "URI:"},
                                                            {GRPC_PEER_DNS_PROPERTY_NAME, "DNS:"},
                                                            {GRPC_X509_CN_PROPERTY_NAME, "CN:"}};
  std::vector<std::string> names;
  for (const auto& [property, form] : kForms) {
    for (const grpc::string_ref& each : connection.FindPropertyValues(property)) {
      const std::string name(each.data(), each.size());
      const bool is_whole = !name.empty() && name.find('\0') == std::string::npos;
      if (is_whole) names.push_back(absl::StrCat(form, name));
    }
  }
  return names;
}

}  // namespace

// A method, and where its request may name a municipality.
struct Gate::Method {
  std::string path;  // `/ett.hr.v1.HrService/GetUnit`
  identity::Rule rule;
  std::vector<const FieldDescriptor*> texts;
  // A record of the request, and its `name`.
  std::vector<std::pair<const FieldDescriptor*, const FieldDescriptor*>> names;

  void Look(const Descriptor& request);
  absl::Status CheckCoverage(const identity::Caller& caller, const Message& message) const;
};

void Gate::Method::Look(const Descriptor& request) {
  for (int i = 0; i < request.field_count(); ++i) {
    const FieldDescriptor& field = *request.field(i);
    if (IsOfText(field)) texts.push_back(&field);
    if (field.is_repeated() || field.type() != FieldDescriptor::TYPE_MESSAGE) continue;
    const FieldDescriptor* name = field.message_type()->FindFieldByName("name");
    if (name != nullptr && IsOfText(*name) && !name->is_repeated())
      names.emplace_back(&field, name);
  }
}

absl::Status Gate::Method::CheckCoverage(const identity::Caller& caller,
                                         const Message& message) const {
  const google::protobuf::Reflection& fields = *message.GetReflection();
  std::string unused;
  for (const FieldDescriptor* text : texts) {
    if (!text->is_repeated()) {
      RETURN_IF_ERROR(
          identity::CheckCoverage(caller, fields.GetStringReference(message, text, &unused)));
      continue;
    }
    for (int i = 0; i < fields.FieldSize(message, text); ++i) {
      RETURN_IF_ERROR(identity::CheckCoverage(
          caller, fields.GetRepeatedStringReference(message, text, i, &unused)));
    }
  }
  for (const auto& [record, name] : names) {
    const Message& inner = fields.GetMessage(message, record);
    RETURN_IF_ERROR(identity::CheckCoverage(
        caller, inner.GetReflection()->GetStringReference(inner, name, &unused)));
  }
  return absl::OkStatus();
}

Gate::Gate(std::unique_ptr<identity::Authenticator> authenticator, Metrics& metrics)
    : authenticator_(std::move(authenticator)), metrics_(metrics) {}

Gate::~Gate() = default;

absl::StatusOr<std::unique_ptr<Gate>> Gate::Make(
    const std::vector<std::string>& services,
    std::unique_ptr<identity::Authenticator> authenticator, Metrics& metrics) {
  std::unique_ptr<Gate> gate(new Gate(std::move(authenticator), metrics));
  for (const std::string& name : services) {
    if (!absl::StartsWith(name, kOurs)) continue;
    const auto* service =
        google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(name);
    if (service == nullptr) return status::NotFound("service", name);
    for (int i = 0; i < service->method_count(); ++i) {
      RETURN_IF_ERROR(gate->Add(*service->method(i)));
    }
  }
  return gate;
}

absl::Status Gate::Add(const MethodDescriptor& method) {
  const auto& access = method.options().GetExtension(auth::v1::access);
  if (access.scope().empty() != access.anonymous()) {
    return Wrong(method, "want either a scope or anonymous in ett.auth.v1.access");
  }
  auto& known = methods_[method.input_type()];
  if (known != nullptr) return Wrong(method, absl::StrCat("takes the request of ", known->path));
  known = std::make_unique<Method>();
  known->path = absl::StrCat("/", method.service()->full_name(), "/", method.name());
  known->rule = {access.scope(), access.anonymous()};
  known->Look(*method.input_type());
  return absl::OkStatus();
}

absl::StatusOr<identity::CallerPtr> Gate::Identify(
    const grpc::CallbackServerContext& context) const {
  const auto& metadata = context.client_metadata();
  identity::Credentials shown{MetadataOf(context, "authorization"),
                              MetadataOf(context, "x-api-key")};
  shown.several = metadata.count("authorization") > 1 || metadata.count("x-api-key") > 1;
  std::vector<std::string> names;
  if (shown.authorization.empty() && shown.api_key.empty()) {
    names = CertificateNamesOf(*context.auth_context());
    if (!names.empty()) shown.certificate_names = &names;
  }
  return authenticator_->Identify(shown);
}

absl::StatusOr<Gate::Admission> Gate::Enter(const grpc::CallbackServerContext& context,
                                            const Descriptor& request_type) const {
  const auto found = methods_.find(&request_type);
  if (found == methods_.end()) {
    if (!absl::StartsWith(request_type.full_name(), kOurs)) return Admission();
    return Denied(context, "unknown", nullptr, identity::Decide({}, {}));
  }
  const Method& method = *found->second;
  auto caller = Identify(context);
  if (!caller.ok()) return Denied(context, method.path, nullptr, caller.status());
  const absl::Status decided = identity::Decide(method.rule, **caller);
  NoteCaller(context, LoggedCaller(**caller));
  if (!decided.ok()) return Denied(context, method.path, caller->get(), decided);
  return Admission{&method, *std::move(caller)};
}

absl::Status Gate::Check(const Admission& admission, const grpc::CallbackServerContext& context,
                         const Message& message) const {
  if (admission.method == nullptr || admission.method->rule.anonymous) return absl::OkStatus();
  absl::Status covered = admission.method->CheckCoverage(*admission.caller, message);
  if (covered.ok()) return covered;
  return Denied(context, admission.method->path, admission.caller.get(), covered);
}

absl::Status Gate::Denied(const grpc::CallbackServerContext& context, const std::string& method,
                          const identity::Caller* caller, absl::Status why) const {
  TellDenied({method, caller, RequestIdOf(context)}, why, metrics_);
  return why;
}

}  // namespace ett::chassis
