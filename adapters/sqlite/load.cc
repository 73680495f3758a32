// Plans what to read, reads it as tasks on two connections, and puts the timelines together.

#include "adapters/sqlite/load.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "adapters/sqlite/contact_order.h"
#include "adapters/sqlite/declarations.h"
#include "adapters/sqlite/event_halves.h"
#include "adapters/sqlite/event_loader.h"
#include "adapters/sqlite/existence_loader.h"
#include "adapters/sqlite/field_loader.h"
#include "adapters/sqlite/list_loader.h"
#include "adapters/sqlite/reader_pair.h"
#include "adapters/sqlite/snapshot_loader.h"
#include "unicode/nearest_name.h"
#include "unicode/unicode.h"

namespace segue::sqlite {
namespace {

class Loader {
 public:
  Loader(const Database& store, const engine::Schema& schema, const LoadRequest& request)
      : readers_(store), schema_(schema), request_(request), stored_(Declarations::Read(readers_.first())) {
    CheckTypes(stored_, schema_);
  }

  engine::Timelines LoadAll() {
    order_ = ContactOrder::Read(readers_.first());
    return Load();
  }
  std::optional<engine::Timelines> LoadOne(const std::string& key) {
    order_ = ContactOrder::ReadOne(readers_.first(), key);
    if (order_.keys.empty()) return {};
    return Load();
  }
  engine::Timelines LoadSome(const std::vector<ContactId>& contacts) {
    order_ = ContactOrder::ReadSome(readers_.first(), contacts);
    return Load();
  }

 private:
  engine::Timelines Load() {
    const Database& reader = readers_.first();
    files_ = FileRanks::Read(reader);
    feeds_ = ReadFeeds(reader, order_);
    dates_ = ReadDates(reader, order_, feeds_);
    ReadSpan(reader);
    PlanEvents();
    PlanFields();
    PlanLists();
    readers_.RunAll(tasks_);
    timelines_.born = Births(dates_);
    timelines_.absences = LoadAbsences(reader, stored_, order_, feeds_, dates_, timelines_.born);
    timelines_.keys = std::move(order_.keys);
    return std::move(timelines_);
  }

  void ReadSpan(const Database& reader) {
    Statement statement(reader, "SELECT first_data, data_through FROM store_state");
    if (!statement.Step()) return;
    timelines_.first_data = statement.OptionalInteger(0);
    timelines_.data_through = statement.OptionalInteger(1);
  }

  void PlanEvents() {
    timelines_.events.resize(schema_.events.size());
    for (std::size_t id = 0; id < schema_.events.size(); ++id) {
      const engine::EventKind& declared = schema_.events[id];
      const StoredKind* stored = stored_.FindKind(declared.name);
      timelines_.events[id] = EmptyEvents(declared);
      if (stored == nullptr || stored->events == 0) continue;
      timelines_.events[id].imported = true;
      if (!request_.WantsKind(id)) continue;
      PlanKind(declared, *stored, id);
    }
    // The largest first, so that neither thread is left with it at the end.
    std::stable_sort(events_.begin(), events_.end(), [](const auto& left, const auto& right) {
      return left->request().stored->events > right->request().stored->events;
    });
    for (const auto& task : events_)
      order_.only.empty() || task->request().stored->account ? PlanHalves(*task) : PlanWhole(*task);
  }

  void PlanKind(const engine::EventKind& declared, const StoredKind& stored, std::size_t id) {
    const bool listed = id < request_.properties.size();
    const EventRequest wanted{&declared, &stored, listed ? request_.properties[id] : std::vector<bool>{}};
    events_.push_back(std::make_unique<EventHalves>(wanted, timelines_.events[id]));
  }

  /// Of one contact there is little to read: by the table's index, in one go.
  void PlanWhole(EventHalves& task) {
    tasks_.push_back([this, &task](const Database& reader) { task.ReadWhole(reader, order_); });
  }

  void PlanHalves(EventHalves& task) {
    tasks_.push_back([this, &task](const Database& reader) { task.ReadLower(reader, order_); });
    tasks_.push_back([this, &task](const Database& reader) { task.ReadUpper(reader, order_); });
  }

  void PlanFields() {
    timelines_.fields.resize(schema_.fields.size());
    for (std::size_t id = 0; id < schema_.fields.size(); ++id) {
      const engine::ValueType type = schema_.fields[id].type;
      const StoredField* stored = stored_.FindField(schema_.fields[id].name);
      engine::FieldColumn& column = timelines_.fields[id];
      column = BuildField(FieldRows(type), 0);
      if (stored == nullptr || !request_.WantsField(id)) continue;
      tasks_.push_back([this, stored, type, &column](const Database& reader) {
        FieldRows rows(type);
        ReadStatedValues(reader, stored->id, order_, files_, rows);
        ReadObservedValues(reader, feeds_, stored->id, order_, files_, rows);
        column = BuildField(std::move(rows), order_.keys.size());
      });
    }
  }

  void PlanLists() {
    timelines_.lists.resize(schema_.lists.size());
    for (std::size_t id = 0; id < schema_.lists.size(); ++id) {
      const StoredList* stored = stored_.FindList(schema_.lists[id]);
      if (stored == nullptr || !request_.WantsList(id)) continue;
      engine::IntervalGroup& group = timelines_.lists[id];
      tasks_.push_back([this, stored, &group](const Database& reader) {
        group = LoadList(reader, stored->id, order_, files_, feeds_);
      });
    }
  }

  ReaderPair readers_;
  const engine::Schema& schema_;
  const LoadRequest& request_;
  Declarations stored_;
  ContactOrder order_;
  FileRanks files_;
  std::vector<Feed> feeds_;
  DatesByPosition dates_;
  std::vector<std::unique_ptr<EventHalves>> events_;
  std::vector<ReaderPair::Task> tasks_;
  engine::Timelines timelines_;
};

}  // namespace

engine::Timelines LoadTimelines(const Database& store, const engine::Schema& schema, const LoadRequest& request) {
  return Loader(store, schema, request).LoadAll();
}

std::optional<engine::Timelines> LoadContact(const Database& store, const engine::Schema& schema,
                                             const LoadRequest& request, const std::string& key) {
  return Loader(store, schema, request).LoadOne(key);
}

engine::Timelines LoadSome(const Database& store, const engine::Schema& schema, const LoadRequest& request,
                           const std::vector<ContactId>& contacts) {
  return Loader(store, schema, request).LoadSome(contacts);
}

std::string FindNearestContact(const Database& store, const std::string& key) {
  // A few letters more or less still look like a slip (unicode/nearest_name.h); others need not be read.
  constexpr std::int64_t kLengths = 8;
  std::vector<std::string> keys;
  Statement statement(store,
                      "SELECT key FROM contact WHERE abs(length(key) - ?1) < ?2 "
                      "UNION ALL SELECT alias FROM alias WHERE abs(length(alias) - ?1) < ?2");
  statement.Bind(1, static_cast<std::int64_t>(unicode::CountCodePoints(key))).Bind(2, kLengths);
  while (statement.Step()) keys.emplace_back(statement.Text(0));
  return std::string(unicode::NearestOf(key, keys));
}

}  // namespace segue::sqlite
