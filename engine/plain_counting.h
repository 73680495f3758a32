// Measures whose answer does not depend on which contact something happened to: counted row by row, without asking
// contact by contact.
//
// So it is where nothing splits the report and nothing filters the measure by what was true of the contact (`for`,
// `while`), and, for lifecycles, where no contact of the batch was ever away. All else is counted by
// engine/measure_counting.cc, which gives the same.
#pragma once

#include "engine/measure_counting.h"

namespace segue::engine {

/// Adds the measure's part of the batch to `totals`; false, and nothing added, where it has to be asked contact by
/// contact.
bool CountPlainly(const ReportPlan& plan, std::uint32_t measure, const Batch& batch, CountingScratch& scratch,
                  Totals& totals);

}  // namespace segue::engine
