// All timelines of a store on their way into a cache: the store hands them over column by column, and for each column
// in stretches of contacts, so that neither side holds everything at once.
//
// adapters/sqlite sends, adapters/timeline_cache keeps.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "engine/program.h"
#include "engine/timelines.h"

namespace segue::adapters {

/// Which facts of which store.
struct StoreState {
  std::uint64_t stamp = 0;   // drawn at random whenever facts change
  std::int64_t changes = 0;  // how often they have changed
  std::optional<engine::Instant> first_data, data_through;
};

/// The calls for one column follow each other in the order of contacts. Each is for a stretch of whole kStretchUnits of
/// contacts, the last for what is left; offsets are there for each contact of the stretch, beginning at 0. Failures are
/// exceptions of the receiving room.
class TimelineSink {
 public:
  static constexpr std::uint32_t kStretchUnit = 1024;

  virtual ~TimelineSink() = default;
  /// Once, before everything else. The names and types are those of the store, whatever a program declares.
  virtual void Begin(const StoreState& state, const engine::Schema& schema, std::uint32_t contacts) = 0;
  /// Surviving keys, ascending; the ids under which the store knows them; StoreState::changes when their facts last
  /// changed, or later where that is not known.
  virtual void AddContacts(std::span<const std::string> keys, std::span<const std::uint32_t> identities,
                           std::span<const std::int64_t> changed) = 0;
  virtual void AddBirths(std::span<const engine::Instant> born) = 0;
  virtual void AddAbsences(const engine::IntervalGroup& absences) = 0;
  /// Codes mean the same in all stretches of a field or kind; the dictionaries count with the last one.
  virtual void AddField(engine::FieldId field, const engine::FieldColumn& column, bool last) = 0;
  virtual void AddList(engine::ListId list, const engine::IntervalGroup& members) = 0;
  /// Of an account kind there is one stretch.
  virtual void AddEvents(engine::EventKindId kind, const engine::EventColumn& events, bool last) = 0;
};

}  // namespace segue::adapters
