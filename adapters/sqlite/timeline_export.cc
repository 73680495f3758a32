// One column after the other, so that never more than the largest kind of events is in memory.
#include "adapters/sqlite/timeline_export.h"

#include <algorithm>
#include <functional>
#include <future>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/sqlite/contact_order.h"
#include "adapters/sqlite/declarations.h"
#include "adapters/sqlite/event_halves.h"
#include "adapters/sqlite/existence_loader.h"
#include "adapters/sqlite/field_loader.h"
#include "adapters/sqlite/list_loader.h"
#include "adapters/sqlite/observed_values.h"
#include "adapters/sqlite/reader_pair.h"
#include "adapters/sqlite/snapshot_loader.h"
#include "adapters/sqlite/spilled_events.h"

namespace segue::sqlite {
namespace {

/// Everything that the store knows by name.
engine::Schema SchemaOf(const Declarations& stored) {
  engine::Schema schema;
  for (const StoredField& field : stored.fields)
    schema.fields.push_back({field.name, field.type, {}, field.currency, {}});
  for (const StoredKind& kind : stored.kinds) {
    engine::EventKind& declared = schema.events.emplace_back();
    declared.name = kind.name;
    declared.account = kind.account;
    for (const StoredProperty& property : kind.properties)
      declared.properties.push_back({property.name, property.type, {}, property.currency, {}});
  }
  for (const StoredList& list : stored.lists) schema.lists.push_back(list.name);
  return schema;
}

class Exporter {
 public:
  Exporter(const Database& store, adapters::TimelineSink& sink, std::int64_t rows_in_memory)
      : readers_(store),
        sink_(sink),
        path_(store.path()),
        rows_in_memory_(rows_in_memory),
        stored_(Declarations::Read(readers_.first())),
        schema_(SchemaOf(stored_)) {}

  void Export() {
    const Database& reader = readers_.first();
    order_ = ContactOrder::Read(reader);
    files_ = FileRanks::Read(reader);
    feeds_ = ReadFeeds(reader, order_);
    const adapters::StoreState state = ReadState(reader);
    sink_.Begin(state, schema_, static_cast<std::uint32_t>(order_.keys.size()));
    sink_.AddContacts(order_.keys, order_.surviving, std::vector<std::int64_t>(order_.keys.size(), state.changes));
    observed_.emplace(readers_, feeds_, stored_.fields, path_);
    ExportFacts();
    observed_.reset();
    for (std::size_t id = 0; id < stored_.kinds.size(); ++id) ExportKind(static_cast<engine::EventKindId>(id));
  }

 private:
  /// Reads something of all contacts; what it returns hands that to the sink.
  using Part = std::function<std::function<void()>(const Database&)>;

  /// Everything but events. Parts are read two at a time and handed on in order.
  void ExportFacts() {
    std::vector<Part> parts{[this](const Database& reader) { return ReadLives(reader); }};
    for (std::size_t id = 0; id < stored_.fields.size(); ++id)
      parts.push_back(
          [this, id](const Database& reader) { return ReadField(reader, static_cast<engine::FieldId>(id)); });
    for (std::size_t id = 0; id < stored_.lists.size(); ++id)
      parts.push_back([this, id](const Database& reader) { return ReadList(reader, static_cast<engine::ListId>(id)); });
    for (std::size_t first = 0; first < parts.size(); first += 2) {
      std::vector<std::function<void()>> ready(std::min<std::size_t>(2, parts.size() - first));
      std::vector<ReaderPair::Task> tasks;
      for (std::size_t i = 0; i < ready.size(); ++i)
        tasks.push_back([&, i](const Database& reader) { ready[i] = parts[first + i](reader); });
      readers_.RunAll(tasks);
      for (const std::function<void()>& hand_on : ready) hand_on();
    }
  }

  std::function<void()> ReadLives(const Database& reader) {
    const DatesByPosition dates = ReadDates(reader, order_, feeds_);
    const engine::Array<engine::Instant> born = Births(dates);
    const engine::IntervalGroup absences = LoadAbsences(reader, stored_, order_, feeds_, dates, born);
    return [this, born, absences] {
      sink_.AddBirths(born.view());
      if (!absences.offsets.empty()) sink_.AddAbsences(absences);
    };
  }

  std::function<void()> ReadField(const Database& reader, engine::FieldId id) {
    const StoredField& field = stored_.fields[id];
    FieldRows rows(field.type);
    ReadStatedValues(reader, field.id, order_, files_, rows);
    observed_->Read(id, order_, files_, rows);
    const engine::FieldColumn column = BuildField(std::move(rows), order_.keys.size());
    return [this, id, column] {
      if (!column.offsets.empty()) sink_.AddField(id, column, true);
    };
  }

  std::function<void()> ReadList(const Database& reader, engine::ListId id) {
    const engine::IntervalGroup members = LoadList(reader, stored_.lists[id].id, order_, files_, feeds_);
    return [this, id, members] {
      if (!members.offsets.empty()) sink_.AddList(id, members);
    };
  }

  void ExportKind(engine::EventKindId id) {
    const StoredKind& stored = stored_.kinds[id];
    if (stored.events == 0) return;
    const engine::EventKind& declared = schema_.events[id];
    const EventRequest request{&declared, &stored, std::vector<bool>(declared.properties.size(), true)};
    if (!stored.account && stored.events > rows_in_memory_ && ExportLargeKind(id, request)) return;
    engine::EventColumn column;
    EventHalves halves(request, column);
    readers_.RunAll({[&](const Database& reader) { halves.ReadLower(reader, order_); },
                     [&](const Database& reader) { halves.ReadUpper(reader, order_); }});
    sink_.AddEvents(id, column, true);
  }

  /// By way of a file. False when the table has not the rows that the store counts, so that its halves overlap: a
  /// foreign hand was at work.
  bool ExportLargeKind(engine::EventKindId id, const EventRequest& request) {
    const std::size_t parts = static_cast<std::size_t>(request.stored->events / rows_in_memory_) + 1;
    constexpr std::size_t kUnit = adapters::TimelineSink::kStretchUnit;
    const std::size_t stretch = (order_.keys.size() / parts / kUnit + 1) * kUnit;
    SpilledEvents events(request, path_, order_.keys.size(), stretch);
    const std::int64_t lower_rows = request.stored->events / 2;
    Halves halves;
    readers_.RunAll(
        {[&](const Database& reader) { halves.lower_last = ReadSlices(reader, request, false, lower_rows, events); },
         [&](const Database& reader) {
           halves.upper_first = ReadSlices(reader, request, true, request.stored->events - lower_rows, events);
         }});
    if (halves.lower_last && halves.upper_first) {
      if (*halves.lower_last >= *halves.upper_first) return false;
      events.Add(ReadEvents(readers_.first(), request, order_, false, -1, halves.lower_last, halves.upper_first),
                 kBetweenHalves);
    }
    events.Finish();
    // The next stretch is put together while the sink packs this one.
    std::future<engine::EventColumn> next = std::async(std::launch::async, [&] { return events.Build(0); });
    for (std::size_t i = 0; i < events.stretches(); ++i) {
      const engine::EventColumn column = next.get();
      if (i + 1 < events.stretches())
        next = std::async(std::launch::async, [&events, i] { return events.Build(i + 1); });
      sink_.AddEvents(id, column, i + 1 == events.stretches());
    }
    return true;
  }

  struct Halves {
    std::optional<std::int64_t> lower_last, upper_first;  // identities
  };
  static constexpr std::int64_t kBetweenHalves = std::int64_t{1} << 40;

  /// Reads so many rows from one end; returns the identity at which they end.
  std::optional<std::int64_t> ReadSlices(const Database& reader, const EventRequest& request, bool backwards,
                                         std::int64_t rows, SpilledEvents& events) const {
    std::optional<std::int64_t> reached;
    for (std::int64_t slice = 0; rows > 0; ++slice) {
      const std::int64_t limit = std::min(rows, rows_in_memory_ / 4 + 1);
      const EventStretch read = ReadEvents(reader, request, order_, backwards, limit,
                                           backwards ? std::nullopt : reached, backwards ? reached : std::nullopt);
      if (read.at.empty()) break;
      reached = read.first_and_last[1];
      events.Add(read, backwards ? 2 * kBetweenHalves - slice : slice);
      rows -= limit;
    }
    return reached;
  }

  ReaderPair readers_;
  adapters::TimelineSink& sink_;
  const std::string path_;
  const std::int64_t rows_in_memory_;
  const Declarations stored_;
  const engine::Schema schema_;
  ContactOrder order_;
  FileRanks files_;
  std::vector<Feed> feeds_;
  std::optional<ObservedValues> observed_;
};

}  // namespace

adapters::StoreState ReadState(const Database& database) {
  Statement statement(database, "SELECT stamp, changes, first_data, data_through FROM store_state");
  adapters::StoreState state;
  if (!statement.Step()) return state;
  state.stamp = static_cast<std::uint64_t>(statement.Integer(0));
  state.changes = statement.Integer(1);
  state.first_data = statement.OptionalInteger(2);
  state.data_through = statement.OptionalInteger(3);
  return state;
}

void ExportTimelines(const Database& store, adapters::TimelineSink& sink, std::int64_t rows_in_memory) {
  Exporter(store, sink, rows_in_memory).Export();
}

}  // namespace segue::sqlite
