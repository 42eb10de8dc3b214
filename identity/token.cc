// Prints a development token, for `authorization: Bearer …`.
#include <CLI/CLI.hpp>
#include <iostream>

#include "absl/time/clock.h"
#include "identity/development_issuer.h"

namespace {

int Fail(absl::string_view sentence) {
  std::cerr << sentence << '\n';
  return 2;
}

int Print(int argc, char** argv) {
  ett::identity::DevelopmentToken token;
  std::string key_file = "var/development-key.json";
  std::string lifetime = "1h";
  CLI::App app("Prints a token that services with --identity=development take.");
  app.add_option("--identity-key-file", key_file, "The services' key; made when there is none")
      ->capture_default_str();
  app.add_option("--scope", token.scopes, "Such as ett:hr.read; several, between commas")
      ->delimiter(',')
      ->required();
  app.add_option("--municipality", token.municipalities,
                 "Organisation numbers, between commas; * for all")
      ->delimiter(',')
      ->capture_default_str();
  app.add_option("--name", token.name, "Who calls")->capture_default_str();
  app.add_option("--audience", token.audience, "Whom it is for")->capture_default_str();
  app.add_option("--lifetime", lifetime, "Such as 10m or 8h")->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  if (!absl::ParseDuration(lifetime, &token.lifetime)) {
    return Fail("--lifetime: want a duration such as 10m or 8h");
  }
  const auto issuer = ett::identity::DevelopmentIssuer::Open(key_file);
  if (!issuer.ok()) return Fail(issuer.status().message());
  const auto text = issuer->Issue(token, absl::Now());
  if (!text.ok()) return Fail(text.status().message());
  std::cout << *text << '\n';
  return 0;
}

}  // namespace

int main(int argc, char** argv) { return Print(argc, argv); }
