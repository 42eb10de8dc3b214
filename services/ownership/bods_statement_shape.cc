#include "services/ownership/bods_shapes.h"

namespace ett::ownership::bods {
namespace {

constexpr absl::string_view kMotivationCodes[] = {"commenting", "correcting", "identifying",
                                                  "linking", "transformation"};
constexpr Shape kMotivation = {.codes = kMotivationCodes};
constexpr absl::string_view kLinking[] = {"linking"};
constexpr absl::string_view kTransformation[] = {"transformation"};
constexpr Shape kEmptyText = {.empty = true};
constexpr Condition kAnnotationConditions[] = {
    {.property = "motivation", .values = kLinking, .then = "url"},
    {.property = "motivation",
     .values = kTransformation,
     .unless = true,
     .then = "transformedContent",
     .shape = &kEmptyText}};
constexpr Property kAnnotationProperties[] = {
    {"statementPointerTarget", &kText, Presence::kRequired},
    {"creationDate", &kInstant},
    {"createdBy", &kAgent},
    {"motivation", &kMotivation, Presence::kRequired},
    {"description", &kText},
    {"transformedContent", &kText},
    {"url", &kUri}};
constexpr Shape kAnnotation = {.want = Want::kObject,
                               .extensible = true,
                               .properties = kAnnotationProperties,
                               .conditions = kAnnotationConditions};
constexpr Shape kAnnotations = {.want = Want::kArray, .items = &kAnnotation};

constexpr Property kPublisherProperties[] = {{"name", &kText, Presence::kEither},
                                             {"url", &kUri, Presence::kEither}};
constexpr Shape kPublisher = {.want = Want::kObject, .properties = kPublisherProperties};
constexpr Shape kVersion = {.form = TextForm::kVersion};
constexpr Property kPublicationProperties[] = {{"publicationDate", &kInstant, Presence::kRequired},
                                               {"bodsVersion", &kVersion, Presence::kRequired},
                                               {"license", &kUri},
                                               {"publisher", &kPublisher, Presence::kRequired}};
constexpr Shape kPublication = {.want = Want::kObject, .properties = kPublicationProperties};

constexpr Shape kPercentage = {.want = Want::kPercentage};
constexpr Property kShareProperties[] = {{"exact", &kPercentage},
                                         {"maximum", &kPercentage},
                                         {"minimum", &kPercentage},
                                         {"exclusiveMinimum", &kPercentage},
                                         {"exclusiveMaximum", &kPercentage}};
constexpr Shape kShare = {.want = Want::kObject, .properties = kShareProperties};
constexpr Shape kInterestType = {.codes = kInterestTypes};
constexpr Shape kDirectness = {.codes = kDirectnesses};
constexpr Property kInterestProperties[] = {{"type", &kInterestType},
                                            {"directOrIndirect", &kDirectness},
                                            {"beneficialOwnershipOrControl", &kBoolean},
                                            {"details", &kText},
                                            {"share", &kShare},
                                            {"startDate", &kDay},
                                            {"endDate", &kDay}};
constexpr Shape kInterest = {.want = Want::kObject, .properties = kInterestProperties};
constexpr Shape kInterests = {.want = Want::kArray, .items = &kInterest};

constexpr Shape kParty = {.want = Want::kParty, .properties = kUnspecifiedProperties};
constexpr absl::string_view kTrue[] = {"true"};
constexpr Shape kNoTexts = {.want = Want::kArray, .empty = true};
constexpr Condition kRelationshipConditions[] = {
    {.property = "isComponent", .values = kTrue, .then = "componentRecords", .shape = &kNoTexts}};
constexpr Property kRelationshipProperties[] = {{"isComponent", &kBoolean, Presence::kRequired},
                                                {"componentRecords", &kTexts},
                                                {"subject", &kParty, Presence::kRequired},
                                                {"interestedParty", &kParty, Presence::kRequired},
                                                {"interests", &kInterests}};
constexpr Shape kRelationship = {.want = Want::kObject,
                                 .properties = kRelationshipProperties,
                                 .conditions = kRelationshipConditions};

constexpr Shape kStatementId = {.least_characters = 32, .most_characters = 64};
constexpr Shape kRecordType = {.codes = kRecordTypes};
constexpr Shape kRecordStatus = {.codes = kRecordStatuses};
constexpr Shape kDetails = {.want = Want::kObject};
constexpr Property kStatementProperties[] = {{"statementId", &kStatementId, Presence::kRequired},
                                             {"statementDate", &kInstant, Presence::kRequired},
                                             {"annotations", &kAnnotations},
                                             {"publicationDetails", &kPublication},
                                             {"source", &kSource},
                                             {"declaration", &kText},
                                             {"declarationSubject", &kText, Presence::kRequired},
                                             {"recordId", &kText, Presence::kRequired},
                                             {"recordType", &kRecordType, Presence::kRequired},
                                             {"recordStatus", &kRecordStatus},
                                             {"recordDetails", &kDetails, Presence::kRequired}};

}  // namespace

const Shape& RelationshipShape() { return kRelationship; }

const Shape& StatementShape() {
  static constexpr absl::string_view kEntity[] = {"entity"};
  static constexpr absl::string_view kPerson[] = {"person"};
  static constexpr absl::string_view kRelationshipType[] = {"relationship"};
  static const Condition kConditions[] = {{.property = "recordType",
                                           .values = kEntity,
                                           .then = "recordDetails",
                                           .shape = &EntityShape()},
                                          {.property = "recordType",
                                           .values = kPerson,
                                           .then = "recordDetails",
                                           .shape = &PersonShape()},
                                          {.property = "recordType",
                                           .values = kRelationshipType,
                                           .then = "recordDetails",
                                           .shape = &kRelationship}};
  static const Shape kStatement = {
      .want = Want::kObject, .properties = kStatementProperties, .conditions = kConditions};
  return kStatement;
}

}  // namespace ett::ownership::bods
