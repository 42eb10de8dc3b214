#include "chassis/flags.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cctype>
#include <iostream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace ett::chassis {
namespace {

// The first ETT_ variable of the environment that is not among `known`; empty when there is none.
std::string UnknownVariable(const std::set<std::string>& known) {
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string text = *entry;
    std::string name = text.substr(0, text.find('='));
    if (absl::StartsWith(name, "ETT_") && !known.contains(name)) return name;
  }
  return "";
}

int Refuse(const std::string& sentence) {
  std::cerr << sentence << '\n';
  return 2;
}

}  // namespace

Flags::Flags(const std::string& description) : app_(std::make_unique<CLI::App>(description)) {
  app_->set_help_flag("--help", "Print this and exit");
}

Flags::~Flags() = default;

std::string Flags::Twin(const std::string& name) {
  std::string twin = "ETT_";
  for (const char c : name) {
    twin.push_back(c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
  }
  twins_.insert(twin);
  return twin;
}

void Flags::Add(const std::string& name, std::string& value, const std::string& help) {
  app_->add_option("--" + name, value, help)->envname(Twin(name))->capture_default_str();
}

void Flags::Add(const std::string& name, int& value, const std::string& help) {
  app_->add_option("--" + name, value, help)->envname(Twin(name))->capture_default_str();
}

void Flags::Add(const std::string& name, double& value, const std::string& help) {
  app_->add_option("--" + name, value, help)->envname(Twin(name))->capture_default_str();
}

void Flags::Add(const std::string& name, absl::Duration& value, const std::string& help) {
  auto& text = duration_texts_[name];
  text = std::make_unique<std::string>(absl::FormatDuration(value));
  durations_[name] = &value;
  app_->add_option("--" + name, *text, help)->envname(Twin(name))->capture_default_str();
}

void Flags::Add(const std::string& name, std::vector<std::string>& value, const std::string& help) {
  app_->add_option("--" + name, value, help)
      ->envname(Twin(name))
      ->delimiter(',')
      ->capture_default_str();
}

int Flags::Parse(int argc, const char* const* argv) {
  try {
    app_->parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    std::cout << app_->help();
    return 0;
  } catch (const CLI::ParseError& error) {
    return Refuse(absl::StrCat(error.what(), " (--help lists the flags)"));
  }
  for (const auto& [name, value] : durations_) {
    const std::string& text = *duration_texts_[name];
    if (!absl::ParseDuration(text, value) || *value < absl::ZeroDuration()) {
      return Refuse(
          absl::StrCat("--", name, ": want a duration such as 500ms or 10s, got \"", text, "\""));
    }
  }
  const std::string unknown = UnknownVariable(twins_);
  if (unknown.empty()) return -1;
  return Refuse(absl::StrCat("the environment has ", unknown, ", which is no setting; known are ",
                             absl::StrJoin(twins_, ", ")));
}

}  // namespace ett::chassis
