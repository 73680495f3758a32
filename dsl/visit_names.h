// Every name in a declaration: of events, properties, fields, states, choice values, lists, params, and its own.
//
// Texts, titles and descriptions are no names. The `with` of a `use` is left out: its names belong to two files.
#pragma once

#include <functional>

#include "dsl/syntax.h"

namespace segue::dsl {

/// Visits in written order of the parts; `visit` may change the name's text.
void VisitNames(Declaration& declaration, const std::function<void(Name&)>& visit);

}  // namespace segue::dsl
