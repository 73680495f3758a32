// Random well-formed programs: every kind of node, nested, with lifecycles and flags.
#pragma once

#include "engine/program.h"
#include "tests/oracle/random_source.h"

namespace segue::oracle {

/// Fields: country text, age number, spent money, vip flag, birthday date, seen time, tags list, stage choice.
/// Events: form, open, buy; lists: one. The same for all programs.
engine::Schema RandomSchema();

/// A random value of a field's or property's type, as the timelines use it and tests compare with; mostly from a
/// handful of values, so that they meet.
engine::Value RandomValue(RandomSource& random, engine::ValueType type);
engine::ValueTest RandomTest(RandomSource& random, engine::ValueType type);

/// `instants` are those of the timelines, for absolute ranges that begin and end exactly at facts.
engine::Program RandomProgram(RandomSource& random, const std::string& zone, bool week_starts_sunday,
                              const std::vector<engine::Instant>& instants);

/// Whether time alone goes on changing something for ever: a transition fires after a time, or an anniversary comes
/// every year. Then a horizon must be finite.
bool NeedsHorizon(const engine::Program& program);

}  // namespace segue::oracle
