#pragma once

#include "chassis/service_main.h"

namespace ett::property {

// What the service is: its contracts, its kinds of record, its migrations.
chassis::ServiceSpec Service();

}  // namespace ett::property
