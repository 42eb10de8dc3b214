#include "services/ownership/domain/sex_balance.h"

namespace ett::ownership {

int LeastOfEachSex(int members) {
  if (members < 2) return 0;
  if (members <= 3) return 1;
  if (members <= 5) return 2;
  if (members <= 8) return 3;
  if (members == 9) return 4;
  return (members * 2 + 4) / 5;
}

}  // namespace ett::ownership
