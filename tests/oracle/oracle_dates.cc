// Date fields as seen from the moment, anniversaries, samples.
#include <xxhash.h>

#include <memory>

#include "tests/oracle/date_check.h"
#include "tests/oracle/oracle.h"

namespace segue::oracle {

using engine::Instant;
using engine::NodeId;

// "all only while the field holds that value"
bool Oracle::Decide(const engine::DateFieldNode& date, NodeId, Instant instant) const {
  return Lies(FieldAt(date.field, instant), date.when, instant, calendar_);
}

bool Oracle::Decide(const engine::AnniversaryNode& anniversary, NodeId, Instant instant) const {
  const MaybeValue& value = FieldAt(anniversary.field, instant);
  if (!value) return false;
  const std::int64_t year = DateOfDay(calendar_.DayOf(instant)).year;
  for (const engine::Day day : AnniversariesUpTo(*value, year + ReachInYears(anniversary.when), calendar_))
    if (Lies(FactValue(day), anniversary.when, instant, calendar_)) return true;
  return false;
}

// "XXH3-64(name, 0x00, contact key) < p·2⁶⁴", by the library's streaming functions; tests/engine/sample_test.cc has
// values that another program computed.
bool Oracle::Decide(const engine::SampleNode& sample, NodeId, Instant) const {
  const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(), &XXH3_freeState);
  XXH3_64bits_reset(state.get());
  XXH3_64bits_update(state.get(), sample.name.data(), sample.name.size());
  XXH3_64bits_update(state.get(), "\0", 1);
  XXH3_64bits_update(state.get(), contact_.key.data(), contact_.key.size());
  return XXH3_64bits_digest(state.get()) < sample.threshold;
}

/// The field's changes, and for each value where the clause may begin or end.
void Oracle::AddDateCandidates(NodeId node) {
  const auto& operation = program_.nodes[node].operation;
  auto& out = details_[node].candidates;
  const auto* date = std::get_if<engine::DateFieldNode>(&operation);
  const auto* anniversary = std::get_if<engine::AnniversaryNode>(&operation);
  if (date == nullptr && anniversary == nullptr) return;
  const engine::FieldId field = date != nullptr ? date->field : anniversary->field;
  if (field >= contact_.fields.size()) return;
  for (const auto& change : contact_.fields[field]) {
    out.push_back(change.at);
    if (!change.value) continue;
    if (date != nullptr) {
      AddDateCandidates(out, *change.value, date->when);
      continue;
    }
    const std::int64_t last = DateOfDay(calendar_.DayOf(scope_.horizon)).year + ReachInYears(anniversary->when);
    for (const engine::Day day : AnniversariesUpTo(*change.value, last, calendar_))
      AddDateCandidates(out, day, anniversary->when);
  }
}

void Oracle::AddDateCandidates(std::vector<Instant>& out, const FactValue& value,
                               const engine::DateClause& when) const {
  const Instant v = MovedBy(value, {}, calendar_);
  out.push_back(v);
  out.push_back(calendar_.StartOfDay(calendar_.DayOf(v) + 1));
  if (const auto* relative = std::get_if<engine::RelativeWindow>(&when))
    return AddRelativeCandidates(out, v, *relative);
  std::visit(
      [&](const auto& window) {
        if constexpr (requires { window.length; }) {
          const engine::Length length = window.length;
          out.push_back(MovedBy(value, length, calendar_));
          out.push_back(MovedBy(value, {-length.milliseconds, -length.months}, calendar_));
        }
      },
      when);
}

}  // namespace segue::oracle
