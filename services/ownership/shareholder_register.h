#pragma once

#include "records/file_types.h"

namespace ett::ownership {

// The yearly shareholder register as the Norwegian Tax Administration hands it out: CSV with
// semicolons, a row for each owner of a class of a company's shares. Company and owner are told by
// `no-{organisation number}`; of natural persons, and of places and countries, nothing is read. The
// day of the register is a constant of the mapping, `register_date`.
records::FileFormat ShareholderRegisterFormat();

}  // namespace ett::ownership
