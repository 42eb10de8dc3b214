// `ett`: what operators do to a service's database from outside.
#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>

#include "admin/transfer.h"
#include "status/macros.h"

namespace {

using ett::admin::Checksums;

struct Command {
  ett::sql::DatabaseOptions database;
  std::string file = "-";
};

absl::StatusOr<Checksums> Export(ett::sql::Database& database, const std::string& path) {
  if (path == "-") return ett::admin::Export(database, std::cout);
  std::ofstream file(path, std::ios::binary);
  if (!file) return absl::UnavailableError("cannot write " + path);
  return ett::admin::Export(database, file);
}

absl::StatusOr<Checksums> Import(ett::sql::Database& database, const std::string& path) {
  if (path == "-") return ett::admin::Import(database, std::cin);
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::UnavailableError("cannot read " + path);
  return ett::admin::Import(database, file);
}

absl::StatusOr<Checksums> Run(const std::string& verb, const Command& command) {
  ASSIGN_OR_RETURN(const auto database, ett::sql::Database::Open(command.database));
  if (verb == "export") return Export(*database, command.file);
  if (verb == "import") return Import(*database, command.file);
  return ett::admin::ChecksumsOf(*database);
}

// On stderr, as stdout may be the file.
int Print(const absl::StatusOr<Checksums>& sums) {
  if (!sums.ok()) {
    std::cerr << "ett: " << sums.status().message() << '\n';
    return EXIT_FAILURE;
  }
  for (const auto& [table, sum] : *sums) {
    std::cerr << sum.Hex() << ' ' << sum.rows() << ' ' << table << '\n';
  }
  return EXIT_SUCCESS;
}

CLI::App* AddVerb(CLI::App& admin, Command& command, const char* verb, const char* description) {
  CLI::App* app = admin.add_subcommand(verb, description);
  app->add_option("--database", command.database.url, "sqlite:PATH or postgresql://user@host/name")
      ->required();
  app->add_option("--database-password-file", command.database.password_file,
                  "File with PostgreSQL's password on its first line");
  return app;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app(
      "Ett's commands for operators. Each prints a checksum, a number of rows and a name for "
      "each table.");
  app.require_subcommand(1);
  CLI::App* admin = app.add_subcommand("admin", "A service's database");
  admin->require_subcommand(1);
  Command command;
  AddVerb(*admin, command, "export", "Writes all of a database to a file")
      ->add_option("file", command.file, "- for stdout");
  AddVerb(
      *admin, command, "import",
      "Reads such a file into a database that its service has migrated and never written to: all "
      "of it, or nothing")
      ->add_option("file", command.file, "- for stdin");
  AddVerb(*admin, command, "checksum", "Only prints what a database has");
  CLI11_PARSE(app, argc, argv);
  return Print(Run(admin->get_subcommands().front()->get_name(), command));
}
