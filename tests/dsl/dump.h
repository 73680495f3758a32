// Syntax trees as compact s-expressions, so that tests can say which tree a text must give.
//
//   country = "FR" for 30 days   →   (for (test country (= "FR")) 30day)
//
// A bare word is a name; |two words| is a quoted name; "…" is text; `{p}` a param.
#pragma once

#include <string>

#include "dsl/syntax.h"

namespace segue::dsl {

std::string Dump(const Name& name);
std::string Dump(const Literal& literal);
std::string Dump(const Condition& condition);
std::string Dump(const Sum& sum);
std::string Dump(const Declaration& declaration);

}  // namespace segue::dsl
