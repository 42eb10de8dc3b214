#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace CLI {
class App;
}

namespace ett::chassis {

// A process's flags. Each `--some-flag` has a twin in the environment, ETT_SOME_FLAG; the flag
// wins. An unknown flag, an unknown ETT_ variable or a bad value ends the process with one
// sentence.
class Flags {
 public:
  // `description` heads the text of --help.
  explicit Flags(const std::string& description);
  ~Flags();

  // `value` holds the default and gets what is given. `help` says unit and meaning.
  void Add(const std::string& name, std::string& value, const std::string& help);
  void Add(const std::string& name, int& value, const std::string& help);
  void Add(const std::string& name, double& value, const std::string& help);
  // As Abseil reads durations: 500ms, 10s, 1m.
  void Add(const std::string& name, absl::Duration& value, const std::string& help);
  // May be given several times; in the environment, separated by commas.
  void Add(const std::string& name, std::vector<std::string>& value, const std::string& help);

  // -1: go on. Otherwise the exit code: 0 after --help, 2 after a sentence on stderr.
  int Parse(int argc, const char* const* argv);

 private:
  std::string Twin(const std::string& name);

  const std::unique_ptr<CLI::App> app_;
  std::set<std::string> twins_;
  std::map<std::string, std::unique_ptr<std::string>> duration_texts_;
  std::map<std::string, absl::Duration*> durations_;
};

}  // namespace ett::chassis
