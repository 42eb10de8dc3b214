#include <iostream>

#include "absl/time/clock.h"
#include "chassis/flags.h"
#include "data/loader/credentials.h"
#include "data/loader/reference.h"

// Loads the reference municipality through the gateway. What is there already is unchanged.
int main(int argc, char** argv) {
  std::string gateway = "127.0.0.1:8080";
  std::string folder = "data/reference";
  ett::loader::Credentials who;
  int seed = 1;
  ett::reference::Options options;
  ett::chassis::Flags flags("Loads the reference municipality through the gateway.");
  flags.Add("gateway", gateway, "Address of the gateway, host:port");
  flags.Add("token", who.token, "Who loads, where the suite asks; better in the environment");
  flags.Add("api-key", who.api_key, "The same, of a caller with an x-api-key");
  flags.Add("reference", folder, "Folder of the sourced facts");
  flags.Add("scale", options.scale, "Size of the generated municipality, 0.05..1");
  flags.Add("seed", seed, "Of the generated records");
  if (const int code = flags.Parse(argc, argv); code >= 0) return code;
  if (options.scale < 0.05 || options.scale > 1) {
    std::cerr << "--scale: want 0.05..1, got " << options.scale << '\n';
    return 2;
  }
  options.seed = static_cast<std::uint64_t>(seed);
  const absl::Time start = absl::Now();
  ett::loader::Loader loader(ett::loader::ChannelAs(who, gateway), options.municipality, std::cout);
  const absl::Status status = ett::loader::LoadReference(loader, options, folder);
  if (!status.ok()) {
    std::cerr << "not loaded: " << status.message() << '\n';
    return EXIT_FAILURE;
  }
  std::cout << "loaded in " << absl::ToInt64Seconds(absl::Now() - start) << " s\n";
  if (loader.rejected() == 0) return EXIT_SUCCESS;
  std::cerr << loader.rejected() << " rows were rejected\n";
  return EXIT_FAILURE;
}
