#pragma once

#include "ett/ownership/v1/ownership.pb.h"
#include "figures/figure.h"

// What forms and kinds are called.
namespace ett::ownership {

figures::Text LabelOf(v1::EntityForm form);
figures::Text LabelOf(v1::ShareTransactionKind kind);

}  // namespace ett::ownership
