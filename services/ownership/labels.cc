#include "services/ownership/labels.h"

#include <map>

namespace ett::ownership {
namespace {

using figures::MakeText;
using figures::Text;

template <class Key>
Text Find(const std::map<Key, Text>& labels, Key key) {
  const auto found = labels.find(key);
  return found == labels.end() ? MakeText("ukjent", "unknown") : found->second;
}

}  // namespace

Text LabelOf(v1::EntityForm form) {
  static const auto& labels = *new std::map<v1::EntityForm, Text>{
      {v1::ENTITY_FORM_AS, MakeText("Aksjeselskap", "Limited company")},
      {v1::ENTITY_FORM_IKS, MakeText("Interkommunalt selskap", "Intermunicipal company")},
      {v1::ENTITY_FORM_KF, MakeText("Kommunalt foretak", "Municipal enterprise")},
      {v1::ENTITY_FORM_SA, MakeText("Samvirkeforetak", "Cooperative")},
      {v1::ENTITY_FORM_FOUNDATION, MakeText("Stiftelse", "Foundation")},
      {v1::ENTITY_FORM_ASSOCIATION, MakeText("Forening", "Association")},
      {v1::ENTITY_FORM_ASA, MakeText("Allmennaksjeselskap", "Public limited company")},
      {v1::ENTITY_FORM_MUNICIPALITY, MakeText("Kommune", "Municipality")},
      {v1::ENTITY_FORM_COUNTY, MakeText("Fylkeskommune", "County authority")},
      {v1::ENTITY_FORM_STATE, MakeText("Stat", "State")},
      {v1::ENTITY_FORM_FOREIGN_COMPANY, MakeText("Utenlandsk selskap", "Foreign company")},
      {v1::ENTITY_FORM_PERSON, MakeText("Person", "Person")},
      {v1::ENTITY_FORM_COOPERATION, MakeText("Kommunalt samarbeid", "Municipal cooperation")},
      {v1::ENTITY_FORM_OTHER, MakeText("Annen form", "Other form")}};
  return Find(labels, form);
}

Text LabelOf(v1::ShareTransactionKind kind) {
  static const auto& labels = *new std::map<v1::ShareTransactionKind, Text>{
      {v1::SHARE_TRANSACTION_KIND_FOUNDING, MakeText("stiftelse", "founding")},
      {v1::SHARE_TRANSACTION_KIND_ISSUE, MakeText("emisjon", "issue")},
      {v1::SHARE_TRANSACTION_KIND_TRANSFER, MakeText("overdragelse", "transfer")},
      {v1::SHARE_TRANSACTION_KIND_BUY_OUT, MakeText("utkjøp", "buy-out")},
      {v1::SHARE_TRANSACTION_KIND_REDEMPTION, MakeText("sletting", "redemption")},
      {v1::SHARE_TRANSACTION_KIND_SPLIT, MakeText("splitt", "split")},
      {v1::SHARE_TRANSACTION_KIND_MERGER, MakeText("fusjon", "merger")}};
  return Find(labels, kind);
}

}  // namespace ett::ownership
