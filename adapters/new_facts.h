// Facts that were added to a store since one of its states, for the timeline cache to lay over what it has.
//
// adapters/sqlite gathers them while it imports, adapters/timeline_cache keeps them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "adapters/timeline_sink.h"
#include "engine/program.h"
#include "engine/timelines.h"

namespace segue::adapters {

struct NewFacts {
  struct Contact {
    std::uint32_t id = 0;
    std::string key;
  };
  /// New events of one kind, in the order of their identity.
  struct Events {
    std::vector<std::uint32_t> contacts;  // ids; nothing where the kind is the account's
    std::vector<engine::Instant> at;
    std::vector<std::int64_t> rank;
    std::vector<engine::Column> properties;  // parallel to the kind's
  };

  StoreState before, after;
  engine::Schema schema;          // of the program that imported
  std::vector<Events> events;     // by kind of the schema
  std::vector<Contact> contacts;  // that were not there before
  /// Ids of contacts about whom more than new events is known, ascending: their fields, lists and existence have to be
  /// read again; of those in `reread` their events as well.
  std::vector<std::uint32_t> touched, reread;
};

}  // namespace segue::adapters
