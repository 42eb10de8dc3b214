#include "tests/bench/bods_file.h"

#include <fstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/ownership/bods_writer.h"
#include "status/macros.h"

namespace ett::bench {
namespace {

namespace bods = ::ett::ownership::bods;
using absl::CivilDay;
using bods::Statement;

constexpr int kPersons = 3;
constexpr int kOfCompany = 10;  // statements

class File {
 public:
  explicit File(const std::string& path)
      : stream_(path, std::ios::binary),
        writer_({.date = bods::Instant::On(CivilDay(2024, 2, 1)),
                 .license = "https://creativecommons.org/publicdomain/zero/1.0/",
                 .publisher_name = "A register",
                 .publisher_url = "https://register.example/"},
                bods::Layout::kLines, [this](absl::string_view bytes) {
                  stream_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
                  return absl::OkStatus();
                }) {}

  absl::Status WriteCompany(std::int64_t number) {
    company_ = absl::StrCat("company-", number);
    const std::string holding = absl::StrCat("holding-", number);
    RETURN_IF_ERROR(WriteEntity(company_, number, 1));
    RETURN_IF_ERROR(WriteEntity(holding, number, 1));
    for (int i = 0; i < kPersons; ++i) RETURN_IF_ERROR(WritePerson(number, i));
    for (int i = 0; i < kPersons; ++i) {
      RETURN_IF_ERROR(WriteRelationship(holding, PersonOf(number, i), (number + i) % 34));
    }
    RETURN_IF_ERROR(WriteRelationship(company_, holding, 51 + number % 50));
    return WriteEntity(company_, number, 2);
  }

  absl::Status Finish() {
    RETURN_IF_ERROR(writer_.Finish());
    stream_.flush();
    return stream_ ? absl::OkStatus() : absl::UnavailableError("the file is not written");
  }

 private:
  static std::string PersonOf(std::int64_t number, int position) {
    return absl::StrCat("person-", number, "-", position);
  }

  // The `version` counts from 1.
  Statement About(std::string record, int version) const {
    Statement statement;
    statement.statement_date = bods::Instant::On(CivilDay(2024, version, 1));
    statement.declaration_subject = company_;
    statement.record_id = std::move(record);
    statement.record_status =
        version == 1 ? bods::RecordStatus::kNew : bods::RecordStatus::kUpdated;
    statement.source.emplace();
    statement.source->types = {bods::SourceType::kOfficialRegister};
    statement.source->asserted_by = {company_};
    return statement;
  }

  absl::Status WriteEntity(const std::string& record, std::int64_t number, int version) {
    bods::Entity entity;
    entity.name = absl::StrCat("Selskapet ", record, " AS");
    entity.jurisdiction = {"Norway", "NO"};
    entity.identifiers.push_back({absl::StrFormat("%09d", number), "GB-COH", "A register", ""});
    entity.founding_date = CivilDay(1990, 1, 1) + number % 10'000;
    Statement statement = About(record, version);
    statement.record = std::move(entity);
    return writer_.Write(statement).status();
  }

  absl::Status WritePerson(std::int64_t number, int position) {
    bods::Person person;
    person.names.push_back({bods::NameType::kLegal, absl::StrCat("Eier ", position, " ", number)});
    Statement statement = About(PersonOf(number, position), 1);
    statement.record = std::move(person);
    return writer_.Write(statement).status();
  }

  absl::Status WriteRelationship(const std::string& subject, const std::string& owner,
                                 std::int64_t percent) {
    bods::Relationship relationship;
    relationship.subject = subject;
    relationship.interested_party = owner;
    for (const auto type : {bods::InterestType::kShareholding, bods::InterestType::kVotingRights}) {
      bods::Interest interest;
      interest.type = type;
      interest.directness = bods::Directness::kDirect;
      interest.share.emplace().exact = bods::Percentage::Of(percent, 0);
      interest.start_date = CivilDay(2001, 2, 3);
      relationship.interests.push_back(std::move(interest));
    }
    Statement statement = About(absl::StrCat(owner, "-in-", subject), 1);
    statement.record = std::move(relationship);
    return writer_.Write(statement).status();
  }

  std::ofstream stream_;
  bods::StatementWriter writer_;
  std::string company_;  // whose network is written
};

}  // namespace

absl::Status WriteStatements(const std::string& path, std::int64_t count) {
  File file(path);
  for (std::int64_t number = 0; number < count / kOfCompany; ++number) {
    RETURN_IF_ERROR(file.WriteCompany(number));
  }
  return file.Finish();
}

}  // namespace ett::bench
