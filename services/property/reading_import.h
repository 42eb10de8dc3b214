#pragma once

#include <memory>

#include "chassis/calls.h"
#include "ett/imports/v1/import.pb.h"
#include "ett/property/v1/property_service.pb.h"
#include "services/property/reading_store.h"

namespace ett::property {

// Takes in a stream of readings with the promises of records::Import: verdicts in order of arrival,
// a bad row stops nobody else, some thousand rows at a time become durable together, and the same
// request again gets the same report. `store` must outlive it.
std::unique_ptr<chassis::Receiver<v1::ImportReadingsRequest, imports::v1::ImportReport>>
MakeReadingImport(ReadingStore& store);

}  // namespace ett::property
