#pragma once

#include "absl/time/time.h"

namespace ett::sql {

// How long to wait before try `attempt` + 1, from 0: any time up to `first` doubled with every try,
// at most `longest`. That of each thread is its own, so that those who failed together do not come
// back together.
absl::Duration Backoff(int attempt, absl::Duration first, absl::Duration longest);

}  // namespace ett::sql
