#pragma once

#include "records/file_types.h"

namespace ett::property {

// Green Button, the Atom feeds of ESPI (NAESB REQ.21): interval readings, with the usage point that
// they are of as `usage_point`, the last part of its address, and `usage_point_title`. A usage
// point is read as a meter where nothing else is said.
records::FileFormat GreenButtonFormat();

}  // namespace ett::property
