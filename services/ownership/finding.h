#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "ett/ownership/v1/steering_service.pb.h"
#include "figures/figure.h"

// How checks answer their questions.
namespace ett::ownership {

// An answer with its reason and the records that it rests on.
struct Answer {
  v1::Verdict verdict = v1::VERDICT_NOT_KNOWN;
  figures::Text explanation = {};
  std::vector<std::string> evidence = {};  // record names, each once
  bool synthetic = false;

  // Rests on a record, which has `name` and `synthetic`.
  template <class T>
  void RestsOn(const T& record) {
    AddEvidence(record.name());
    synthetic = synthetic || record.synthetic();
  }
  void AddEvidence(const std::string& name);
};

// An answer that rests on nothing yet.
Answer MakeAnswer(v1::Verdict verdict, std::string nb, std::string en);
Answer Met(std::string nb, std::string en);
Answer NotMet(std::string nb, std::string en);
Answer NotKnown(std::string nb, std::string en);
Answer Inapplicable(std::string nb, std::string en);

v1::Finding ToFinding(std::string rule, figures::Text title, Answer answer);

}  // namespace ett::ownership
