#include "services/ownership/register.h"

#include <algorithm>
#include <utility>

#include "services/ownership/histories.h"
#include "services/ownership/kinds.h"
#include "services/ownership/record_rows.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

// Reads the records of one municipality at one time.
struct Reading {
  records::Records& records;
  const records::ForEachArgs args;

  template <class T, class Visit>
  absl::Status Each(const records::Kind& kind, Visit visit) const {
    return records.ForEach<T>(kind, args, visit);
  }
  template <class T>
  absl::Status Into(const records::Kind& kind, std::vector<T>& all) const {
    return Each<T>(kind, [&](const T& record) { all.push_back(record); });
  }
  template <class T>
  absl::Status Into(const records::Kind& kind, std::map<std::string, T>& all) const {
    return Each<T>(kind, [&](const T& record) { all.emplace(IdOf(record.name()), record); });
  }
  template <class T>
  absl::Status ByCompany(const records::Kind& kind, std::multimap<std::string, T>& all) const {
    return Each<T>(kind, [&](const T& record) { all.emplace(IdOf(record.company()), record); });
  }
};

void AddToLedger(Register& known, std::map<std::string, std::vector<ShareClass>> classes) {
  for (const auto& [id, entity] : known.entities) {
    Company company = ToCompany(entity);
    company.classes = std::move(classes[id]);
    known.ledger.Add(std::move(company));
  }
  for (const auto& [id, transaction] : known.share_transactions) {
    known.ledger.Add(ToTransaction(transaction));
  }
}

absl::Status LoadShares(const Reading& reading, Register& known) {
  RETURN_IF_ERROR(reading.Into(EntityKind(), known.entities));
  RETURN_IF_ERROR(reading.Into(ShareTransactionKind(), known.share_transactions));
  std::map<std::string, std::vector<ShareClass>> classes;
  RETURN_IF_ERROR(reading.Each<v1::ShareClass>(ShareClassKind(), [&](const auto& record) {
    classes[IdOf(record.company())].push_back(ToShareClass(record));
  }));
  AddToLedger(known, std::move(classes));
  RETURN_IF_ERROR(reading.ByCompany(ParticipationKind(), known.participations));
  return reading.ByCompany(RegisteredPositionKind(), known.registered_positions);
}

absl::Status LoadBodies(const Reading& reading, Register& known) {
  RETURN_IF_ERROR(reading.Into(AgreementKind(), known.agreements));
  RETURN_IF_ERROR(reading.Each<v1::AgreementStep>(AgreementStepKind(), [&](const auto& record) {
    known.agreement_steps.emplace(IdOf(record.agreement()), record);
  }));
  RETURN_IF_ERROR(reading.Into(BoardSeatKind(), known.board_seats));
  RETURN_IF_ERROR(reading.Into(TrainingKind(), known.trainings));
  return reading.Each<v1::TrainingAttendance>(TrainingAttendanceKind(), [&](const auto& record) {
    known.attended[IdOf(record.training())].insert(IdOf(record.board_seat()));
  });
}

absl::Status LoadSteering(const Reading& reading, Register& known) {
  RETURN_IF_ERROR(reading.Into(OwnerStrategyKind(), known.owner_strategies));
  RETURN_IF_ERROR(reading.Into(OwnerMeetingKind(), known.owner_meetings));
  RETURN_IF_ERROR(reading.Into(DividendKind(), known.dividends));
  RETURN_IF_ERROR(reading.Into(GuaranteeKind(), known.guarantees));
  RETURN_IF_ERROR(reading.Into(BookValueKind(), known.book_values));
  RETURN_IF_ERROR(reading.Into(CompanyResultKind(), known.company_results));
  return reading.Into(GovernanceDocumentKind(), known.governance_documents);
}

absl::StatusOr<Division> PartsOf(const v1::Participation& participation, bool of_liability) {
  std::map<std::string, Fraction> parts;
  for (const v1::Stake& stake : participation.stakes()) {
    parts[stake.owner()] = PartOf(stake, of_liability);
  }
  return DivisionOf(parts);
}

// The records of some companies.
struct CompanyReading {
  sql::Session& session;
  const std::string& municipality;
  const std::int64_t known_at;

  template <class T, class Visit>
  absl::Status Each(const records::Kind& kind, const char* column,
                    const std::set<std::string>& keys, Visit visit) const {
    return ForEachRow<T>(session, {kind, column, municipality, known_at}, keys, visit);
  }
};

absl::Status ReadCompany(const CompanyReading& reading, const std::string& company,
                         std::set<std::string> entities, Register& known) {
  std::set<std::string> companies = {company};
  RETURN_IF_ERROR(ForEachTransaction(
      reading.session, reading.municipality, reading.known_at, companies,
      [&](const auto& record) { known.share_transactions.emplace(IdOf(record.name()), record); }));
  entities.insert(companies.begin(), companies.end());
  RETURN_IF_ERROR(reading.Each<v1::Entity>(EntityKind(), "id", entities, [&](const auto& record) {
    known.entities.emplace(IdOf(record.name()), record);
  }));
  std::map<std::string, std::vector<ShareClass>> classes;
  RETURN_IF_ERROR(
      reading.Each<v1::ShareClass>(ShareClassKind(), "company", companies, [&](const auto& record) {
        classes[IdOf(record.company())].push_back(ToShareClass(record));
      }));
  AddToLedger(known, std::move(classes));
  RETURN_IF_ERROR(reading.Each<v1::Participation>(
      ParticipationKind(), "company", {company},
      [&](const auto& record) { known.participations.emplace(company, record); }));
  RETURN_IF_ERROR(reading.Each<v1::RegisteredPosition>(
      RegisteredPositionKind(), "company", {company},
      [&](const auto& record) { known.registered_positions.emplace(company, record); }));
  return reading.Each<v1::BookValue>(
      BookValueKind(), "company", {company},
      [&](const auto& record) { known.book_values.push_back(record); });
}

}  // namespace

bool Holds(bool has_first, const google::type::Date& first, bool has_last,
           const google::type::Date& last, absl::CivilDay day) {
  return (!has_first || records::FirstDayOf(first) <= day) &&
         (!has_last || day <= records::LastDayOf(last));
}

bool SitsIn(const v1::BoardSeat& seat, v1::CompanyBody body, absl::CivilDay day) {
  const v1::CompanyBody own =
      seat.body() == v1::COMPANY_BODY_UNSPECIFIED ? v1::COMPANY_BODY_BOARD : seat.body();
  return own == body && Holds(true, seat.from_date(), seat.has_to_date(), seat.to_date(), day);
}

absl::StatusOr<Register> LoadCompany(records::Records& records, const std::string& municipality,
                                     std::int64_t known_at, const std::string& company,
                                     const std::set<std::string>& owners) {
  Register known;
  const absl::Status read = records.database().Read([&](sql::Session& session) {
    return ReadCompany({session, municipality, known_at}, company, owners, known);
  });
  if (!read.ok()) return read;
  return known;
}

absl::StatusOr<Register> LoadRegister(records::Records& records, const std::string& municipality,
                                      std::int64_t known_at) {
  Register known;
  const Reading reading{records, {municipality, known_at}};
  RETURN_IF_ERROR(LoadShares(reading, known));
  RETURN_IF_ERROR(LoadBodies(reading, known));
  RETURN_IF_ERROR(LoadSteering(reading, known));
  return known;
}

RegisterCache::RegisterCache(records::Records& records)
    : KnownCache(records, [&records](const std::string& municipality, std::int64_t known_at) {
        return LoadRegister(records, municipality, known_at);
      }) {}

const v1::Entity* Register::EntityOf(const std::string& id) const {
  const auto found = entities.find(id);
  return found == entities.end() ? nullptr : &found->second;
}

const v1::Participation* Register::ParticipationOn(const std::string& company,
                                                   absl::CivilDay day) const {
  const auto [first, last] = participations.equal_range(company);
  for (auto each = first; each != last; ++each) {
    if (IsValidOn(each->second, day)) return &each->second;
  }
  return nullptr;
}

absl::StatusOr<OwnershipOfDay> Register::OwnershipOn(const std::string& company,
                                                     absl::CivilDay day) const {
  OwnershipOfDay ownership;
  const v1::Entity* entity = EntityOf(company);
  if (entity == nullptr || !IsValidOn(*entity, day)) return ownership;
  if (entity->form() == v1::ENTITY_FORM_KF) {
    ownership.division = Division{{{kMunicipality, 1, 1}}, 1, 1};
    return ownership;
  }
  ASSIGN_OR_RETURN(ownership.holdings, ledger.On(company, day));
  if (const v1::Participation* participation = ParticipationOn(company, day)) {
    ASSIGN_OR_RETURN(ownership.division, PartsOf(*participation, /*of_liability=*/false));
  } else {
    ASSIGN_OR_RETURN(ownership.division, DivisionOf(company, ownership.holdings));
  }
  return ownership;
}

absl::StatusOr<Division> Register::DivisionOn(const std::string& company,
                                              absl::CivilDay day) const {
  ASSIGN_OR_RETURN(OwnershipOfDay ownership, OwnershipOn(company, day));
  return std::move(ownership.division);
}

absl::StatusOr<Division> Register::LiabilityOn(const std::string& company,
                                               absl::CivilDay day) const {
  const v1::Entity* entity = EntityOf(company);
  const v1::Participation* participation = ParticipationOn(company, day);
  const bool liable = entity != nullptr && entity->form() == v1::ENTITY_FORM_IKS &&
                      IsValidOn(*entity, day) && participation != nullptr;
  if (!liable) return Division();
  return PartsOf(*participation, /*of_liability=*/true);
}

absl::StatusOr<Fraction> Register::ShareOf(const std::string& company, absl::CivilDay day) const {
  ASSIGN_OR_RETURN(const Division division, DivisionOn(company, day));
  return division.CapitalOf(kMunicipality);
}

bool Register::Synthetic(const std::string& company) const {
  const v1::Entity* entity = EntityOf(company);
  if (entity != nullptr && entity->synthetic()) return true;
  const auto [first, last] = participations.equal_range(company);
  for (auto each = first; each != last; ++each) {
    if (each->second.synthetic()) return true;
  }
  for (const std::string& id : ledger.TransactionsOf(company)) {
    if (share_transactions.at(id).synthetic()) return true;
  }
  return false;
}

absl::StatusOr<std::vector<v1::BoardSeat>> Register::MembersOn(absl::CivilDay day) const {
  std::map<std::string, bool> owned;
  std::vector<v1::BoardSeat> members;
  for (const v1::BoardSeat& seat : board_seats) {
    const bool is_member = seat.role() != v1::BOARD_ROLE_SUBSTITUTE;
    if (!is_member || !SitsIn(seat, v1::COMPANY_BODY_BOARD, day)) continue;
    const std::string company = IdOf(seat.company());
    if (owned.count(company) == 0) {
      ASSIGN_OR_RETURN(const Fraction share, ShareOf(company, day));
      owned[company] = !(share == Fraction());
    }
    if (owned[company]) members.push_back(seat);
  }
  return members;
}

bool Register::Attended(const v1::Training& training, const v1::BoardSeat& seat) const {
  const auto found = attended.find(IdOf(training.name()));
  return found != attended.end() && found->second.count(IdOf(seat.name())) > 0;
}

bool Register::AttendedAs(const v1::Training& training, const std::string& member) const {
  return std::any_of(board_seats.begin(), board_seats.end(), [&](const v1::BoardSeat& seat) {
    return seat.member() == member && Attended(training, seat);
  });
}

}  // namespace ett::ownership
