// gRPC's interop server on a free port, with reflection: built by make_interop_client.sh, within
// gRPC's own sources.
#include <arpa/inet.h>
#include <sys/socket.h>

#include <cstdio>
#include <fstream>
#include <mutex>
#include <string>
#include <thread>

#include "grpcpp/ext/proto_server_reflection_plugin.h"
#include "grpcpp/security/server_credentials.h"
#include "test/cpp/interop/server_helper.h"

gpr_atm grpc::testing::interop::g_got_sigint;

namespace {

// The server does not take 0 for a free port. Nobody else gets this one while its socket, which
// never listens, is open; gRPC does, as it shares ports.
int FreePort() {
  const int held = socket(AF_INET, SOCK_STREAM, 0);
  const int yes = 1;
  setsockopt(held, SOL_SOCKET, SO_REUSEPORT, &yes, sizeof yes);
  sockaddr_in address = {};
  socklen_t size = sizeof address;
  address.sin_family = AF_INET;
  if (bind(held, reinterpret_cast<sockaddr*>(&address), size) != 0) return 0;
  if (getsockname(held, reinterpret_cast<sockaddr*>(&address), &size) != 0) return 0;
  return ntohs(address.sin_port);
}

// As Ett's own programs say theirs.
void WritePorts(const std::string& path, int port) {
  std::ofstream(path + ".new") << R"({"listen": )" << port << "}";
  std::rename((path + ".new").c_str(), path.c_str());
}

}  // namespace

int main(int argc, char** argv) {
  const std::string flag = "--ports-file=";
  const std::string argument = argc == 2 ? argv[1] : "";
  const int port = FreePort();
  if (port == 0 || argument.rfind(flag, 0) != 0) return 2;
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  grpc::testing::interop::ServerStartedCondition started;
  std::thread teller([&] {
    std::unique_lock<std::mutex> lock(started.mutex);
    started.condition.wait(lock, [&] { return started.server_started; });
    WritePorts(argument.substr(flag.size()), port);
  });
  grpc::testing::interop::RunServer(grpc::InsecureServerCredentials(), port, &started);
  teller.join();
}
