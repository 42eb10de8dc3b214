#include "services/property/service.h"

int main(int argc, char** argv) {
  return ett::chassis::ServiceMain(argc, argv, ett::property::Service());
}
