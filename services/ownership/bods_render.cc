#include "services/ownership/bods_render.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace ett::ownership::bods {
namespace {

std::string TextOf(absl::CivilDay day) {
  return absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
}

std::string TextOf(const Instant& instant) {
  if (!instant.time) return TextOf(instant.day);
  return absl::FormatTime("%E4Y-%m-%dT%H:%M:%E*SZ", *instant.time, absl::UTCTimeZone());
}

// Objects and arrays of JSON, from the outside in.
class Sheet {
 public:
  std::string text() const { return {buffer_.GetString(), buffer_.GetSize()}; }

  void Text(absl::string_view value) { writer_.String(value.data(), Size(value)); }
  void Text(absl::string_view key, absl::string_view value) {
    Key(key);
    Text(value);
  }
  // Nothing for an empty value.
  void Some(absl::string_view key, absl::string_view value) {
    if (!value.empty()) Text(key, value);
  }
  template <typename Code>
  void Some(absl::string_view key, const std::optional<Code>& code) {
    if (code) Text(key, bods::Text(*code));
  }
  void Some(absl::string_view key, const std::optional<absl::CivilDay>& day) {
    if (day) Text(key, TextOf(*day));
  }
  void Some(absl::string_view key, const std::optional<bool>& truth) {
    if (truth) Truth(key, *truth);
  }
  void Some(absl::string_view key, const std::optional<Percentage>& percentage) {
    if (!percentage) return;
    Key(key);
    const std::string number = percentage->ToString();
    writer_.RawValue(number.data(), number.size(), rapidjson::kNumberType);
  }
  void Truth(absl::string_view key, bool truth) {
    Key(key);
    writer_.Bool(truth);
  }

  template <typename Members>
  void Object(Members members) {
    writer_.StartObject();
    members();
    writer_.EndObject();
  }
  template <typename Members>
  void Object(absl::string_view key, Members members) {
    Key(key);
    Object(members);
  }
  // Nothing for an empty list.
  template <typename List, typename Element>
  void Array(absl::string_view key, const List& list, Element element) {
    if (list.empty()) return;
    Key(key);
    writer_.StartArray();
    for (const auto& each : list) element(each);
    writer_.EndArray();
  }
  void Array(absl::string_view key, const std::vector<std::string>& texts) {
    Array(key, texts, [this](const std::string& text) { Text(text); });
  }

 private:
  static rapidjson::SizeType Size(absl::string_view text) {
    return static_cast<rapidjson::SizeType>(text.size());
  }
  void Key(absl::string_view key) { writer_.Key(key.data(), Size(key)); }

  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> writer_{buffer_};
};

void RenderUnspecified(const Unspecified& unspecified, Sheet& sheet) {
  sheet.Text("reason", Text(unspecified.reason));
  sheet.Some("description", unspecified.description);
}

void RenderIdentifier(const Identifier& identifier, Sheet& sheet) {
  sheet.Some("id", identifier.id);
  sheet.Some("scheme", identifier.scheme);
  sheet.Some("schemeName", identifier.scheme_name);
  sheet.Some("uri", identifier.uri);
}

void RenderDetails(const Entity& entity, Sheet& sheet) {
  sheet.Truth("isComponent", entity.is_component);
  sheet.Object("entityType", [&] {
    sheet.Text("type", Text(entity.type));
    sheet.Some("subtype", entity.subtype);
    sheet.Some("details", entity.type_details);
  });
  if (entity.unspecified) {
    sheet.Object("unspecifiedEntityDetails",
                 [&] { RenderUnspecified(*entity.unspecified, sheet); });
  }
  sheet.Some("name", entity.name);
  sheet.Array("alternateNames", entity.alternate_names);
  if (entity.jurisdiction) {
    sheet.Object("jurisdiction", [&] {
      sheet.Text("name", entity.jurisdiction->name);
      sheet.Some("code", entity.jurisdiction->code);
    });
  }
  sheet.Array("identifiers", entity.identifiers, [&](const Identifier& identifier) {
    sheet.Object([&] { RenderIdentifier(identifier, sheet); });
  });
  sheet.Some("foundingDate", entity.founding_date);
  sheet.Some("dissolutionDate", entity.dissolution_date);
  if (entity.has_public_listing) {
    sheet.Object("publicListing",
                 [&] { sheet.Truth("hasPublicListing", *entity.has_public_listing); });
  }
}

void RenderDetails(const Person& person, Sheet& sheet) {
  sheet.Truth("isComponent", person.is_component);
  sheet.Text("personType", Text(person.type));
  if (person.unspecified) {
    sheet.Object("unspecifiedPersonDetails",
                 [&] { RenderUnspecified(*person.unspecified, sheet); });
  }
  sheet.Array("names", person.names, [&](const PersonName& name) {
    sheet.Object([&] {
      sheet.Some("type", name.type);
      sheet.Text("fullName", name.full_name);
    });
  });
}

void RenderParty(absl::string_view key, const Party& party, Sheet& sheet) {
  if (const auto* record = std::get_if<std::string>(&party)) return sheet.Text(key, *record);
  sheet.Object(key, [&] { RenderUnspecified(std::get<Unspecified>(party), sheet); });
}

void RenderInterest(const Interest& interest, Sheet& sheet) {
  sheet.Some("type", interest.type);
  sheet.Some("directOrIndirect", interest.directness);
  sheet.Some("beneficialOwnershipOrControl", interest.beneficial_ownership_or_control);
  sheet.Some("details", interest.details);
  if (const std::optional<Share>& share = interest.share) {
    sheet.Object("share", [&] {
      sheet.Some("exact", share->exact);
      sheet.Some("maximum", share->maximum);
      sheet.Some("minimum", share->minimum);
      sheet.Some("exclusiveMinimum", share->exclusive_minimum);
      sheet.Some("exclusiveMaximum", share->exclusive_maximum);
    });
  }
  sheet.Some("startDate", interest.start_date);
  sheet.Some("endDate", interest.end_date);
}

void RenderDetails(const Relationship& relationship, Sheet& sheet) {
  sheet.Truth("isComponent", relationship.is_component);
  sheet.Array("componentRecords", relationship.component_records);
  RenderParty("subject", relationship.subject, sheet);
  RenderParty("interestedParty", relationship.interested_party, sheet);
  sheet.Array("interests", relationship.interests, [&](const Interest& interest) {
    sheet.Object([&] { RenderInterest(interest, sheet); });
  });
}

void RenderPublication(const Publication& publication, Sheet& sheet) {
  sheet.Text("publicationDate", TextOf(publication.date));
  sheet.Text("bodsVersion", "0.4");
  sheet.Some("license", publication.license);
  sheet.Object("publisher", [&] {
    sheet.Some("name", publication.publisher_name);
    sheet.Some("url", publication.publisher_url);
  });
}

void RenderSource(const Source& source, Sheet& sheet) {
  sheet.Array("type", source.types, [&](SourceType type) { sheet.Text(Text(type)); });
  sheet.Some("description", source.description);
  sheet.Some("url", source.url);
  if (source.retrieved_at) sheet.Text("retrievedAt", TextOf(*source.retrieved_at));
  sheet.Array("assertedBy", source.asserted_by,
              [&](const std::string& name) { sheet.Object([&] { sheet.Text("name", name); }); });
}

}  // namespace

std::string Render(const Statement& statement, absl::string_view id,
                   const std::optional<Publication>& publication) {
  Sheet sheet;
  sheet.Object([&] {
    sheet.Some("statementId", id);
    sheet.Text("statementDate", TextOf(statement.statement_date));
    if (publication) {
      sheet.Object("publicationDetails", [&] { RenderPublication(*publication, sheet); });
    }
    if (statement.source) {
      sheet.Object("source", [&] { RenderSource(*statement.source, sheet); });
    }
    sheet.Some("declaration", statement.declaration);
    sheet.Text("declarationSubject", statement.declaration_subject);
    sheet.Text("recordId", statement.record_id);
    sheet.Text("recordType", kRecordTypes[statement.record.index()]);
    sheet.Some("recordStatus", statement.record_status);
    sheet.Object("recordDetails", [&] {
      std::visit([&](const auto& record) { RenderDetails(record, sheet); }, statement.record);
    });
  });
  return sheet.text();
}

}  // namespace ett::ownership::bods
