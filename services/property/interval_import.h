#pragma once

#include "records/file_types.h"
#include "services/property/reading_store.h"

namespace ett::property {

// Files of readings: rows are values of intervals, see IntervalValue, which are merged into what is
// known of their meters' days. Some ten thousand rows become durable together, and never only some
// of those of a day that follow each other. `store` must outlive what it makes.
records::RowCollection IntervalCollection(ReadingStore& store);

}  // namespace ett::property
