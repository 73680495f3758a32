// What the rules say as tables for `segue sql`: contacts, segments, flags, states, scores, moves.
//
//   contacts  contact, born, one column per field of the rules, with the value as of the moment asked about
//   segments  name, contact, since, until        one row per stay; until is NULL while it is not over
//   flags     name, contact, since, until
//   states    lifecycle, contact, state, since, until
//   scores    name, contact, points, since, until      one row per value
//   moves     contact, lifecycle, from_state, to_state, at
//
// Instants are texts, 2026-03-01T09:30:00.000Z, days 2026-03-01: they sort and compare as time does. Money is a number
// of the currency's units, a flag 0 or 1, a list a JSON array.
#pragma once

#include "adapters/cli/session.h"
#include "adapters/sqlite/query.h"

namespace segue::cli {

/// The tables, filled from the session's store when a query reads them. Program() must have succeeded; the session must
/// outlive what is returned.
sqlite::Derivation DerivedTables(Session& session, const engine::Program& program);

}  // namespace segue::cli
