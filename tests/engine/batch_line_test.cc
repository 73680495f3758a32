// Lists of events merged on one line of numbers, against sorting pairs of contact and instant.
#include "engine/batch_line.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>
#include <vector>

namespace segue::engine {
namespace {

using Places = std::vector<std::pair<Position, Instant>>;

/// A stream of one kind, by contact the instants of its events.
EventStream StreamOf(const std::vector<std::vector<Instant>>& contacts) {
  EventStream stream;
  stream.Start(contacts.size(), EventKindId{0});
  std::uint32_t row = 0;
  for (const std::vector<Instant>& events : contacts) {
    for (const Instant at : events) stream.Append(at, 0, row++);
    stream.Close();
  }
  stream.Finish();
  return stream;
}

Places Merged(const std::vector<const EventStream*>& streams) {
  BatchLine line;
  const auto merged = line.Merge(streams);
  REQUIRE(merged);
  Places places;
  for (const LinePlace place : *merged) places.emplace_back(PositionOf(place), InstantOf(place));
  return places;
}

TEST_CASE("events of several streams are merged by contact and instant") {
  const EventStream opened = StreamOf({{5, 9}, {2}, {}}), visited = StreamOf({{9}, {}, {-3, 4}});
  CHECK(Merged({&opened, &visited}) == Places{{0, 5}, {0, 9}, {0, 9}, {1, 2}, {2, -3}, {2, 4}});
  const EventStream empty = StreamOf({{}, {}, {}});
  CHECK(Merged({&empty, &visited, &empty}) == Places{{0, 9}, {2, -3}, {2, 4}});
  CHECK(Merged({&empty, &empty}).empty());
}

TEST_CASE("instants up to the reach of a line are kept, those beyond refused") {
  const EventStream near = StreamOf({{1 - kLineReach, kLineReach}});
  CHECK(Merged({&near, &near}) == Places{{0, 1 - kLineReach}, {0, 1 - kLineReach}, {0, kLineReach}, {0, kLineReach}});
  for (const Instant far : {-kLineReach, kLineReach + 1, kAlways, kForever}) {
    const EventStream beyond = StreamOf({{far}});
    BatchLine line;
    CHECK_FALSE(line.Merge(std::vector<const EventStream*>{&near, &beyond}));
    CHECK_FALSE(line.Merge(std::vector<const EventStream*>{&beyond}));
  }
}

TEST_CASE("merging random streams is sorting their events") {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    const std::size_t contacts = 1 + random() % 20, kinds = 1 + random() % 4;
    std::vector<EventStream> streams;
    Places expected;
    for (std::size_t kind = 0; kind < kinds; ++kind) {
      std::vector<std::vector<Instant>> events(contacts);
      for (std::size_t contact = 0; contact < contacts; ++contact) {
        for (std::size_t i = random() % (kind == 0 ? 9 : 3); i > 0; --i) {
          events[contact].push_back(static_cast<Instant>(random() % 50) - 25);
        }
        std::sort(events[contact].begin(), events[contact].end());
        for (const Instant at : events[contact]) expected.emplace_back(static_cast<Position>(contact), at);
      }
      streams.push_back(StreamOf(events));
    }
    std::sort(expected.begin(), expected.end());
    std::vector<const EventStream*> pointers;
    for (EventStream& stream : streams) {
      stream.Finish();  // the vector may have moved it
      pointers.push_back(&stream);
    }
    REQUIRE(Merged(pointers) == expected);
  }
}

}  // namespace
}  // namespace segue::engine
