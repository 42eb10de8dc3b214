#pragma once

#include "records/file_types.h"

namespace ett::ownership {

// The register of legal entities in Brønnøysund as data.brreg.no answers, JSON: one entity, a page
// of them (`_embedded.enheter`) of at most 32 MiB, or an array of any length. Ids are
// `no-{organisation number}`.
records::FileFormat EntityRegisterFormat();

}  // namespace ett::ownership
