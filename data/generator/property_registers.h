#pragma once

#include "data/generator/property.h"

namespace ett::reference {

// Adds sites, groups, certificates and leases of the buildings that are there.
void AddRegisters(const Options& options, PropertyRecords& records);

}  // namespace ett::reference
