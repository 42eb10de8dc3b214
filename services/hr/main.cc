#include "services/hr/service.h"

int main(int argc, char** argv) {
  return ett::chassis::ServiceMain(argc, argv, ett::hr::Service());
}
