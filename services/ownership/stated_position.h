#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "ett/ownership/v1/ownership.pb.h"
#include "services/ownership/bods_statement.h"
#include "services/ownership/known_records.h"

namespace ett::ownership {

// What a statement of a relationship says that somebody has; a party that is not told is `others`.
// Capital is the share of a shareholding, votes that of voting rights; where there are several, of
// one that has not ended, then of the latest, then of a direct one. All others, and those two where
// they have no share, are among `interests`. Parts are the decimals that were written, up to 13
// places of a percentage; of finer ones, the bounds that they are between.
// INVALID_ARGUMENT, naming the JSON Pointer, where the subject is no company, or a party is no
// record that is known.
absl::StatusOr<v1::RegisteredPosition> StatedPositionOf(const bods::Statement& statement,
                                                        const std::string& municipality,
                                                        const KnownRecords& known);

}  // namespace ett::ownership
