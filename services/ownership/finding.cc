#include "services/ownership/finding.h"

#include <algorithm>
#include <utility>

namespace ett::ownership {

void Answer::AddEvidence(const std::string& name) {
  if (std::find(evidence.begin(), evidence.end(), name) == evidence.end()) evidence.push_back(name);
}

Answer MakeAnswer(v1::Verdict verdict, std::string nb, std::string en) {
  return {verdict, figures::MakeText(std::move(nb), std::move(en))};
}

Answer Met(std::string nb, std::string en) {
  return MakeAnswer(v1::VERDICT_MET, std::move(nb), std::move(en));
}

Answer NotMet(std::string nb, std::string en) {
  return MakeAnswer(v1::VERDICT_NOT_MET, std::move(nb), std::move(en));
}

Answer NotKnown(std::string nb, std::string en) {
  return MakeAnswer(v1::VERDICT_NOT_KNOWN, std::move(nb), std::move(en));
}

Answer Inapplicable(std::string nb, std::string en) {
  return MakeAnswer(v1::VERDICT_NOT_APPLICABLE, std::move(nb), std::move(en));
}

v1::Finding ToFinding(std::string rule, figures::Text title, Answer answer) {
  v1::Finding finding;
  finding.set_rule(std::move(rule));
  *finding.mutable_title() = std::move(title);
  finding.set_verdict(answer.verdict);
  *finding.mutable_explanation() = std::move(answer.explanation);
  for (std::string& name : answer.evidence) finding.add_evidence(std::move(name));
  finding.set_synthetic(answer.synthetic);
  return finding;
}

}  // namespace ett::ownership
