#include "services/ownership/bods_reference.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "services/ownership/bods_codes.h"

namespace ett::ownership::bods {
namespace {

constexpr InterestType kOfTrusts[] = {InterestType::kSettlor, InterestType::kTrustee,
                                      InterestType::kProtector};
// What says nothing of the interest may be of anything.
constexpr InterestType kWithTrusts[] = {
    InterestType::kSettlor,
    InterestType::kTrustee,
    InterestType::kProtector,
    InterestType::kBeneficiaryOfLegalArrangement,
    InterestType::kOtherInfluenceOrControl,
    InterestType::kUnknownInterest,
    InterestType::kUnpublishedInterest,
};
constexpr InterestType kOfNominations[] = {InterestType::kNominee, InterestType::kNominator};
constexpr InterestType kWithNominations[] = {InterestType::kNominee, InterestType::kNominator,
                                             InterestType::kUnknownInterest,
                                             InterestType::kUnpublishedInterest};

template <std::size_t kSize>
bool Holds(const InterestType (&types)[kSize], InterestType type) {
  return std::find(std::begin(types), std::end(types), type) != std::end(types);
}

void KeepFirst(int& first, int position, bool asks) {
  if (first < 0 && asks) first = position;
}

class Judgement {
 public:
  Judgement(const Reference& reference, Findings& findings)
      : reference_(reference), findings_(findings) {}

  void AtReference(Rule rule, absl::string_view wanted, absl::string_view came) {
    findings_.AddAt(*reference_.place, rule, PathOf(reference_), wanted, came);
  }
  void AtReference(Rule rule, absl::string_view wanted) {
    AtReference(rule, wanted, reference_.came);
  }
  // Where an interest asks for it.
  void AtInterest(Rule rule, int interest, absl::string_view property, absl::string_view wanted) {
    if (interest < 0) return;
    findings_.AddAt(*reference_.place, rule,
                    absl::StrCat("/recordDetails/interests/", interest, "/", property), wanted,
                    reference_.came);
  }

 private:
  const Reference& reference_;
  Findings& findings_;
};

void JudgeSubject(const Demands& demands, const Record& record, Judgement judgement) {
  if (record.type != RecordType::kEntity) {
    return judgement.AtReference(Rule::kSubjectType, "the recordId of an entity");
  }
  if (record.form == RecordForm::kTrust) {
    judgement.AtInterest(Rule::kTrustInterest, demands.beyond_trust, "type",
                         "an interest that trusts have");
  } else {
    judgement.AtInterest(Rule::kTrustSubject, demands.trust, "type",
                         "a subject of the subtype trust");
  }
  if (record.form == RecordForm::kNomination) {
    judgement.AtInterest(Rule::kNominationInterest, demands.beyond_nomination, "type",
                         "nominee or nominator, for the subject is a nomination");
  } else {
    judgement.AtInterest(Rule::kNominationSubject, demands.nomination, "type",
                         "a subject that is an arrangement of the subtype nomination");
  }
}

void JudgeInterestedParty(const Demands& demands, const Record& record, Judgement judgement) {
  if (record.type == RecordType::kRelationship) {
    return judgement.AtReference(Rule::kInterestedPartyType,
                                 "the recordId of an entity or a person");
  }
  if (record.type == RecordType::kEntity) {
    judgement.AtInterest(Rule::kBeneficialOwner, demands.beneficial, "beneficialOwnershipOrControl",
                         "an interestedParty that is a person");
  }
}

}  // namespace

Demands DemandsOf(const Json& interests) {
  Demands demands;
  int position = 0;
  for (Json interest = interests.first(); interest; interest = interest.next(), ++position) {
    KeepFirst(demands.beneficial, position,
              interest["beneficialOwnershipOrControl"].text() == "true");
    const std::optional<InterestType> type = CodeOf<InterestType>(interest["type"].text());
    if (!type) continue;
    KeepFirst(demands.trust, position, Holds(kOfTrusts, *type));
    KeepFirst(demands.nomination, position, Holds(kOfNominations, *type));
    KeepFirst(demands.beyond_trust, position, !Holds(kWithTrusts, *type));
    KeepFirst(demands.beyond_nomination, position, !Holds(kWithNominations, *type));
  }
  return demands;
}

std::string PathOf(const Reference& reference) {
  switch (reference.role) {
    case Role::kDeclarationSubject:
      return "/declarationSubject";
    case Role::kSubject:
      return "/recordDetails/subject";
    case Role::kInterestedParty:
      return "/recordDetails/interestedParty";
    case Role::kComponent:
      return absl::StrCat("/recordDetails/componentRecords/", reference.position);
    case Role::kSelf:
      return "/recordDetails/isComponent";
  }
  return "";
}

void JudgeReference(const Reference& reference, const Record& record, Findings& findings) {
  Judgement judgement(reference, findings);
  if (record.type == RecordType::kNone) return;
  switch (reference.role) {
    case Role::kDeclarationSubject:
      if (record.type == RecordType::kRelationship) {
        judgement.AtReference(Rule::kDeclarationSubjectType,
                              "the recordId of an entity or a person");
      }
      return;
    case Role::kSubject:
      JudgeSubject(reference.demands, record, judgement);
      break;
    case Role::kInterestedParty:
      JudgeInterestedParty(reference.demands, record, judgement);
      break;
    case Role::kComponent:
      if (!record.component) {
        judgement.AtReference(Rule::kComponentFlag, "a record with isComponent true");
      }
      break;
    case Role::kSelf:
      return;
  }
  if (record.network != reference.network) {
    judgement.AtReference(Rule::kNetwork, "a record with the same declarationSubject");
  }
}

void JudgeLate(const Reference& reference, Findings& findings) {
  constexpr absl::string_view kWanted = "the recordId of an earlier statement";
  const std::string came = absl::StrCat(reference.came, ", of a later one");
  if (reference.role == Role::kSubject) {
    Judgement(reference, findings).AtReference(Rule::kSubjectLate, kWanted, came);
  }
  if (reference.role == Role::kInterestedParty) {
    Judgement(reference, findings).AtReference(Rule::kInterestedPartyLate, kWanted, came);
  }
}

void JudgeMissing(const Reference& reference, bool is_statement, Findings& findings) {
  Judgement judgement(reference, findings);
  if (reference.role == Role::kSelf) {
    return judgement.AtReference(
        Rule::kComponentUnnamed,
        "a later relationship that names the record among its componentRecords", "none");
  }
  constexpr Rule kRules[] = {Rule::kDeclarationSubjectMissing, Rule::kSubjectMissing,
                             Rule::kInterestedPartyMissing, Rule::kComponentMissing};
  judgement.AtReference(
      kRules[static_cast<std::size_t>(reference.role)], "the recordId of a statement in the file",
      absl::StrCat(reference.came, is_statement ? ", which is a statementId" : ""));
}

}  // namespace ett::ownership::bods
