// Members that a rule's author may not have thought of: who is in only because nothing is known of them yet.
//
//   did not purchase in last 60 days   also true for somebody who came yesterday, and for who never bought
//   country != "FR"                    also true where no country is known
//
// "Only because" is meant literally: with `and known for 60 days` beside that clause (or `and country is set`) the
// contact would not be in. Clauses inside other segments that the rule names count too.
#pragma once

#include <vector>

#include "engine/program.h"

namespace segue::engine {

struct Caveat {
  enum class Kind {
    kNever,     // never had one of `kinds`
    kNewcomer,  // in only because known for less than `window`
    kMissing    // in only because `field` has no value
  };
  Kind kind = Kind::kNever;
  std::vector<EventKindId> kinds;
  Length window;
  FieldId field = 0;
  NodeId node = 0;  // true for the members spoken of
};

/// The caveats of a condition. Their nodes are appended to `program`, whose other nodes stay as they are.
std::vector<Caveat> FindCaveats(Program& program, NodeId condition);

}  // namespace segue::engine
