#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

// The closed codelists of the Beneficial Ownership Data Standard (BODS) 0.4. Enumerators stand in
// the order of their codes.
namespace ett::ownership::bods {

using Codes = absl::Span<const absl::string_view>;

enum class RecordStatus { kNew, kUpdated, kClosed };

enum class EntityType {
  kRegisteredEntity,
  kLegalEntity,
  kArrangement,
  kAnonymousEntity,
  kUnknownEntity,
  kState,
  kStateBody
};

enum class EntitySubtype { kGovernmentDepartment, kStateAgency, kOther, kTrust, kNomination };

enum class PersonType { kAnonymousPerson, kUnknownPerson, kKnownPerson };

enum class NameType { kLegal, kTranslation, kTransliteration, kFormer, kAlternative, kBirth };

enum class InterestType {
  kShareholding,
  kVotingRights,
  kAppointmentOfBoard,
  kOtherInfluenceOrControl,
  kSeniorManagingOfficial,
  kSettlor,
  kTrustee,
  kProtector,
  kBeneficiaryOfLegalArrangement,
  kRightsToSurplusAssetsOnDissolution,
  kRightsToProfitOrIncome,
  kRightsGrantedByContract,
  kConditionalRightsGrantedByContract,
  kControlViaCompanyRulesOrArticles,
  kControlByLegalFramework,
  kBoardMember,
  kBoardChair,
  kUnknownInterest,
  kUnpublishedInterest,
  kEnjoymentAndUseOfAssets,
  kRightToProfitOrIncomeFromAssets,
  kNominee,
  kNominator
};

enum class Directness { kDirect, kIndirect, kUnknown };

enum class UnspecifiedReason {
  kNoBeneficialOwners,
  kSubjectUnableToConfirmOrIdentifyBeneficialOwner,
  kInterestedPartyHasNotProvidedInformation,
  kSubjectExemptFromDisclosure,
  kInterestedPartyExemptFromDisclosure,
  kUnknown,
  kInformationUnknownToPublisher
};

enum class SourceType {
  kSelfDeclaration,
  kOfficialRegister,
  kThirdParty,
  kPrimaryResearch,
  kVerified
};

inline constexpr absl::string_view kRecordTypes[] = {"entity", "person", "relationship"};

inline constexpr absl::string_view kRecordStatuses[] = {"new", "updated", "closed"};

inline constexpr absl::string_view kEntityTypes[] = {
    "registeredEntity", "legalEntity", "arrangement", "anonymousEntity",
    "unknownEntity",    "state",       "stateBody"};

inline constexpr absl::string_view kEntitySubtypes[] = {"governmentDepartment", "stateAgency",
                                                        "other", "trust", "nomination"};

inline constexpr absl::string_view kPersonTypes[] = {"anonymousPerson", "unknownPerson",
                                                     "knownPerson"};

inline constexpr absl::string_view kNameTypes[] = {"legal",  "translation", "transliteration",
                                                   "former", "alternative", "birth"};

inline constexpr absl::string_view kInterestTypes[] = {"shareholding",
                                                       "votingRights",
                                                       "appointmentOfBoard",
                                                       "otherInfluenceOrControl",
                                                       "seniorManagingOfficial",
                                                       "settlor",
                                                       "trustee",
                                                       "protector",
                                                       "beneficiaryOfLegalArrangement",
                                                       "rightsToSurplusAssetsOnDissolution",
                                                       "rightsToProfitOrIncome",
                                                       "rightsGrantedByContract",
                                                       "conditionalRightsGrantedByContract",
                                                       "controlViaCompanyRulesOrArticles",
                                                       "controlByLegalFramework",
                                                       "boardMember",
                                                       "boardChair",
                                                       "unknownInterest",
                                                       "unpublishedInterest",
                                                       "enjoymentAndUseOfAssets",
                                                       "rightToProfitOrIncomeFromAssets",
                                                       "nominee",
                                                       "nominator"};

inline constexpr absl::string_view kDirectnesses[] = {"direct", "indirect", "unknown"};

inline constexpr absl::string_view kUnspecifiedReasons[] = {
    "noBeneficialOwners",
    "subjectUnableToConfirmOrIdentifyBeneficialOwner",
    "interestedPartyHasNotProvidedInformation",
    "subjectExemptFromDisclosure",
    "interestedPartyExemptFromDisclosure",
    "unknown",
    "informationUnknownToPublisher"};

inline constexpr absl::string_view kSourceTypes[] = {"selfDeclaration", "officialRegister",
                                                     "thirdParty", "primaryResearch", "verified"};

inline Codes CodesOf(RecordStatus) { return kRecordStatuses; }
inline Codes CodesOf(EntityType) { return kEntityTypes; }
inline Codes CodesOf(EntitySubtype) { return kEntitySubtypes; }
inline Codes CodesOf(PersonType) { return kPersonTypes; }
inline Codes CodesOf(NameType) { return kNameTypes; }
inline Codes CodesOf(InterestType) { return kInterestTypes; }
inline Codes CodesOf(Directness) { return kDirectnesses; }
inline Codes CodesOf(UnspecifiedReason) { return kUnspecifiedReasons; }
inline Codes CodesOf(SourceType) { return kSourceTypes; }

template <typename Code>
absl::string_view Text(Code code) {
  return CodesOf(code)[static_cast<std::size_t>(code)];
}

// Nothing for a text that is no code of the list.
template <typename Code>
std::optional<Code> CodeOf(absl::string_view text) {
  const Codes codes = CodesOf(Code{});
  const auto at = std::find(codes.begin(), codes.end(), text);
  if (at == codes.end()) return std::nullopt;
  return static_cast<Code>(std::distance(codes.begin(), at));
}

}  // namespace ett::ownership::bods
