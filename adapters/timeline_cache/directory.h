// What a cache file holds and where: its last part, read whole when the file is opened.
//
// Contacts come in chunks of kChunkContacts in the order of their keys. A column is a list of chunks, one for each
// chunk of contacts (events of the account: one chunk). Layout byte by byte: docs/internals/timeline-cache.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "adapters/timeline_cache/packed_integers.h"
#include "adapters/timeline_sink.h"
#include "engine/program.h"
#include "engine/timelines.h"

namespace segue::timeline_cache {

/// A batch of the evaluator is one chunk, as long as no contact has been added between.
inline constexpr std::uint32_t kChunkContacts = adapters::TimelineSink::kStretchUnit;

/// A stretch of the file.
struct Extent {
  std::uint64_t offset = 0, size = 0;
  std::uint64_t checksum = 0;  // XXH3-64 of the bytes
};

struct PackedChunk {
  Extent extent;
  PackedShape shape;
  std::uint32_t count = 0;
  /// Numbers: 0: the codes are the bits of the doubles; else value = code / divisor. 1 for all other types.
  std::uint32_t divisor = 1;
};

using PackedColumn = std::vector<PackedChunk>;

/// Values of one field or property with its distinct texts.
struct ValueEntry {
  std::string name;
  engine::ValueType type = engine::ValueType::kText;
  std::string currency;
  PackedColumn values;
  Extent dictionary;  // text, choice, list
};

struct FieldEntry {
  ValueEntry value;
  PackedColumn counts, at;
};

struct KindEntry {
  std::string name;
  bool account = false;
  PackedColumn counts, at, rank;
  PackedColumn replaces;  // of newer facts: 1 where a contact's events stand in place of those of the base
  std::vector<ValueEntry> properties;
};

/// Absences, or membership of a list.
struct IntervalsEntry {
  std::string name;
  PackedColumn counts, starts, ends;
};

/// A file of newer facts holds only the contacts they are about. Their new events come on top of those of the base;
/// fields, lists and existence, where they changed, in place of what the base says.
struct NewerFacts {
  std::uint64_t base_stamp = 0;  // StoreState::stamp of the base
  PackedColumn positions;        // of the contact in the base; of one that is new, where it has to be put in
  PackedColumn is_new, replaces;
};

struct Directory {
  adapters::StoreState state;
  NewerFacts newer;  // nothing in a base
  std::uint32_t contacts = 0;
  PackedColumn key_sizes;
  std::vector<Extent> keys;  // by chunk: the keys' bytes one after the other
  PackedColumn identities;   // contact ids of the surviving identities
  PackedColumn changed;      // the store's count of changes when the contact's facts changed last
  PackedColumn born;
  IntervalsEntry absences;
  std::vector<FieldEntry> fields;
  std::vector<KindEntry> kinds;
  std::vector<IntervalsEntry> lists;

  std::vector<std::byte> Write() const;
  /// Throws Damaged. `file_size`: no extent reaches beyond it.
  static Directory Read(std::span<const std::byte> bytes, std::uint64_t file_size);
};

inline std::size_t ChunksOf(std::uint32_t contacts) { return (contacts + kChunkContacts - 1) / kChunkContacts; }

}  // namespace segue::timeline_cache
