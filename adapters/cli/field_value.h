// A contact's field as of an instant, read from its column.
#pragma once

#include <cstdint>

#include "adapters/cli/value.h"
#include "engine/program.h"
#include "engine/timelines.h"

namespace segue::cli {

/// The value that holds at `as_of`; "no value" where the field was never set, or cleared. Texts are views into the
/// column's dictionary. `currency` is used where the field declares none.
Value FieldValue(const engine::FieldColumn& column, const engine::FieldDeclaration& field, std::uint32_t contact,
                 engine::Instant as_of, std::string_view currency);

/// The value in one row of a column; "no value" where it is missing.
Value RowValue(const engine::Column& column, std::size_t row, std::string_view currency);

}  // namespace segue::cli
